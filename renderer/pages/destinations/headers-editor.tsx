import { NativeSelect, TextInput } from '@mantine/core';
import { SecretValue } from '../../components/access/secret-value';
import type { Secrets } from '../../components/access/use-secrets';
import { NameInput, RemovePair } from '../../components/labels-editor';
import { type RowEdit, RowsEditor } from '../../components/rows-editor';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { DestinationDraft } from './destination-plan';
import type { HeaderRow } from './header-rows';

interface HeadersEditorProps {
  readonly form: SettingsForm<DestinationDraft>;
  readonly secrets: Secrets;
}

/** Headers of each request, one a line; of a secret one its name and, if it is to change, its value. */
export function HeadersEditor({ form, secrets }: HeadersEditorProps) {
  const { destinations } = useTexts();
  return (
    <RowsEditor
      label={destinations.headers}
      description={destinations.headersHelp}
      rows={form.draft.headers}
      onChange={(headers) => form.change({ headers })}
      add={destinations.header.add}
      newRow={(key) => ({ key, name: '', value: '', isSecret: false })}
    >
      {(row, index, edit) => (
        <HeaderInputs form={form} secrets={secrets} row={row} edit={edit} position={index + 1} />
      )}
    </RowsEditor>
  );
}

interface HeaderInputsProps extends HeadersEditorProps {
  readonly row: HeaderRow;
  readonly edit: RowEdit<HeaderRow>;
  readonly position: number;
}

function HeaderInputs({ form, secrets, row, edit, position }: HeaderInputsProps) {
  const { destinations, access, fault } = useTexts();
  const words = destinations.header;
  const path = `headers.${row.name.trim()}`;
  const secretMessage = form.fault(`${path}.secret`);
  const pair = { row, edit, position, words };
  const leave = () => {
    form.touch(path);
    form.touch(`${path}.secret`);
  };
  return (
    <>
      <div className="label-row header-row">
        <NameInput {...pair} error={form.fault(path)} onLeave={leave} />
        <NativeSelect
          aria-label={words.kindOf(position)}
          data={[
            { value: 'text', label: words.text },
            { value: 'secret', label: words.secret },
          ]}
          value={row.isSecret ? 'secret' : 'text'}
          onChange={({ currentTarget: { value } }) => edit.change({ ...row, isSecret: value === 'secret' })}
        />
        <TextInput
          aria-label={row.isSecret ? words.secretOf(position) : words.valueOf(position)}
          placeholder={row.isSecret ? access.secret : words.value}
          value={row.value}
          error={secretMessage === undefined ? undefined : fault(access.secret, secretMessage)}
          onChange={({ currentTarget: { value } }) => edit.change({ ...row, value })}
          onBlur={leave}
        />
        <RemovePair {...pair} />
      </div>
      {row.isSecret && row.value.trim() !== '' ? (
        <div className="header-secret">
          <SecretValue label={words.valueOf(position)} name={row.value.trim()} secrets={secrets} />
        </div>
      ) : null}
    </>
  );
}
