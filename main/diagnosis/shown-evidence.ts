import type { Evidence } from '../contract/verdict';
import { lastSinceOf } from './finding-values';
import type { Scene } from './scene';
import type { Segment } from './segment';
import { at, type Bad, seenSince } from './sights';
import type { TargetSight } from './target-sight';

/** Of hundreds of targets, nobody reads more. */
export const shownTargets = 8;
/** To show that the fault is where it is said to be. */
const shownFine = 2;

export function evidenceOf(sights: readonly TargetSight[]): readonly Evidence[] {
  return sights.slice(0, shownTargets).map(({ evidence }) => evidence);
}

/** Of what was probed since these went wrong. */
export function fineAt({ known }: Scene, segment: Segment, wrong: readonly Bad[]): readonly Evidence[] {
  const seen = seenSince(at(known, segment), lastSinceOf(wrong));
  const fine = seen.filter(({ condition }) => condition.kind === 'fine');
  return fine.slice(0, shownFine).map(({ evidence }) => evidence);
}
