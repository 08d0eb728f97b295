import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Choice } from '../../components/choice';
import { Notice } from '../../components/notice';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { ArgumentRow, CollectorDraft, CommandValue } from './collector-plan';
import '../../components/labels-editor.css';

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
          autoComplete="off"
          spellCheck={false}
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
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  const whole = form.fault('command');
  const errorAt = (index: number) => form.fault(`command.${index}`) ?? (index === 0 ? whole : undefined);
  return (
    <fieldset className="labels-editor">
      <legend className="mantine-InputWrapper-label">{collectors.fields.command.label}</legend>
      <p className="mantine-InputWrapper-description muted">{collectors.listHelp}</p>
      {rows.map((row, index) => {
        const message = errorAt(index);
        return (
          <div key={row.key} className="argument">
            <Textarea
              aria-label={collectors.argument(index + 1)}
              placeholder={collectors.argument(index + 1)}
              error={message === undefined ? undefined : fault(collectors.argument(index + 1), message)}
              value={row.text}
              onChange={({ currentTarget: { value } }) =>
                onChange(rows.map((other) => (other.key === row.key ? { ...other, text: value } : other)))
              }
              onBlur={() => form.touch('command')}
              classNames={{ input: 'mono' }}
              autosize
              autoComplete="off"
              spellCheck={false}
            />
            {index === 0 ? null : (
              <ActionIcon
                aria-label={collectors.removeArgument(index + 1)}
                size={32}
                onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
              >
                <IconX size={15} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...rows, { key: nextKey, text: '' }])}
      >
        {collectors.addArgument}
      </Button>
    </fieldset>
  );
}
