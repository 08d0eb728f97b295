import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Texts } from '../../main/texts/texts';
import type { LabelRow } from '../state/label-rows';
import { useTexts } from '../texts/texts';
import './labels-editor.css';

interface LabelsEditorProps {
  readonly label: string;
  readonly description: string;
  readonly rows: readonly LabelRow[];
  readonly onChange: (rows: readonly LabelRow[]) => void;
  /** What the pairs are called; labels when absent. */
  readonly words?: PairWords;
  /** Where they stand in the form's part of the settings; `labels` when absent. */
  readonly path?: string;
  /** The fault at `path`, or at `PATH.NAME`. */
  readonly fault: (path: string) => string | undefined;
  readonly onLeave: (path: string) => void;
}

export type PairWords = Pick<Texts['labels'], 'name' | 'value' | 'nameOf' | 'valueOf' | 'add' | 'removeOne'>;

/** Names and values, of labels or of other things, one pair a line. */
export function LabelsEditor(props: LabelsEditorProps) {
  const { label, description, rows, onChange, path = 'labels', fault, onLeave } = props;
  const texts = useTexts();
  const { words = texts.labels } = props;
  const whole = fault(path);
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
          words={words}
          error={fault(`${path}.${row.name.trim()}`)}
          onChange={replace}
          onLeave={() => onLeave(`${path}.${row.name.trim()}`)}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...rows, { key: nextKey, name: '', value: '' }])}
      >
        {words.add}
      </Button>
    </fieldset>
  );
}

interface LabelInputsProps {
  readonly row: LabelRow;
  readonly position: number;
  readonly words: PairWords;
  readonly error: string | undefined;
  readonly onChange: (row: LabelRow) => void;
  readonly onLeave: () => void;
  readonly onRemove: () => void;
}

function LabelInputs({ row, position, words, error, onChange, onLeave, onRemove }: LabelInputsProps) {
  const { fault } = useTexts();
  return (
    <div className="label-row">
      <TextInput
        aria-label={words.nameOf(position)}
        placeholder={words.name}
        value={row.name}
        error={error === undefined ? undefined : fault(words.name, error)}
        onChange={({ currentTarget: { value } }) => onChange({ ...row, name: value })}
        onBlur={onLeave}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        aria-label={words.valueOf(position)}
        placeholder={words.value}
        value={row.value}
        onChange={({ currentTarget: { value } }) => onChange({ ...row, value })}
        autoComplete="off"
      />
      <ActionIcon
        aria-label={words.removeOne(row.name === '' ? String(position) : row.name)}
        size={32}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
