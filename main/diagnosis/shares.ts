import { chanceOfNoneBad, meanBadness, type Sight } from './watch';

/** Of fewer cycles nothing can be said. */
const leastCycles = 8;
const clearErrors = 3;
const hardlyChance = 1 / 100;

export function sinceIn(sights: readonly Sight[], sinceMs: number): readonly Sight[] {
  return sights.filter(({ atMs }) => atMs >= sinceMs);
}

export function hasLost(sights: readonly Sight[]): boolean {
  return sights.some(({ badness }) => badness > 0);
}

/**
 * Whether the difference between two shares is more than chance: they lie further apart than three of its standard errors, which
 * chance does once in several hundred times. Cycles are counted, not packets: those of one burst often share their fate.
 */
export function isClearlyLess(few: readonly Sight[], many: readonly Sight[]): boolean {
  if (Math.min(few.length, many.length) < leastCycles) return false;
  return meanBadness(many) - meanBadness(few) > clearErrors * Math.hypot(errorOf(few), errorOf(many));
}

/** Whether what loses as often as this would hardly have lost nothing in as many cycles. */
export function wouldShow(sights: readonly Sight[]): boolean {
  return chanceOfNoneBad(sights, sights.length) < hardlyChance;
}

/** In whole percents; what was said before stays as long as it is within the error of what is measured now. */
export function shareToSay(sights: readonly Sight[], before: number | undefined): number {
  const share = meanBadness(sights);
  const isStill = before !== undefined && Math.abs(share - before) <= errorOf(sights);
  return isStill ? before : wholePercent(share);
}

/** Never nothing or everything for what is neither. */
export function wholePercent(share: number): number {
  if (share === 0 || share === 1) return share;
  return Math.min(99, Math.max(1, Math.round(share * 100))) / 100;
}

/** Standard error of the mean. */
function errorOf(sights: readonly Sight[]): number {
  const mean = meanBadness(sights);
  const squares = sights.reduce((sum, { badness }) => sum + (badness - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, sights.length - 1) / Math.max(1, sights.length));
}
