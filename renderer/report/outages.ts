import { cyclesOfSilence, isGapBefore, silenceFromMs } from '../charts/gaps';
import { type SilenceSources, type Span, silencesOf } from '../charts/spans';
import { usualStep } from '../charts/statistics';
import type { Cycle } from './cycles';

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the first cycle in which nothing came back. */
export interface Outage extends Range {
  /**
   * `answered`: `toMs` is the first cycle that was answered again. Otherwise it is the last that was not, and the outage was at least as
   * long: `lasting` to the end of the range, or `unknown` since nothing was measured then.
   */
  readonly end: 'answered' | 'lasting' | 'unknown';
  readonly cycles: number;
}

/** The usual distance of two cycles; undefined with fewer than two. */
export function cycleEveryMs(cycles: readonly Cycle[]): number | undefined {
  return usualStep(cycles.map(({ atMs }) => atMs));
}

/** What lies further apart has a gap between, but where cycles came as seldom (gaps.ts); with fewer than two, anything does. */
export function longestStepMs(cycles: readonly Cycle[]): number {
  return cyclesOfSilence * (cycleEveryMs(cycles) ?? 0);
}

/** When nothing was measured, and why, as far as marks tell. It is no outage: nobody knows. */
export function gapsOf(cycles: readonly Cycle[], range: Range, told: GapSources): readonly Span[] {
  const gapMs = longestStepMs(cycles);
  return silencesOf({ timesMs: cycles.map(({ atMs }) => atMs), view: range, gapMs, ...told });
}

/** Of gaps, which do not overlap. */
export function unmeasuredMsOf(gaps: readonly Range[]): number {
  return gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

export type GapSources = Pick<SilenceSources, 'marks' | 'nowMs'>;

/** So many cycles in a row without an answer are an outage, as the verdict calls a target down by (docs/verdicts.md). */
export const fewestCycles = 2;

/** Shorter than any interval that settings take is none. */
const shortestCycleMs = 1000;

/** How many values of history in a row that make, where each stands for a step of so much time: one, if a step holds as many cycles. */
export function fewestSteps(stepMs: number, everyMs = shortestCycleMs): number {
  return stepMs >= fewestCycles * everyMs ? 1 : fewestCycles;
}

/** Runs of so many cycles or more in which nothing came back, none of them across a gap. */
export function outagesOf(
  cycles: readonly Cycle[],
  range: Range,
  fewest: number = fewestCycles,
): readonly Outage[] {
  const longestMs = longestStepMs(cycles);
  const outages: Outage[] = [];
  let open: Outage | undefined;
  const close = (end?: number) => {
    if (open && open.cycles >= fewest)
      outages.push(end === undefined ? open : { ...open, toMs: end, end: 'answered' });
    open = undefined;
  };
  const known = cycles.filter(({ lossRatio }) => lossRatio !== undefined);
  const timesMs = known.map(({ atMs }) => atMs);
  for (const [index, { atMs, lossRatio = 0 }] of known.entries()) {
    if (isGapBefore(timesMs, index, longestMs)) close();
    if (lossRatio < 1) close(atMs);
    else if (open) open = { ...open, toMs: atMs, cycles: open.cycles + 1 };
    else open = { fromMs: atMs, toMs: atMs, end: 'unknown', cycles: 1 };
  }
  if (open && range.toMs - open.toMs <= silenceFromMs(timesMs, timesMs.length, longestMs))
    open = { ...open, end: 'lasting' };
  close();
  return outages;
}
