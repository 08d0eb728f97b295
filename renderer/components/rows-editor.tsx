import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import './rows-editor.css';

/** One line of a list while it is edited. */
export interface EditedRow {
  /** Tells rows apart while they are drawn. */
  readonly key: number;
}

export interface RowEdit<Row> {
  readonly change: (changed: Row) => void;
  readonly remove: () => void;
}

interface RowsEditorProps<Row extends EditedRow> {
  readonly label: string;
  readonly description: string;
  /** What is wrong with all of them together. */
  readonly error?: string | undefined;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  readonly add: string;
  readonly newRow: (key: number) => Row;
  readonly children: (row: Row, index: number, edit: RowEdit<Row>) => ReactNode;
}

/** A list of fields that belong together, one or more a line, with a way to add a line. */
export function RowsEditor<Row extends EditedRow>(props: RowsEditorProps<Row>) {
  const { label, description, error, rows, onChange, add, newRow, children } = props;
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  const { frame, focusInsteadOf } = useFocusOfRows();
  const editOf = ({ key }: Row, index: number): RowEdit<Row> => ({
    change: (changed) => onChange(rows.map((row) => (row.key === key ? changed : row))),
    remove() {
      onChange(rows.filter((row) => row.key !== key));
      focusInsteadOf(index);
    },
  });
  return (
    <fieldset ref={frame} className="rows-editor">
      <legend className="mantine-InputWrapper-label">{label}</legend>
      <Input.Description>{description}</Input.Description>
      {error === undefined ? null : <Input.Error>{error}</Input.Error>}
      {rows.map((row, index) => (
        <Fragment key={row.key}>{children(row, index, editOf(row, index))}</Fragment>
      ))}
      <Button
        className={addClass}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...rows, newRow(nextKey)])}
      >
        {add}
      </Button>
    </fieldset>
  );
}

const addClass = 'rows-add';
const removeClass = 'row-remove';

/** A line that is removed has the focus in it: it goes to the same place in the next one, or to what adds one. */
function useFocusOfRows() {
  const frame = useRef<HTMLFieldSetElement>(null);
  const [removed, setRemoved] = useState<{ readonly index: number } | undefined>();
  useEffect(() => {
    if (removed === undefined) return;
    const others = [...(frame.current?.querySelectorAll<HTMLElement>(`.${removeClass}`) ?? [])];
    const next = others[removed.index] ?? others.at(-1);
    (next ?? frame.current?.querySelector<HTMLElement>(`.${addClass}`))?.focus();
  }, [removed]);
  return { frame, focusInsteadOf: (index: number) => setRemoved({ index }) };
}

/** At the end of a line. */
export function RemoveRow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon className={removeClass} aria-label={label} size={32} onClick={onClick}>
      <IconX size={15} />
    </ActionIcon>
  );
}
