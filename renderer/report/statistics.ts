/** Of numbers in any order. Undefined of none: what was not measured has no number. */

export function lowest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((low, value) => Math.min(low, value));
}

export function highest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((high, value) => Math.max(high, value));
}
