import type { Collected } from '../collectors/collector';
import type { Destination, PushOutcome, PushPreview, Snapshot } from '../destinations/destination';
import { gauge, type MetricFamily } from '../metrics/model';
import { type Outcome, success } from '../outcome';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { ownAddressFailure, reasonToHold, type Self } from './delivering/destination-plan';
import { addressOf, deliveriesOf, forTrying, singly } from './delivering/destination-settings';
import { makeDestination } from './delivering/make-destination';
import { isOwnAddress } from './delivering/own-address';
import { lookWithinMs } from './delivering/replaced-group';
import { underKeyAt } from './delivering/under-key';
import type { EngineParts } from './engine-parts';
import { makeCollector } from './measuring/collectors-set';
import { runCycle } from './measuring/cycle';
import { within } from './timing/within';

export type TriedCollector = Collected & { readonly durationMs: number };

export interface TriedDestination {
  /** At each address, in order; an address where nothing can be pushed to is the last. */
  readonly outcomes: readonly PushOutcome[];
  /** Names of families that stand in our group without being ours and that a first real push would replace. */
  readonly replaces: readonly string[];
}

export interface TryOutParts
  extends Pick<EngineParts, 'clock' | 'collectorKinds' | 'destinationKinds' | 'machine' | 'makeTools'> {
  /** What a real push would send. */
  readonly snapshot: () => Snapshot;
  /** What others pushed to this machine. */
  readonly forwarded: () => readonly MetricFamily[];
  readonly self: () => Self;
}

/** Tries collectors and destinations that need not be among the settings; nothing of it is kept. */
export class TryOut {
  constructor(private readonly parts: TryOutParts) {}

  /** One cycle. */
  async collector(settings: CollectorSettings, timeoutMs: number): Promise<TriedCollector> {
    const { collectorKinds, machine } = this.parts;
    const collector = makeCollector(collectorKinds, settings, machine);
    const { clock } = machine;
    const { endedAtMs: _at, ...tried } = await runCycle(collector, { clock, timeoutMs }).result;
    await collector.close();
    return tried;
  }

  /** Really pushes one sample to each address, under a grouping key that no real push uses, and takes it away again. */
  async destination(settings: DestinationSettings): Promise<TriedDestination> {
    const snapshot = this.parts.snapshot();
    const outcomes: PushOutcome[] = [];
    for (const one of singly(settings)) {
      const outcome = await this.tryAddress(one, snapshot);
      outcomes.push(outcome);
      if (outcome.failure) return { outcomes, replaces: [] };
    }
    return { outcomes, replaces: await this.replacedFamilies(settings, snapshot) };
  }

  /** Names of families that stand where a first push would go without being ours, and that it would replace; nothing is sent. */
  async replacedFamilies(
    settings: DestinationSettings,
    snapshot = this.parts.snapshot(),
  ): Promise<readonly string[]> {
    const destination = this.made(settings, { isTrial: true });
    const look = async (signal: AbortSignal) => (await destination.replaced?.(snapshot, signal)) ?? [];
    try {
      return (await within(this.parts.clock, lookWithinMs, look)) ?? [];
    } finally {
      destination.close();
    }
  }

  /** What a push would send to each address or, when it fails over, to the first; nothing is sent. */
  async preview(settings: DestinationSettings): Promise<Outcome<readonly PushPreview[]>> {
    const { forwarded, self } = this.parts;
    const held = reasonToHold(settings, self());
    if (held) return { ok: false, error: held };
    const own = this.parts.snapshot();
    const snapshot = settings.forward ? { ...own, forwarded: forwarded() } : own;
    const previews: PushPreview[] = [];
    for (const one of deliveriesOf(settings)) {
      const destination = this.made(one);
      const preview = await destination.preview(underKeyAt(one, snapshot));
      destination.close();
      if (!preview.ok) return preview;
      previews.push(preview.value);
    }
    return success(previews);
  }

  private async tryAddress(settings: DestinationSettings, snapshot: Snapshot): Promise<PushOutcome> {
    if (isOwnAddress(addressOf(settings), this.parts.self().address)) return refused(settings);
    const destination = this.made(forTrying(settings), { isTrial: true });
    const { signal } = new AbortController();
    try {
      const pushed = await destination.push(testSnapshot(snapshot), signal);
      if (pushed.failure) return pushed;
      const takenAway = await destination.forget(snapshot, 'remove', signal);
      return takenAway?.failure ? takenAway : pushed;
    } finally {
      destination.close();
    }
  }

  private made(settings: DestinationSettings, use?: { readonly isTrial: boolean }): Destination {
    const { destinationKinds, makeTools } = this.parts;
    return makeDestination(destinationKinds, settings, makeTools(settings, use));
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
