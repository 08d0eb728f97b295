import { onTestFinished } from 'vitest';
import type {
  Backlog,
  BacklogLimits,
  Destination,
  GroupJournal,
  PushOutcome,
  Snapshot,
} from '../../main/destinations/destination';
import { destinationKinds } from '../../main/destinations/kinds';
import { gauge, type MetricFamily } from '../../main/metrics/model';
import { makeHttpClient } from '../../main/platform/http-client';
import { type Farewell, remoteWriteSettings } from '../../main/settings/schema/destinations';
import { groupJournal } from './group-journal';
import { memoryBacklog } from './memory-backlog';

export interface RemoteWriting {
  readonly destination: Destination;
  /** Where it is known to have written. */
  readonly groups: GroupJournal;
  /** With which its backlog was opened. */
  readonly backlogLimits: readonly BacklogLimits[];
  /** Moves this machine's clock. */
  clockAheadMs: number;
  /** A snapshot so long ago, pushed. */
  push(families: readonly MetricFamily[], agoMs?: number): Promise<PushOutcome>;
  /** The same with what others pushed to this machine. */
  pushBoth(families: readonly MetricFamily[], forwarded: readonly MetricFamily[]): Promise<PushOutcome>;
  keep(families: readonly MetricFamily[], agoMs?: number): void;
  forget(occasion?: Farewell): Promise<PushOutcome | undefined>;
  droppedSamples(): number | undefined;
  waitingSamples(): number | undefined;
}

const never = new AbortController().signal;

/** A remote-write destination as the engine would drive it; closed when the test is over. */
export function remoteWriting(
  url: string,
  settings: Readonly<Record<string, unknown>> = {},
  backlog: Backlog | undefined = undefined,
): RemoteWriting {
  const checked = remoteWriteSettings.parse({ id: 'remote', kind: 'remote-write', url, ...settings });
  const nowMs = () => Date.now() + writing.clockAheadMs;
  const snapshotOf = (families: readonly MetricFamily[], agoMs: number): Snapshot => ({
    instance: 'web1',
    labels: {},
    takenAtMs: nowMs() - agoMs,
    families,
  });
  const groups = groupJournal();
  const backlogLimits: BacklogLimits[] = [];
  const destination = destinationKinds['remote-write'](checked, {
    http: makeHttpClient(),
    secret: () => 'hunter2',
    nowMs,
    monotonicMs: () => performance.now(),
    groups,
    openBacklog(limits) {
      backlogLimits.push(limits);
      return backlog ?? memoryBacklog(limits);
    },
  });
  onTestFinished(() => destination.close());
  const writing: RemoteWriting = {
    destination,
    groups,
    backlogLimits,
    clockAheadMs: 0,
    push: (families, agoMs = 0) => destination.push(snapshotOf(families, agoMs), never),
    pushBoth: (families, forwarded) => destination.push({ ...snapshotOf(families, 0), forwarded }, never),
    keep: (families, agoMs = 0) => destination.backlog?.keep(snapshotOf(families, agoMs)),
    forget: (occasion = 'quit') => destination.forget({ instance: 'web1', labels: {} }, occasion, never),
    droppedSamples: () => destination.backlog?.size().droppedSamples,
    waitingSamples: () => destination.backlog?.size().samples,
  };
  return writing;
}

/** One gauge with one series for each room. */
export function warm(value: number, ...rooms: string[]): MetricFamily {
  return gauge(
    'warm_celsius',
    'How warm.',
    rooms.map((room) => [{ room }, value]),
  );
}
