import type { Collected, CollectorKinds, Machine } from '../collectors/collector';
import type { DestinationKinds, PushOutcome, PushPreview, Snapshot } from '../destinations/destination';
import { gauge } from '../metrics/model';
import { type Outcome, success } from '../outcome';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { makeCollector } from './collectors-set';
import { runCycle } from './cycle';
import { ownAddressFailure, reasonToHold, type Self } from './destination-plan';
import { addressOf, deliveriesOf, forTrying, singly } from './destination-settings';
import { makeDestination } from './destinations-set';
import type { MakeTools } from './make-tools';
import { isOwnAddress } from './own-address';
import { underKeyAt } from './under-key';

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
  readonly makeTools: MakeTools;
  /** What a real push would send. */
  readonly snapshot: Snapshot;
  readonly ownAddress: string | undefined;
}

export interface TriedDestination {
  /** At each address, in order; an address where nothing can be pushed to is the last. */
  readonly outcomes: readonly PushOutcome[];
  /** Names of families that somebody else put into our group and that a first real push would take away. */
  readonly replaces: readonly string[];
}

/** Really pushes one sample to each address, under a grouping key that no real push uses, and takes it away again. */
export async function tryDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  trial: DestinationTrial,
): Promise<TriedDestination> {
  const outcomes: PushOutcome[] = [];
  for (const one of singly(settings)) {
    const outcome = await tryAddress(kinds, one, trial);
    outcomes.push(outcome);
    if (outcome.failure) return { outcomes, replaces: [] };
  }
  const destination = makeDestination(kinds, settings, trial.makeTools(settings, { isTrial: true }));
  try {
    const { signal } = new AbortController();
    return { outcomes, replaces: (await destination.replaced?.(trial.snapshot, signal)) ?? [] };
  } finally {
    destination.close();
  }
}

/** What a push would send to each address or, when it fails over, to the first; nothing is sent. */
export async function previewDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  { makeTools, snapshot, self }: Pick<DestinationTrial, 'makeTools' | 'snapshot'> & { readonly self: Self },
): Promise<Outcome<readonly PushPreview[]>> {
  const held = reasonToHold(settings, self);
  if (held) return { ok: false, error: held };
  const previews: PushPreview[] = [];
  for (const one of deliveriesOf(settings)) {
    const destination = makeDestination(kinds, one, makeTools(one));
    const preview = await destination.preview(underKeyAt(one, snapshot));
    destination.close();
    if (!preview.ok) return preview;
    previews.push(preview.value);
  }
  return success(previews);
}

async function tryAddress(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  { makeTools, snapshot, ownAddress }: DestinationTrial,
): Promise<PushOutcome> {
  if (isOwnAddress(addressOf(settings), ownAddress)) return refused(settings);
  const destination = makeDestination(kinds, forTrying(settings), makeTools(settings, { isTrial: true }));
  const { signal } = new AbortController();
  try {
    const pushed = await destination.push(testSnapshot(snapshot), signal);
    if (pushed.failure) return pushed;
    const takenAway = await destination.forget(snapshot, signal);
    return takenAway?.failure ? takenAway : pushed;
  } finally {
    destination.close();
  }
}

function testSnapshot({ instance, labels, takenAtMs }: Snapshot): Snapshot {
  const families = [
    gauge(
      'pushtray_destination_test_timestamp_seconds',
      'When a person pressed Test; taken away again at once.',
      [[{}, takenAtMs / 1_000]],
    ),
  ];
  return { instance, labels, takenAtMs, families };
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
