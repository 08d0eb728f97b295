/**
 * One thing that can be wrong, looked at cycle by cycle. It counts as wrong when it was clearly so twice in a row, three times in
 * a row at all, or often within the last cycles; and as right again after two good cycles, or, where it is wrong only now
 * and then, after one good cycle more than it ever paused. So a lost packet is no fault, and a light loss does not flap.
 */
export interface Watch {
  /** The last cycles, oldest first; of good ones before the first bad one only the last is kept, as most are always good. */
  readonly sights: readonly Sight[];
  /** Since when it is wrong; absent: it is not. */
  readonly sinceMs?: number;
}

export interface Sight {
  readonly atMs: number;
  /** 0: nothing was wrong; 1: everything. */
  readonly badness: number;
}

export const freshWatch: Watch = { sights: [] };

/** Some minutes at the usual intervals: enough for the figures that are shown, and for a loss of a few per cent to be seen. */
export const keptCycles = 20;
/** Two cycles that lost this much on average: three packets of eight. A link that loses 3 % does that by chance once in a thousand cycles. */
const clearBadness = 0.3;
const clearRun = 2;
/** Even with one packet lost each. */
const anyRun = 3;
/** A quarter of the cycles: of bursts of four packets, a loss of 7 %. */
const oftenOf20 = 5;
const goodRunAfterAll = 2;
/** A light loss that ended is not shown for longer. */
const longestWait = 10;

/** The same with one more cycle seen. */
export function look({ sights, sinceMs }: Watch, sight: Sight): Watch {
  if (sights.length <= 1 && (sights[0]?.badness ?? 0) === 0 && sight.badness === 0)
    return { sights: [sight] };
  const seen = [...sights, sight].slice(-keptCycles);
  if (sinceMs === undefined) {
    const beginMs = beginOf(seen);
    return beginMs === undefined ? { sights: seen } : { sights: seen, sinceMs: beginMs };
  }
  const good = goodRun(seen);
  const isOver = good >= Math.min(longestWait, Math.max(goodRunAfterAll, longestPause(seen) + 1));
  return isOver ? { sights: [sight] } : { sights: seen, sinceMs };
}

/** Those cycles that belong to what is wrong now; none when nothing is. */
export function sightsOfFault({ sights, sinceMs }: Watch): readonly Sight[] {
  return sinceMs === undefined ? [] : sights.filter(({ atMs }) => atMs >= sinceMs);
}

/** Of those, without the good ones at their end. */
export function upToLastBad(sights: readonly Sight[]): readonly Sight[] {
  return sights.slice(0, sights.length - goodRun(sights));
}

export function meanBadness(sights: readonly Sight[]): number {
  return sights.length === 0 ? 0 : sights.reduce((sum, { badness }) => sum + badness, 0) / sights.length;
}

function beginOf(sights: readonly Sight[]): number | undefined {
  const run = sights.slice(sights.length - endRun(sights, ({ badness }) => badness > 0));
  const isClear = run.length >= clearRun && meanBadness(run.slice(-clearRun)) >= clearBadness;
  if (isClear || run.length >= anyRun) return run[0]?.atMs;
  const bad = sights.filter(({ badness }) => badness > 0);
  return bad.length >= oftenOf20 ? bad[0]?.atMs : undefined;
}

function goodRun(sights: readonly Sight[]): number {
  return endRun(sights, ({ badness }) => badness === 0);
}

/** How many at the end are so, without one that is not between them. */
function endRun(sights: readonly Sight[], isSo: (sight: Sight) => boolean): number {
  let run = 0;
  for (let index = sights.length - 1; index >= 0; index -= 1) {
    const sight = sights[index];
    if (!sight || !isSo(sight)) break;
    run += 1;
  }
  return run;
}

/** The longest row of good cycles between two bad ones. */
function longestPause(sights: readonly Sight[]): number {
  let longest = 0;
  let run: number | undefined;
  for (const { badness } of sights) {
    if (badness > 0) {
      longest = Math.max(longest, run ?? 0);
      run = 0;
    } else if (run !== undefined) run += 1;
  }
  return longest;
}
