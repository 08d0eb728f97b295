/** Figures of a series of values. Pure. */

/** The value below which this share of them lies, between two where it falls there; undefined of none. */
export function quantile(values: readonly number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
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

/** Median difference between each value and the next; undefined of fewer than two. */
export function usualStep(values: readonly number[]): number | undefined {
  return quantile(
    values.slice(1).map((value, index) => value - (values[index] ?? value)),
    0.5,
  );
}

/** Of however many; undefined of none: what was not measured has no number. */
export function lowest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((low, value) => Math.min(low, value));
}

export function highest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((high, value) => Math.max(high, value));
}

export function numbersIn(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
