import { ActionIcon, Button, Input, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { SecretValue } from '../../components/access/secret-value';
import type { Secrets } from '../../components/access/use-secrets';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { DestinationDraft } from './destination-plan';
import type { HeaderRow } from './header-rows';
import '../../components/labels-editor.css';

interface HeadersEditorProps {
  readonly form: SettingsForm<DestinationDraft>;
  readonly secrets: Secrets;
}

/** Headers of each request, one a line; of a secret one its name and, if it is to change, its value. */
export function HeadersEditor({ form, secrets }: HeadersEditorProps) {
  const { destinations } = useTexts();
  const { headers } = form.draft;
  const nextKey = Math.max(-1, ...headers.map(({ key }) => key)) + 1;
  const set = (rows: readonly HeaderRow[]) => form.change({ headers: rows });
  return (
    <fieldset className="labels-editor">
      <legend className="mantine-InputWrapper-label">{destinations.headers}</legend>
      <Input.Description>{destinations.headersHelp}</Input.Description>
      {headers.map((row, index) => (
        <HeaderInputs
          key={row.key}
          form={form}
          secrets={secrets}
          row={row}
          position={index + 1}
          onChange={(changed) => set(headers.map((other) => (other.key === row.key ? changed : other)))}
          onRemove={() => set(headers.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={13} />}
        onClick={() => set([...headers, { key: nextKey, name: '', value: '', isSecret: false }])}
      >
        {destinations.header.add}
      </Button>
    </fieldset>
  );
}

interface HeaderInputsProps extends HeadersEditorProps {
  readonly row: HeaderRow;
  readonly position: number;
  readonly onChange: (row: HeaderRow) => void;
  readonly onRemove: () => void;
}

function HeaderInputs({ form, secrets, row, position, onChange, onRemove }: HeaderInputsProps) {
  const { destinations, access, fault } = useTexts();
  const words = destinations.header;
  const path = `headers.${row.name.trim()}`;
  const message = form.fault(path);
  const secretMessage = form.fault(`${path}.secret`);
  const leave = () => {
    form.touch(path);
    form.touch(`${path}.secret`);
  };
  return (
    <>
      <div className="label-row header-row">
        <TextInput
          aria-label={words.nameOf(position)}
          placeholder={words.name}
          value={row.name}
          error={message === undefined ? undefined : fault(words.name, message)}
          onChange={({ currentTarget: { value } }) => onChange({ ...row, name: value })}
          onBlur={leave}
          autoComplete="off"
          spellCheck={false}
        />
        <NativeSelect
          aria-label={words.kindOf(position)}
          data={[
            { value: 'text', label: words.text },
            { value: 'secret', label: words.secret },
          ]}
          value={row.isSecret ? 'secret' : 'text'}
          onChange={({ currentTarget: { value } }) => onChange({ ...row, isSecret: value === 'secret' })}
        />
        <TextInput
          aria-label={row.isSecret ? words.secretOf(position) : words.valueOf(position)}
          placeholder={row.isSecret ? access.secret : words.value}
          value={row.value}
          error={secretMessage === undefined ? undefined : fault(access.secret, secretMessage)}
          onChange={({ currentTarget: { value } }) => onChange({ ...row, value })}
          onBlur={leave}
          autoComplete="off"
          spellCheck={false}
        />
        <ActionIcon
          aria-label={words.removeOne(row.name === '' ? String(position) : row.name)}
          size={32}
          onClick={onRemove}
        >
          <IconX size={15} />
        </ActionIcon>
      </div>
      {row.isSecret && row.value.trim() !== '' ? (
        <div className="header-secret">
          <SecretValue label={words.valueOf(position)} name={row.value.trim()} secrets={secrets} />
        </div>
      ) : null}
    </>
  );
}
