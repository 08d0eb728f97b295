import type { Evidence, Rest } from '../contract/verdict';
import type { Scene } from './scene';
import type { Segment } from './segment';
import { at, type Bad } from './sights';
import type { Condition, TargetSight } from './target-watch';

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

export function meanLoss(sights: readonly Bad<'loss' | 'down'>[]): number {
  return sights.reduce((sum, { condition }) => sum + lossOf(condition), 0) / sights.length;
}

export function lossOf(condition: Condition): number {
  return condition.kind === 'loss' || condition.kind === 'down' ? condition.lossRatio : 0;
}

/** Of the one that is slowest. */
export function slowest(sights: readonly Bad<'slow'>[]): { rttSeconds: number; usualSeconds?: number } {
  const values = sights.flatMap(({ condition }) => (condition.kind === 'slow' ? [condition] : []));
  const rttSeconds = Math.max(...values.map((value) => value.rttSeconds));
  const usual = values.find((value) => value.rttSeconds === rttSeconds)?.usualSeconds;
  return { rttSeconds, ...(usual === undefined ? {} : { usualSeconds: usual }) };
}

/** `fine` as soon as one of them is: then the way there is. */
export function restOf(sights: readonly TargetSight[]): Rest {
  if (sights.length === 0) return 'unknown';
  return sights.some(({ condition }) => condition.kind === 'fine') ? 'fine' : 'affected';
}

export function evidenceOf(sights: readonly TargetSight[]): readonly Evidence[] {
  return sights.slice(0, shownTargets).map(({ evidence }) => evidence);
}

export function fineAt({ known }: Scene, segment: Segment): readonly Evidence[] {
  const fine = at(known, segment).filter(({ condition }) => condition.kind === 'fine');
  return fine.slice(0, shownFine).map(({ evidence }) => evidence);
}
