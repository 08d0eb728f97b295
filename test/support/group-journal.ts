import { GroupJournalFile } from '../../main/history/group-journal';
import { RecordingLogger } from './recording-logger';

/** A journal of pushed groups that nothing outlives or, with a file, one that does. */
export function groupJournal(file?: string): GroupJournalFile {
  return new GroupJournalFile({ ...(file !== undefined && { file }), logger: new RecordingLogger() });
}
