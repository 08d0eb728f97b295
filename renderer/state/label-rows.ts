import type { Fault } from '../../main/outcome';

/** Labels while they are edited: in order, and for a moment with empty or equal names. */
export interface LabelRow {
  /** Tells rows apart while they are drawn. */
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

export function labelRows(labels: Readonly<Record<string, string>>): readonly LabelRow[] {
  return Object.entries(labels).map(([name, value], key) => ({ key, name, value }));
}

/** Rows that are wholly empty count for nothing. */
export function labelsOf(rows: readonly LabelRow[]): Record<string, string> {
  return Object.fromEntries(filledRows(rows).map(({ name, value }) => [name, value]));
}

/** A record cannot hold a name twice, so no schema sees it. */
export function doubledNames(rows: readonly LabelRow[], message: string, path = 'labels'): readonly Fault[] {
  const names = filledRows(rows).map(({ name }) => name);
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...doubled].map((name) => ({ line: 0, column: 0, path: `${path}.${name}`, message }));
}

/** Those that count, their names without spaces around. */
export function filledRows<Row extends LabelRow>(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ ...row, name: row.name.trim() }))
    .filter(({ name, value }) => name !== '' || value !== '');
}
