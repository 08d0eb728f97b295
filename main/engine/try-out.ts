import type { Collected, CollectorKinds, Machine } from '../collectors/collector';
import type {
  DestinationKinds,
  DestinationTools,
  Identity,
  PushOutcome,
  Snapshot,
} from '../destinations/destination';
import { gauge } from '../metrics/model';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { makeCollector } from './collectors-set';
import { runCycle } from './cycle';
import { ownAddressFailure } from './destination-plan';
import { addressOf, forTrying } from './destination-settings';
import { makeDestination } from './destinations-set';
import { isOwnAddress } from './own-address';

export type TriedCollector = Collected & { readonly durationMs: number };

/** One cycle of a collector that need not be among the settings; nothing of it is kept. */
export async function tryCollector(
  kinds: CollectorKinds,
  settings: CollectorSettings,
  { machine, timeoutMs }: { readonly machine: Machine; readonly timeoutMs: number },
): Promise<TriedCollector> {
  const collector = makeCollector(kinds, settings, machine);
  const { endedAtMs: _at, ...tried } = await runCycle(collector, { clock: machine.clock, timeoutMs }).result;
  await collector.close();
  return tried;
}

export interface DestinationTrial {
  readonly makeTools: () => DestinationTools;
  readonly identity: Identity;
  readonly nowMs: number;
  readonly ownAddress: string | undefined;
}

/** Really pushes one sample, under a grouping key that no real push uses, and takes it away again. */
export async function tryDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  { makeTools, identity, nowMs, ownAddress }: DestinationTrial,
): Promise<PushOutcome> {
  if (isOwnAddress(addressOf(settings), ownAddress)) return refused(settings);
  const destination = makeDestination(kinds, forTrying(settings), makeTools());
  const { signal } = new AbortController();
  try {
    const pushed = await destination.push(testSnapshot(identity, nowMs), signal);
    if (pushed.failure) return pushed;
    const takenAway = await destination.forget(identity, signal);
    return takenAway?.failure ? takenAway : pushed;
  } finally {
    destination.close();
  }
}

function testSnapshot(identity: Identity, takenAtMs: number): Snapshot {
  const families = [
    gauge(
      'pushtray_destination_test_timestamp_seconds',
      'When a person pressed Test; taken away again at once.',
      [[{}, takenAtMs / 1_000]],
    ),
  ];
  return { ...identity, takenAtMs, families };
}

function refused(settings: DestinationSettings): PushOutcome {
  const url = addressOf(settings);
  return {
    failure: { ...ownAddressFailure(url).error, retryable: false },
    method: '',
    url,
    groupingKey: {},
    durationMs: 0,
    bytes: 0,
    bytesSent: 0,
    series: 0,
    requestBody: '',
    responseBody: '',
  };
}
