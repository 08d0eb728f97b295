import type { Evidence, Rest } from '../contract/verdict';
import type { Scene } from './scene';
import type { Segment } from './segment';
import { hasLost, leastCycles, sinceIn, wholePercent } from './shares';
import { at, type Bad } from './sights';
import type { TargetSight } from './target-sight';

/** Of hundreds of targets, nobody reads more. */
const shownTargets = 8;
/** To show that the fault is where it is said to be. */
const shownFine = 2;

export function sinceOf(sights: readonly Bad[]): number {
  return Math.min(...sights.map(({ condition }) => condition.sinceMs));
}

export function named(
  some: readonly TargetSight[],
  all: readonly TargetSight[],
): { targets: string[]; of: number; collector?: string } {
  const [first] = some;
  const collector = first && { collector: first.collector };
  return { targets: some.map(({ name }) => name), of: all.length, ...collector };
}

/** The shares of those of which they are known; of one that came late it is not. */
export function shares(sights: readonly Bad[]): readonly number[] {
  return sights.flatMap(({ condition }) => ('lossRatio' in condition ? [condition.lossRatio] : []));
}

export function meanLoss(sights: readonly Bad[]): number {
  const all = shares(sights);
  return wholePercent(all.reduce((sum, share) => sum + share, 0) / all.length);
}

/** Of the one that is slowest. */
export function slowest(sights: readonly Bad<'slow'>[]): { rttSeconds: number; usualSeconds?: number } {
  const values = sights.flatMap(({ condition }) => (condition.kind === 'slow' ? [condition] : []));
  const rttSeconds = Math.max(...values.map((value) => value.rttSeconds));
  const usual = values.find((value) => value.rttSeconds === rttSeconds)?.usualSeconds;
  return { rttSeconds, ...(usual === undefined ? {} : { usualSeconds: usual }) };
}

/** `fine` as soon as one of them answers, whatever gets lost: then the way there is. */
export function wayTo(sights: readonly TargetSight[]): Rest {
  if (sights.length === 0) return 'unknown';
  return sights.some(({ condition: { kind } }) => kind === 'fine' || kind === 'unclean')
    ? 'fine'
    : 'affected';
}

/** The same, but nothing is called fine where something was lost lately. */
export function restOf(sights: readonly TargetSight[]): Rest {
  const way = wayTo(sights);
  return way === 'fine' && sights.some(lostSome) ? 'unknown' : way;
}

/** Beside a loss, nothing is called fine before that had time to show there too. */
export function restBeside(lossy: readonly Bad[], rest: Rest): Rest {
  const cycles = lossy.map(({ recent, condition }) => sinceIn(recent, condition.sinceMs).length);
  return rest === 'fine' && Math.max(...cycles) < leastCycles ? 'unknown' : rest;
}

function lostSome({ condition: { kind }, recent }: TargetSight): boolean {
  return kind === 'resent' || (kind !== 'down' && hasLost(recent));
}

export function evidenceOf(sights: readonly TargetSight[]): readonly Evidence[] {
  return sights.slice(0, shownTargets).map(({ evidence }) => evidence);
}

export function fineAt({ known }: Scene, segment: Segment): readonly Evidence[] {
  const fine = at(known, segment).filter(({ condition }) => condition.kind === 'fine');
  return fine.slice(0, shownFine).map(({ evidence }) => evidence);
}
