import { messageOf } from '../outcome';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const codes = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

const reasons: Readonly<Record<number, string>> = {
  [codes.busy]: 'another program is using it',
  [codes.readOnly]: 'it is read-only',
  [codes.ioError]: 'the disk reports an error',
  [codes.full]: 'the disk is full',
  [codes.cannotOpen]: 'it cannot be opened or made there',
};

/** Why SQLite refused, to finish the sentence "… cannot be written: …". */
export function sqliteReason(thrown: unknown): string {
  return reasons[primaryCode(thrown)] ?? messageOf(thrown);
}

/** The file's content is damaged, so that no later try can help. */
export function isDamaged(thrown: unknown): boolean {
  const code = primaryCode(thrown);
  return code === codes.corrupt || code === codes.notADatabase;
}

function primaryCode(thrown: unknown): number {
  const code: unknown = (thrown as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : 0;
}
