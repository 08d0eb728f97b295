import { highest } from '../charts/statistics';
import { eventsOf, type StretchEvent } from './events';
import type { SlowStretch } from './slow-stretches';

/** Stretches of slow answers of one target, or of several that overlap. */
export interface SlowEvent extends StretchEvent<SlowStretch> {
  /** Of several the highest of their medians. */
  readonly rttSeconds: number;
  /** Absent of several. */
  readonly usualSeconds?: number;
}

interface Slow {
  readonly name: string;
  readonly slowStretches: readonly SlowStretch[];
}

/** In time order. */
export function slowEventsOf(targets: readonly Slow[]): readonly SlowEvent[] {
  const events = eventsOf(targets.map(({ name, slowStretches: stretches }) => ({ name, stretches })));
  return events.map((event) => {
    const [first, ...others] = event.stretches;
    const rttSeconds = highest(event.stretches.map((stretch) => stretch.rttSeconds)) ?? 0;
    return {
      ...event,
      rttSeconds,
      ...(first && others.length === 0 && { usualSeconds: first.usualSeconds }),
    };
  });
}

/** Of one target among several, the slowest. */
export function slowestOf({ stretches }: SlowEvent, name: string): SlowStretch | undefined {
  const own = stretches.filter((stretch) => stretch.name === name);
  return own.sort((a, b) => b.rttSeconds - a.rttSeconds)[0];
}
