import { slowFrom } from '../../main/contract/verdict';
import { isGapBefore, silenceFromMs } from '../charts/gaps';
import { quantile } from '../charts/statistics';
import type { Cycle, MeasuredTarget } from './cycles';
import { fewestCycles, longestStepMs, type Outage, type Range } from './outages';

/** A while in which answers took so much longer than usual that the verdict calls them slow, from the first slow cycle. */
export interface SlowStretch extends Range {
  /** `answered`: `toMs` is the first cycle after it, which was not slow or had no answer. Else as of an outage. */
  readonly end: Outage['end'];
  /** The median of its cycles' means. */
  readonly rttSeconds: number;
  readonly usualSeconds: number;
}

export const slowRule = {
  /** Shorter ones are not told. */
  shortestMs: 60_000,
  /** Usual is what so many of all cycles are not above: also where most of the time that is looked at was slow. */
  usualShare: 0.25,
} as const;

/** Of fewer answers, nothing can be said to be usual. */
const leastAnswers = 5;

/** In time order, none of them across a gap. */
export function slowStretchesOf(
  { kind, cycles }: Pick<MeasuredTarget, 'kind' | 'cycles'>,
  range: Range,
): readonly SlowStretch[] {
  const answers = answersOf(cycles);
  const usualSeconds = quantile(answers, slowRule.usualShare);
  if (usualSeconds === undefined || answers.length < leastAnswers) return [];
  const longestMs = longestStepMs(cycles);
  const slowSeconds = slowFrom(kind, usualSeconds);
  return slowRuns(cycles, slowSeconds, longestMs).flatMap(({ first, last }) => {
    const run = cycles.slice(first, last + 1);
    const rttSeconds = quantile(answersOf(run), 0.5) ?? 0;
    const stretch = { fromMs: run[0]?.atMs ?? 0, ...endOf(cycles, last, { range, longestMs }) };
    const isShort = run.length < fewestCycles || stretch.toMs - stretch.fromMs < slowRule.shortestMs;
    return isShort || rttSeconds < slowSeconds ? [] : [{ ...stretch, rttSeconds, usualSeconds }];
  });
}

function answersOf(cycles: readonly Cycle[]): readonly number[] {
  return cycles.flatMap(({ rttSeconds }) => rttSeconds ?? []);
}

/** Indices of a slow cycle and of the last one before two in a row that are not slow, or before a gap. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function slowRuns(cycles: readonly Cycle[], slowSeconds: number, longestMs: number): readonly Run[] {
  const runs: Run[] = [];
  const timesMs = cycles.map(({ atMs }) => atMs);
  let gap = 0;
  for (const [index, { rttSeconds = 0 }] of cycles.entries()) {
    if (isGapBefore(timesMs, index, longestMs)) gap = index;
    if (rttSeconds < slowSeconds) continue;
    const before = runs.at(-1);
    if (before && index - before.last <= fewestCycles && gap <= before.last)
      runs[runs.length - 1] = { ...before, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}

function endOf(
  cycles: readonly Cycle[],
  last: number,
  { range, longestMs }: { readonly range: Range; readonly longestMs: number },
): Pick<SlowStretch, 'toMs' | 'end'> {
  const timesMs = cycles.map(({ atMs }) => atMs);
  const [lastMs = 0, afterMs] = timesMs.slice(last);
  if (afterMs !== undefined && !isGapBefore(timesMs, last + 1, longestMs))
    return { toMs: afterMs, end: 'answered' };
  const isLasting = range.toMs - lastMs <= silenceFromMs(timesMs, last + 1, longestMs);
  return { toMs: lastMs, end: isLasting ? 'lasting' : 'unknown' };
}
