import type { ProbeFailure } from '../contract/verdict';
import type { Condition } from './condition';
import type { Segment } from './segment';
import { isClearlyLess, sinceIn } from './shares';
import type { TargetSight } from './target-sight';

type BadKind = Extract<Condition, { sinceMs: number }>['kind'];
export type Bad<K extends BadKind = BadKind> = TargetSight & {
  readonly condition: Extract<Condition, { sinceMs: number }> & { readonly kind: K };
};

export function at<S extends TargetSight>(sights: readonly S[], segment: Segment): readonly S[] {
  return sights.filter((sight) => sight.segment === segment);
}

export function elsewhere(sights: readonly TargetSight[]): readonly TargetSight[] {
  return sights.filter(({ segment }) => segment !== 'self');
}

export function isBad(sight: TargetSight): sight is Bad {
  return 'sinceMs' in sight.condition;
}

export function ofKind<K extends BadKind>(
  sights: readonly TargetSight[],
  ...kinds: readonly K[]
): readonly Bad<K>[] {
  return sights.filter((sight): sight is Bad<K> => kinds.some((kind) => sight.condition.kind === kind));
}

/**
 * Those of which something is known since a fault began: something is wrong with them too, or they were probed since. What answered
 * before, at a longer interval, says nothing of it.
 */
export function seenSince(sights: readonly TargetSight[], sinceMs: number): readonly TargetSight[] {
  return sights.filter((sight) => isBad(sight) || sight.atMs > sinceMs);
}

/** Something answers there, though not as it should: no fault of the way. */
export function answersWrongly(sight: TargetSight): boolean {
  const { condition, failure } = sight;
  const fails = condition.kind === 'down' || condition.kind === 'loss';
  return fails && failure !== undefined && wrongAnswers.has(failure);
}

const wrongAnswers: ReadonlySet<ProbeFailure> = new Set(['refused', 'tls', 'broken_off', 'status', 'answer']);

/** Some, but not all, gets lost: of single probes on a lossy way all may fail for a while, or come late. */
export function losing(sights: readonly TargetSight[]): readonly Bad<'loss' | 'down' | 'resent'>[] {
  return ofKind(sights, 'loss', 'down', 'resent').filter(
    ({ condition, isPing }) => condition.kind !== 'down' || !isPing,
  );
}

/** Without those that lose clearly more than all of these: that has another cause too. */
export function explainedBy<S extends Bad>(
  causes: readonly TargetSight[],
  sights: readonly S[],
): readonly S[] {
  return sights.filter(({ recent, condition: { sinceMs } }) =>
    causes.some((cause) => !isClearlyLess(sinceIn(cause.recent, sinceMs), sinceIn(recent, sinceMs))),
  );
}

/** Neither for want of this machine's permission nor of a program. */
export function unresolved(sights: readonly TargetSight[]): readonly Bad<'not_probed'>[] {
  return stuckFor(sights, 'unresolvable');
}

export function stuckFor(
  sights: readonly TargetSight[],
  why: 'unresolvable' | 'no_route',
): readonly Bad<'not_probed'>[] {
  return ofKind(sights, 'not_probed').filter(
    ({ condition }) => condition.kind === 'not_probed' && condition.obstacle === why,
  );
}

export function union(...lists: readonly (readonly TargetSight[])[]): readonly TargetSight[] {
  return [...new Set(lists.flat())];
}

export function isMost(some: readonly unknown[], all: readonly unknown[]): boolean {
  return some.length * 2 > all.length;
}
