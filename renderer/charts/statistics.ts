/** Figures of a series of values. Pure. */

/** The value below which this share of them lies, between two where it falls there; undefined of none. */
export function quantile(values: readonly number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean difference between each value and the next, without its sign; undefined of fewer than two. */
export function jitterOf(values: readonly number[]): number | undefined {
  return mean(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value))));
}

export function numbersIn(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
