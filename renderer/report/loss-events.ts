import { eventsOf, type StretchEvent } from './events';
import type { LossStretch } from './loss-stretches';

/** Stretches of loss of one target, or of several that overlap. */
export interface LossEvent<S extends LossStretch = LossStretch> extends StretchEvent<S> {
  readonly packetsSent: number;
  readonly packetsLost: number;
}

interface Losing<S> {
  readonly name: string;
  readonly lossStretches: readonly S[];
}

/** In time order. */
export function lossEventsOf<S extends LossStretch>(targets: readonly Losing<S>[]): readonly LossEvent<S>[] {
  return eventsOf(targets.map(({ name, lossStretches: stretches }) => ({ name, stretches }))).map(
    (event) => ({
      ...event,
      ...packetsOf(event.stretches),
    }),
  );
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
