import { onTestFinished } from 'vitest';
import type { Backlog, Destination, PushOutcome, Snapshot } from '../../main/destinations/destination';
import { destinationKinds } from '../../main/destinations/kinds';
import { gauge, type MetricFamily } from '../../main/metrics/model';
import { makeHttpClient } from '../../main/platform/http-client';
import { remoteWriteSettings } from '../../main/settings/schema/destinations';
import { groupJournal } from './group-journal';
import { memoryBacklog } from './memory-backlog';

export interface RemoteWriting {
  readonly destination: Destination;
  /** Moves this machine's clock. */
  clockAheadMs: number;
  /** A snapshot so long ago, pushed. */
  push(families: readonly MetricFamily[], agoMs?: number): Promise<PushOutcome>;
  /** The same with what others pushed to this machine. */
  pushBoth(families: readonly MetricFamily[], forwarded: readonly MetricFamily[]): Promise<PushOutcome>;
  keep(families: readonly MetricFamily[], agoMs?: number): void;
  forget(): Promise<PushOutcome | undefined>;
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
  const destination = destinationKinds['remote-write'](checked, {
    http: makeHttpClient(),
    secret: () => 'hunter2',
    nowMs,
    monotonicMs: () => performance.now(),
    groups: groupJournal(),
    openBacklog: (limits) => backlog ?? memoryBacklog(limits),
  });
  onTestFinished(() => destination.close());
  const writing: RemoteWriting = {
    destination,
    clockAheadMs: 0,
    push: (families, agoMs = 0) => destination.push(snapshotOf(families, agoMs), never),
    pushBoth: (families, forwarded) => destination.push({ ...snapshotOf(families, 0), forwarded }, never),
    keep: (families, agoMs = 0) => destination.backlog?.keep(snapshotOf(families, agoMs)),
    forget: () => destination.forget({ instance: 'web1', labels: {} }, never),
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
