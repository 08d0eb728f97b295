import type { Range } from './outages';

/** What overlaps, one with the next, together: each group from its earliest to its latest, in time order; within it in the given order. */
export function atOnce<T extends Range>(
  all: readonly T[],
): readonly (Range & { readonly items: readonly T[] })[] {
  const ranges: Range[] = [];
  for (const { fromMs, toMs } of [...all].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = ranges.at(-1);
    if (last === undefined || fromMs > last.toMs) ranges.push({ fromMs, toMs });
    else ranges[ranges.length - 1] = { ...last, toMs: Math.max(last.toMs, toMs) };
  }
  return ranges.map((range) => ({
    ...range,
    items: all.filter(({ fromMs, toMs }) => fromMs >= range.fromMs && toMs <= range.toMs),
  }));
}
