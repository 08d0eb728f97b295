import { type SilenceSources, type Span, silencesOf } from '../charts/spans';
import { usualStep } from '../charts/statistics';
import { type Cycle, cyclesOfSilence } from './cycles';

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

/** What lies further apart has a gap between; with fewer than two, anything does. */
export function longestStepMs(cycles: readonly Cycle[]): number {
  return cyclesOfSilence * (cycleEveryMs(cycles) ?? 0);
}

/** When nothing was measured, and why, as far as marks tell. It is no outage: nobody knows. */
export function gapsOf(cycles: readonly Cycle[], range: Range, told: GapSources): readonly Span[] {
  const gapMs = longestStepMs(cycles);
  return silencesOf({ timesMs: cycles.map(({ atMs }) => atMs), view: range, gapMs, ...told });
}

export type GapSources = Pick<SilenceSources, 'marks' | 'nowMs'>;

/** Runs of cycles in which nothing came back, none of them across a gap. */
export function outagesOf(cycles: readonly Cycle[], range: Range): readonly Outage[] {
  const longestMs = longestStepMs(cycles);
  const outages: Outage[] = [];
  let open: Outage | undefined;
  const close = (end?: number) => {
    if (open) outages.push(end === undefined ? open : { ...open, toMs: end, end: 'answered' });
    open = undefined;
  };
  for (const { atMs, lossRatio } of cycles) {
    if (open && atMs - open.toMs > longestMs) close();
    if (lossRatio === undefined) continue;
    if (lossRatio < 1) close(atMs);
    else if (open) open = { ...open, toMs: atMs, cycles: open.cycles + 1 };
    else open = { fromMs: atMs, toMs: atMs, end: 'unknown', cycles: 1 };
  }
  if (open && range.toMs - open.toMs <= longestMs) open = { ...open, end: 'lasting' };
  close();
  return outages;
}
