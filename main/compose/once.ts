import type { PushPreview } from '../destinations/destination';
import type { Engine } from '../engine/engine';
import { Backlogs } from '../history/backlogs';
import { GroupJournalFile } from '../history/group-journal';
import type { PushRecord } from '../history/history';
import { noHistory } from '../history/no-history';
import type { MetricFamily } from '../metrics/model';
import { failure, type Outcome, success } from '../outcome';
import { systemClock } from '../platform/clock';
import { dataDirAt, openDataDir } from '../platform/data-dir';
import { type Lock, takeLock } from '../platform/lock';
import { makeLogger } from '../platform/logger';
import { openSecrets } from '../settings/file/secrets';
import { openSettingsFile } from '../settings/file/settings-file';
import type { Settings } from '../settings/schema/settings';
import { engineOf } from './engine';
import type { AppOptions } from './options';

/** One measurement without a server, a history or, unless it pushes, a lock. */
export interface OnceApp {
  measure(): Promise<{
    readonly families: readonly MetricFamily[];
    readonly problems: readonly { readonly collector: string; readonly message: string }[];
  }>;
  /** What `measure` gave, to this destination or to every one of the settings. */
  push(destination?: string): Promise<Outcome<readonly PushRecord[]>>;
  /** When the snapshots were taken that this destination took. */
  deliveredTimes(destination: string): ReadonlySet<number>;
  /** What `push` would send to each of them; nothing is sent. */
  preview(): Promise<readonly PreviewedDestination[]>;
  stop(): Promise<void>;
}

export interface PreviewedDestination {
  readonly destination: string;
  readonly requests: Outcome<readonly PushPreview[]>;
}

export interface OnceOptions extends Pick<AppOptions, 'dataDir' | 'settingsFile' | 'env'> {
  readonly push: boolean;
}

export async function composeOnce(options: OnceOptions): Promise<Outcome<OnceApp>> {
  const { settings, problem } = openSettingsFile(options.settingsFile).state();
  if (problem) return { ok: false, error: problem };
  if (options.push && !settings.destinations.some(({ enabled }) => enabled)) {
    return noDestination(options.settingsFile);
  }
  const lock = options.push ? lockOf(options.dataDir) : success(undefined);
  if (!lock.ok) return lock;
  // What goes wrong is told by whoever asked for the one measurement.
  const logger = makeLogger({});
  const file = options.push ? dataDirAt(options.dataDir).backlogFile : ':memory:';
  const backlogs = new Backlogs({ file, clock: systemClock, logger });
  const engine = engineOf({
    history: noHistory,
    backlogs,
    // What `once` pushes is to stay, whatever runs next.
    groups: new GroupJournalFile({ logger }),
    env: options.env,
    logger,
    secrets: openSecrets(options),
    settingsFile: options.settingsFile,
    ownAddress: () => undefined,
  });
  engine.apply({ ...settings, monitoring: true, pushing: true });
  return success({
    ...onceWith(engine, settings),
    async stop() {
      await engine.stop({ forget: false });
      backlogs.close();
      lock.value?.release();
    },
  });
}

function onceWith(engine: Engine, { destinations }: Settings): Omit<OnceApp, 'stop'> {
  return {
    async measure() {
      await engine.measureOnce();
      const problems = engine
        .status()
        .collectors.flatMap(({ id, problems }) =>
          problems.map(({ message }) => ({ collector: id, message })),
        );
      return { families: engine.families(), problems };
    },
    push: (destination) => engine.pushNow(destination),
    deliveredTimes: (destination) => engine.deliveredTimes(destination),
    preview: () =>
      Promise.all(
        destinations
          .filter(({ enabled }) => enabled)
          .map(async (one) => ({ destination: one.id, requests: await engine.previewDestination(one) })),
      ),
  };
}

/** The gateway of Pushtray itself, where pushes go otherwise, is there only while it runs. */
function noDestination(settingsFile: string) {
  const example =
    '"destinations": [{ "id": "team", "kind": "pushgateway", "urls": ["http://gateway:9091"] }]';
  return failure(
    'no_destination',
    'Settings name no destination that is on, so there is nowhere to push to.',
    {
      hint: `Add one in ${settingsFile}, like ${example}`,
    },
  );
}

/** A running Pushtray pushes to the same group: two that write it in turn would confuse whoever reads it. */
function lockOf(dataDir: string): Outcome<Lock> {
  const dir = openDataDir(dataDir);
  return dir.ok ? takeLock(dataDir, 'headless') : dir;
}
