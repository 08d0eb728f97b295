import { atOnce } from './at-once';
import type { Outage, Range } from './outages';

export type Stretch = Range & Pick<Outage, 'end'>;

/** A stretch of one target, or of several that overlap. */
export interface StretchEvent<S extends Stretch> extends Stretch {
  /** Each target once, in the given order. */
  readonly names: readonly string[];
  readonly stretches: readonly (S & { readonly name: string })[];
}

export interface StretchesOf<S> {
  readonly name: string;
  readonly stretches: readonly S[];
}

/** In time order. */
export function eventsOf<S extends Stretch>(targets: readonly StretchesOf<S>[]): readonly StretchEvent<S>[] {
  const all = targets.flatMap(({ name, stretches }) => stretches.map((stretch) => ({ ...stretch, name })));
  return atOnce(all).map(({ items, ...range }) => ({
    ...range,
    end: endOf(items, range.toMs),
    names: [...new Set(items.map(({ name }) => name))],
    stretches: items,
  }));
}

/** Of several: as long as one of them may go on, all of it may. */
function endOf(all: readonly Stretch[], lastMs: number): Outage['end'] {
  return all.find(({ end, toMs }) => end !== 'answered' && toMs === lastMs)?.end ?? 'answered';
}
