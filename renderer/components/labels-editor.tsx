import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { LabelRow } from '../state/label-rows';
import { useTexts } from '../texts/texts';
import './labels-editor.css';

interface LabelsEditorProps {
  readonly label: string;
  readonly description: string;
  readonly rows: readonly LabelRow[];
  readonly onChange: (rows: readonly LabelRow[]) => void;
  /** The fault at `labels`, or at `labels.NAME`. */
  readonly fault: (path: string) => string | undefined;
  readonly onLeave: (path: string) => void;
}

/** Label names and values, one pair a line. */
export function LabelsEditor({ label, description, rows, onChange, fault, onLeave }: LabelsEditorProps) {
  const texts = useTexts();
  const whole = fault('labels');
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  const replace = (changed: LabelRow) =>
    onChange(rows.map((row) => (row.key === changed.key ? changed : row)));
  return (
    <fieldset className="labels-editor">
      <legend className="mantine-InputWrapper-label">{label}</legend>
      <Input.Description>{description}</Input.Description>
      {whole === undefined ? null : <Input.Error>{texts.fault(label, whole)}</Input.Error>}
      {rows.map((row, index) => (
        <LabelInputs
          key={row.key}
          row={row}
          position={index + 1}
          error={fault(`labels.${row.name.trim()}`)}
          onChange={replace}
          onLeave={() => onLeave(`labels.${row.name.trim()}`)}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...rows, { key: nextKey, name: '', value: '' }])}
      >
        {texts.labels.add}
      </Button>
    </fieldset>
  );
}

interface LabelInputsProps {
  readonly row: LabelRow;
  readonly position: number;
  readonly error: string | undefined;
  readonly onChange: (row: LabelRow) => void;
  readonly onLeave: () => void;
  readonly onRemove: () => void;
}

function LabelInputs({ row, position, error, onChange, onLeave, onRemove }: LabelInputsProps) {
  const { labels, fault } = useTexts();
  return (
    <div className="label-row">
      <TextInput
        aria-label={labels.nameOf(position)}
        placeholder={labels.name}
        value={row.name}
        error={error === undefined ? undefined : fault(labels.name, error)}
        onChange={({ currentTarget: { value } }) => onChange({ ...row, name: value })}
        onBlur={onLeave}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        aria-label={labels.valueOf(position)}
        placeholder={labels.value}
        value={row.value}
        onChange={({ currentTarget: { value } }) => onChange({ ...row, value })}
        autoComplete="off"
      />
      <ActionIcon
        aria-label={labels.removeOne(row.name === '' ? String(position) : row.name)}
        size={32}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
