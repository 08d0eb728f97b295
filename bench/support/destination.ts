import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Destination, PushOutcome, Snapshot } from '../../main/destinations/destination';
import { destinationKinds } from '../../main/destinations/kinds';
import { makeDestination } from '../../main/engine/delivering/make-destination';
import { Backlogs } from '../../main/history/backlogs';
import { GroupJournalFile } from '../../main/history/group-journal';
import type { MetricFamily } from '../../main/metrics/model';
import { systemClock } from '../../main/platform/clock';
import { makeHttpClient } from '../../main/platform/http-client';
import { makeLogger } from '../../main/platform/logger';
import { destinationSettings } from '../../main/settings/schema/destinations';

export interface BenchedDestination {
  readonly destination: Destination;
  /** Pushes what is measured now; fails when it does not arrive. */
  push(families: readonly MetricFamily[]): Promise<void>;
  close(): void;
}

/** A destination as the app makes it, with its files in a directory of its own. */
export function benchedDestination(input: Readonly<Record<string, unknown>>): BenchedDestination {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-bench-'));
  const logger = makeLogger({});
  const backlogs = new Backlogs({ file: join(dir, 'backlog.db'), clock: systemClock, logger });
  const settings = destinationSettings.parse({ id: 'bench', ...input });
  const destination = makeDestination(destinationKinds, settings, {
    http: makeHttpClient(),
    secret: () => undefined,
    nowMs: systemClock.nowMs,
    monotonicMs: systemClock.monotonicMs,
    groups: new GroupJournalFile({ file: join(dir, 'groups.json'), logger }),
    openBacklog: (limits) => backlogs.of('bench', limits),
  });
  let takenAtMs = 0;
  return {
    destination,
    async push(families) {
      takenAtMs = Math.max(systemClock.nowMs(), takenAtMs + 1);
      delivered(await destination.push(snapshotAt(takenAtMs, families), new AbortController().signal));
    },
    close() {
      destination.close();
      backlogs.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const identity = { instance: 'bench', labels: {} };

export function snapshotAt(takenAtMs: number, families: readonly MetricFamily[]): Snapshot {
  return { ...identity, takenAtMs, families };
}

export function delivered({ failure }: PushOutcome): void {
  if (failure) throw new Error(failure.message);
}
