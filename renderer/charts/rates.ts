import type { Line } from './columns';

/** From a counter to how fast it grew: one value, per second, for each two neighbours; a counter that began anew says nothing there. Pure. */
export function rateOf({ timesMs, values }: Line): Line {
  const rates = timesMs.map((atMs, index) => {
    const before = values[index - 1];
    const value = values[index];
    const seconds = (atMs - (timesMs[index - 1] ?? atMs)) / 1000;
    if (typeof before !== 'number' || typeof value !== 'number' || value < before || seconds <= 0)
      return null;
    return (value - before) / seconds;
  });
  return { timesMs: timesMs.slice(1), values: rates.slice(1) };
}

/** How much a counter grew from the first of these values to the last; what it counted before it began anew counts too. */
export function increaseOf({ values }: Line): number {
  let increase = 0;
  let before: number | undefined;
  for (const value of values) {
    if (value === null) continue;
    if (before !== undefined) increase += value >= before ? value - before : value;
    before = value;
  }
  return increase;
}
