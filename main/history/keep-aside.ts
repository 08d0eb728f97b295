import { type Outcome, success } from '../outcome';
import { fileSize, removeFile, renameFile } from '../platform/files';

/**
 * Moves a damaged database with what it has not yet taken in to a name of its own beside it, and answers with that
 * name: `history.db.damaged-2026-01-31T120000Z`.
 */
export function keepAside(file: string, nowMs: number): Outcome<string> {
  const moment = new Date(nowMs).toISOString().replace(/:|\.\d+/g, '');
  const aside = `${file}.damaged-${moment}`;
  const moved = renameFile(file, aside);
  if (!moved.ok) return moved;
  if (fileSize(`${file}-wal`) > 0) {
    const movedLog = renameFile(`${file}-wal`, `${aside}-wal`);
    if (!movedLog.ok) return movedLog;
  }
  for (const rest of ['-wal', '-shm']) removeFile(file + rest);
  return success(aside);
}
