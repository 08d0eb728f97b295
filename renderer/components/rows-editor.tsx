import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
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
  const editOf = ({ key }: Row): RowEdit<Row> => ({
    change: (changed) => onChange(rows.map((row) => (row.key === key ? changed : row))),
    remove: () => onChange(rows.filter((row) => row.key !== key)),
  });
  return (
    <fieldset className="rows-editor">
      <legend className="mantine-InputWrapper-label">{label}</legend>
      <Input.Description>{description}</Input.Description>
      {error === undefined ? null : <Input.Error>{error}</Input.Error>}
      {rows.map((row, index) => (
        <Fragment key={row.key}>{children(row, index, editOf(row))}</Fragment>
      ))}
      <Button
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

/** At the end of a line. */
export function RemoveRow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon aria-label={label} size={32} onClick={onClick}>
      <IconX size={15} />
    </ActionIcon>
  );
}
