import { TextInput } from '@mantine/core';
import type { Texts } from '../../main/texts/texts';
import type { LabelRow } from '../state/label-rows';
import { useTexts } from '../texts/texts';
import { RemoveRow, type RowEdit, RowsEditor } from './rows-editor';

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

type PairWords = Pick<Texts['labels'], 'name' | 'value' | 'nameOf' | 'valueOf' | 'add' | 'removeOne'>;

/** Names and values, of labels or of other things, one pair a line. */
export function LabelsEditor(props: LabelsEditorProps) {
  const { label, description, rows, onChange, path = 'labels', fault, onLeave } = props;
  const texts = useTexts();
  const { words = texts.labels } = props;
  const whole = fault(path);
  return (
    <RowsEditor
      label={label}
      description={description}
      error={whole === undefined ? undefined : texts.fault(label, whole)}
      rows={rows}
      onChange={onChange}
      add={words.add}
      newRow={(key) => ({ key, name: '', value: '' })}
    >
      {(row, index, edit) => (
        <LabelInputs
          row={row}
          edit={edit}
          position={index + 1}
          words={words}
          error={fault(`${path}.${row.name.trim()}`)}
          onLeave={() => onLeave(`${path}.${row.name.trim()}`)}
        />
      )}
    </RowsEditor>
  );
}

interface LabelInputsProps extends NameInputProps<LabelRow> {
  readonly words: PairWords;
}

function LabelInputs(props: LabelInputsProps) {
  const { row, edit, position, words } = props;
  return (
    <div className="label-row">
      <NameInput {...props} />
      <TextInput
        aria-label={words.valueOf(position)}
        placeholder={words.value}
        value={row.value}
        onChange={({ currentTarget: { value } }) => edit.change({ ...row, value })}
      />
      <RemovePair {...props} />
    </div>
  );
}

interface PairProps<Row extends LabelRow> {
  readonly row: Row;
  readonly edit: RowEdit<Row>;
  readonly position: number;
}

interface NameInputProps<Row extends LabelRow> extends PairProps<Row> {
  readonly words: Pick<PairWords, 'name' | 'nameOf'>;
  readonly error: string | undefined;
  readonly onLeave: () => void;
}

/** The first field of a pair. */
export function NameInput<Row extends LabelRow>(props: NameInputProps<Row>) {
  const { row, edit, position, words, error, onLeave } = props;
  const { fault } = useTexts();
  return (
    <TextInput
      aria-label={words.nameOf(position)}
      placeholder={words.name}
      value={row.name}
      error={error === undefined ? undefined : fault(words.name, error)}
      onChange={({ currentTarget: { value } }) => edit.change({ ...row, name: value })}
      onBlur={onLeave}
    />
  );
}

/** By its name, or by its position while it has none. */
export function RemovePair<Row extends LabelRow>(
  props: PairProps<Row> & { readonly words: Pick<PairWords, 'removeOne'> },
) {
  const { row, edit, position, words } = props;
  return (
    <RemoveRow label={words.removeOne(row.name === '' ? String(position) : row.name)} onClick={edit.remove} />
  );
}
