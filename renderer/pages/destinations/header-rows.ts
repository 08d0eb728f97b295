import type { RequestHeaders } from '../../../main/settings/schema/destinations';
import { filledRows, type LabelRow } from '../../state/label-rows';

/** A header while it is edited; the value of a secret one is the secret's name. */
export interface HeaderRow extends LabelRow {
  readonly isSecret: boolean;
}

export function headerRows(headers: RequestHeaders): readonly HeaderRow[] {
  return Object.entries(headers).map(([name, value], key) =>
    typeof value === 'string'
      ? { key, name, value, isSecret: false }
      : { key, name, value: value.secret, isSecret: true },
  );
}

/** Rows that are wholly empty count for nothing. */
export function headersOf(rows: readonly HeaderRow[]): RequestHeaders {
  return Object.fromEntries(
    filledRows(rows).map(({ name, value, isSecret }) => [name, isSecret ? { secret: value.trim() } : value]),
  );
}
