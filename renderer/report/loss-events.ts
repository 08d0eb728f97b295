import { atOnce } from './at-once';
import type { LossStretch } from './loss-stretches';
import type { Outage, Range } from './outages';

/** Stretches of loss of one target, or of several that overlap. */
export interface LossEvent<S extends LossStretch = LossStretch> extends Range {
  readonly end: LossStretch['end'];
  /** Each target once, in the given order. */
  readonly names: readonly string[];
  readonly stretches: readonly (S & { readonly name: string })[];
  readonly packetsSent: number;
  readonly packetsLost: number;
}

interface Losing<S> {
  readonly name: string;
  readonly lossStretches: readonly S[];
}

/** In time order. */
export function lossEventsOf<S extends LossStretch>(targets: readonly Losing<S>[]): readonly LossEvent<S>[] {
  const all = targets.flatMap(({ name, lossStretches }) =>
    lossStretches.map((stretch) => ({ ...stretch, name })),
  );
  return atOnce(all).map(({ items, ...range }) => ({
    ...range,
    end: endOf(items, range.toMs),
    names: [...new Set(items.map(({ name }) => name))],
    stretches: items,
    ...packetsOf(items),
  }));
}

/** Of several: as long as one of them may go on, all of it may. */
export function endOf(all: readonly (Range & Pick<Outage, 'end'>)[], lastMs: number): Outage['end'] {
  return all.find(({ end, toMs }) => end !== 'answered' && toMs === lastMs)?.end ?? 'answered';
}

/** Of one target, of all of its stretches, or of several. */
export function packetsOf(
  stretches: readonly LossStretch[],
): Pick<LossStretch, 'packetsSent' | 'packetsLost'> {
  return {
    packetsSent: stretches.reduce((sum, { packetsSent }) => sum + packetsSent, 0),
    packetsLost: stretches.reduce((sum, { packetsLost }) => sum + packetsLost, 0),
  };
}

export function lossRatioOf({
  packetsLost,
  packetsSent,
}: Pick<LossStretch, 'packetsSent' | 'packetsLost'>): number {
  return packetsLost / packetsSent;
}
