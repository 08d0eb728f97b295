/**
 * One thing that can be wrong, looked at cycle by cycle. It counts as wrong when it was clearly so twice in a row, three times in
 * a row at all, or often within the last cycles; and as right again after two good cycles, or, where it is wrong only now
 * and then, after so many that chance hardly explains them. If chance did it all the same, what was seen before still counts. So a lost
 * packet is no fault, and a light loss does not flap.
 */
export interface Watch {
  /** The last cycles, oldest first. */
  readonly sights: readonly Sight[];
  /** Since when it is wrong; absent: it is not. */
  readonly sinceMs?: number;
  /** Of what was wrong before. */
  readonly past?: Past;
}

interface Past {
  /** What came before can neither begin something new nor, if it was hard, be counted with it. */
  readonly endMs: number;
  /** The last good cycle before it, if it was hard. */
  readonly hardAfterMs?: number;
}

export interface Sight {
  readonly atMs: number;
  /** 0: nothing was wrong; 1: everything. */
  readonly badness: number;
}

export const freshWatch: Watch = { sights: [] };

/** Some minutes at the usual intervals: enough for a loss of a few per cent to be seen, of bursts of four packets. */
export const keptCycles = 50;
/** Two cycles that lost this much on average: three packets of eight. A link that loses 3 % does that by chance once in a thousand cycles. */
const clearBadness = 0.3;
const clearRun = 2;
/** Even with one packet lost each. */
const anyRun = 3;
/** Of the cycles that are kept: of bursts of four packets, a loss of 3 %. One of 0.1 % does that by chance once in thousands of hours. */
const often = 6;
/** After it was said to be over, one more lost packet does not bring it back. */
const leastAgain = 2;
const leastGoodRun = 2;
/** What loses half of everything, cycle by cycle, does not leave out two of them by chance. */
const hardBadness = 0.5;
const fewBefore = 3;
const unlikely = 1 / 10_000;

/** The same with one more cycle seen. */
export function look(before: Watch, sight: Sight): Watch {
  const seen = { ...before, sights: [...before.sights, sight].slice(-keptCycles) };
  const sinceMs = before.sinceMs ?? beginOf(seen);
  if (sinceMs === undefined) return seen;
  const watch = { ...seen, sinceMs };
  const isOver = isHard(watch) ? goodRun(seen.sights) >= leastGoodRun : chanceOfGoodRun(watch) < unlikely;
  return isOver ? ended(watch) : watch;
}

/**
 * What is wrong with several at once ends for all of them as soon as they would hardly all be good for so long if it went on, which
 * shows sooner than of one alone; and what was wrong only now and then while another was hard hit ends with that.
 */
export function endTogether(watches: readonly Watch[]): readonly Watch[] {
  const wrong = watches.filter(({ sinceMs }) => sinceMs !== undefined);
  if (wrong.length === 0) return watches;
  const lastBadMs = Math.max(...wrong.map(({ sights }) => sights.filter(isBad).at(-1)?.atMs ?? 0));
  const runs = wrong.map(({ sights }) => sights.filter(({ atMs }) => atMs > lastBadMs).length);
  const chance = wrong.reduce(
    (product, watch, index) => product * chanceOfGoodRun(watch, runs[index] ?? 0),
    1,
  );
  if (chance < unlikely && Math.min(...runs) >= leastGoodRun) return watches.map(ended);
  const pasts = watches.flatMap(({ past, sinceMs }) => (past && sinceMs === undefined ? [past] : []));
  return watches.map((watch) => (pasts.some((past) => wasWithin(watch, past)) ? ended(watch) : watch));
}

function wasWithin({ sights, sinceMs }: Watch, { hardAfterMs, endMs }: Past): boolean {
  if (sinceMs === undefined || hardAfterMs === undefined || sinceMs <= hardAfterMs) return false;
  return goodRun(sights) > 0 && sights.every(({ atMs, badness }) => badness === 0 || atMs < endMs);
}

function ended(watch: Watch): Watch {
  const { sights, sinceMs, past } = watch;
  const endMs = sights.at(-1)?.atMs ?? 0;
  if (sinceMs === undefined) return { sights, past: { ...past, endMs } };
  const hardAfterMs = sights.filter(({ atMs }) => atMs < sinceMs).at(-1)?.atMs ?? 0;
  return { sights, past: { endMs, ...(isHard(watch) ? { hardAfterMs } : {}) } };
}

/** Those cycles that belong to what is wrong now; none when nothing is. */
export function sightsOfFault({ sights, sinceMs }: Watch): readonly Sight[] {
  return sinceMs === undefined ? [] : sights.filter(({ atMs }) => atMs >= sinceMs);
}

/** Of those, without the good ones at their end. */
export function upToLastBad(sights: readonly Sight[]): readonly Sight[] {
  return sights.slice(0, sights.length - goodRun(sights));
}

/**
 * How likely so many cycles are all good where others were bad as often as these. How often that is, is taken by Laplace's rule with two
 * cycles more that were good: a few bad ones at the beginning do not say that it always is.
 */
export function chanceOfNoneBad(sights: readonly Sight[], cycles: number): number {
  return (1 - sights.filter(isBad).length / (sights.length + 2)) ** cycles;
}

export function meanBadness(sights: readonly Sight[]): number {
  return sights.length === 0 ? 0 : sights.reduce((sum, { badness }) => sum + badness, 0) / sights.length;
}

/** How likely the good cycles at the end are if it is as wrong as before. */
function chanceOfGoodRun(watch: Watch, run = goodRun(watch.sights)): number {
  return chanceOfNoneBad(upToLastBad(sightsOfFault(watch)), run);
}

/** Half of everything or more, in every cycle, of what hardly lost anything before, or not since it was hard hit the last time. */
function isHard(watch: Watch): boolean {
  const { sights, past } = watch;
  const fault = upToLastBad(sightsOfFault(watch));
  const fromMs = past?.hardAfterMs === undefined ? 0 : past.endMs;
  const bad = sights.filter((sight) => isBad(sight) && sight.atMs > fromMs);
  return fault.every(isBad) && bad.length - fault.length <= fewBefore && meanBadness(fault) >= hardBadness;
}

function beginOf({ sights, past }: Watch): number | undefined {
  const fresh = sights.filter(({ atMs }) => atMs > (past?.endMs ?? 0));
  const run = fresh.slice(fresh.length - endRun(fresh, isBad));
  const isClear = run.length >= clearRun && meanBadness(run.slice(-clearRun)) >= clearBadness;
  if (isClear || run.length >= anyRun) return run[0]?.atMs;
  if (fresh.filter(isBad).length < leastAgain) return undefined;
  const bad = (past?.hardAfterMs === undefined ? sights : fresh).filter(isBad);
  return bad.length >= often ? bad[0]?.atMs : undefined;
}

function isBad({ badness }: Sight): boolean {
  return badness > 0;
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
