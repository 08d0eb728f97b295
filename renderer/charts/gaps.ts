/** Which silence between two cycles is a gap, and not only a longer interval. Pure. */

/** A silence of so many cycles is a gap. */
export const cyclesOfSilence = 2.5;

/** Steps that differ by no more than this share of the longer are equally long. */
const sameWithin = 0.1;

/**
 * Whether nothing was measured for a while before this time: it comes later than `gapMs` after the one before it, and the interval was
 * not longer there. That shows by steps of the same length, one after the other.
 */
export function isGapBefore(timesMs: readonly number[], index: number, gapMs: number): boolean {
  return (
    stepBefore(timesMs, index) > gapMs && stepBefore(timesMs, index) > silenceFromMs(timesMs, index, gapMs)
  );
}

/** The longest silence before this time (after the last one, if it is one further) that is none. */
export function silenceFromMs(timesMs: readonly number[], index: number, gapMs: number): number {
  const steady = [index - 1, index, index + 1].filter((place) => isSteady(timesMs, place));
  return Math.max(gapMs, ...steady.map((place) => cyclesOfSilence * stepBefore(timesMs, place)));
}

function isSteady(timesMs: readonly number[], index: number): boolean {
  const step = stepBefore(timesMs, index);
  return [index - 1, index + 1].some((place) => {
    const beside = stepBefore(timesMs, place);
    return Math.abs(beside - step) <= sameWithin * Math.max(beside, step);
  });
}

/** `NaN` where there is none. */
function stepBefore(timesMs: readonly number[], index: number): number {
  return (timesMs[index] ?? Number.NaN) - (timesMs[index - 1] ?? Number.NaN);
}
