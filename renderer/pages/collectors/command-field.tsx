import { Textarea } from '@mantine/core';
import { Choice } from '../../components/choice';
import { Notice } from '../../components/notice';
import { RemoveRow, RowsEditor } from '../../components/rows-editor';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { ArgumentRow, CollectorDraft, CommandValue } from './collector-plan';

interface CommandFieldProps {
  readonly form: SettingsForm<CollectorDraft>;
  readonly value: CommandValue;
  readonly onChange: (value: CommandValue) => void;
}

/** What runs, always to be seen whole, and what saving it means. */
export function CommandField({ form, value, onChange }: CommandFieldProps) {
  const { collectors } = useTexts();
  return (
    <>
      <Choice
        label={collectors.commandForm}
        options={[
          { value: 'shell', label: collectors.shell },
          { value: 'list', label: collectors.list },
        ]}
        value={value.form}
        onChange={(chosen) => onChange({ ...value, form: chosen })}
      />
      {value.form === 'shell' ? (
        <Textarea
          {...form.field('command', collectors.fields.command.label)}
          description={collectors.shellHelp}
          value={value.line}
          onChange={({ currentTarget }) => onChange({ ...value, line: currentTarget.value })}
          classNames={{ input: 'mono' }}
          autosize
          minRows={2}
        />
      ) : (
        <ArgumentList form={form} rows={value.list} onChange={(list) => onChange({ ...value, list })} />
      )}
      <Notice tone="trouble" title={collectors.consent} />
    </>
  );
}

interface ArgumentListProps {
  readonly form: SettingsForm<CollectorDraft>;
  readonly rows: readonly ArgumentRow[];
  readonly onChange: (rows: readonly ArgumentRow[]) => void;
}

function ArgumentList({ form, rows, onChange }: ArgumentListProps) {
  const { collectors, fault } = useTexts();
  const whole = form.fault('command');
  const errorAt = (index: number) => form.fault(`command.${index}`) ?? (index === 0 ? whole : undefined);
  return (
    <RowsEditor
      label={collectors.fields.command.label}
      description={collectors.listHelp}
      rows={rows}
      onChange={onChange}
      add={collectors.addArgument}
      newRow={(key) => ({ key, text: '' })}
    >
      {(row, index, { change, remove }) => {
        const name = collectors.argument(index + 1);
        const message = errorAt(index);
        return (
          <div className="argument">
            <Textarea
              aria-label={name}
              placeholder={name}
              error={message === undefined ? undefined : fault(name, message)}
              value={row.text}
              onChange={({ currentTarget: { value } }) => change({ ...row, text: value })}
              onBlur={() => form.touch('command')}
              classNames={{ input: 'mono' }}
              autosize
            />
            {index === 0 ? null : <RemoveRow label={collectors.removeArgument(index + 1)} onClick={remove} />}
          </div>
        );
      }}
    </RowsEditor>
  );
}
