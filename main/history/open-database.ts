import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { appendToFile } from '../platform/files';

/** In place of a file: nothing outlives this run. */
export const inMemory = ':memory:';

/** Makes the file where there is none, for this user alone; SQLite gives the same rights to what it keeps beside it. */
export function openDatabase(file: string): DatabaseSyncInstance {
  // Why it cannot be made SQLite says too.
  if (file !== inMemory) appendToFile(file, '');
  return new DatabaseSync(file, { timeout: 100 });
}
