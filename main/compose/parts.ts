import { Backlogs } from '../history/backlogs';
import { GroupJournalFile } from '../history/group-journal';
import type { History } from '../history/history';
import { openHistory } from '../history/open-history';
import { type Outcome, success } from '../outcome';
import { systemClock } from '../platform/clock';
import { type DataDir, openDataDir } from '../platform/data-dir';
import { type Lock, takeLock } from '../platform/lock';
import { type Logger, makeLogger } from '../platform/logger';
import { openSecrets, type Secrets } from '../settings/file/secrets';
import { openSettingsFile, type SettingsFile } from '../settings/file/settings-file';
import type { AppOptions } from './options';

export interface Parts {
  readonly dir: DataDir;
  readonly logger: Logger;
  readonly lock: Lock;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly history: History;
  readonly backlogs: Backlogs;
  readonly groups: GroupJournalFile;
}

/** Everything that may refuse: nothing else is opened before the lock is ours. */
export function openParts(options: AppOptions): Outcome<Parts> {
  const dir = openDataDir(options.dataDir);
  if (!dir.ok) return dir;
  const lock = takeLock(options.dataDir, options.kind);
  if (!lock.ok) return lock;
  const settings = openSettingsFile(options.settingsFile);
  const { problem } = settings.state();
  if (problem && options.onInvalidSettings === 'refuse') {
    lock.value.release();
    return { ok: false, error: problem };
  }
  const logger = makeLogger({ stderr: options.logToStderr, file: dir.value.logFile });
  const secrets = openSecrets({ dataDir: options.dataDir, env: options.env });
  const history = openHistory({ file: dir.value.historyFile, clock: systemClock, logger });
  if (!history.ok) {
    lock.value.release();
    return history;
  }
  const backlogs = new Backlogs({ file: dir.value.backlogFile, clock: systemClock, logger });
  return success({
    dir: dir.value,
    logger,
    lock: lock.value,
    settings,
    secrets,
    history: history.value,
    backlogs,
    groups: new GroupJournalFile({ file: dir.value.groupsFile, logger }),
  });
}
