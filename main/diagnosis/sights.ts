import type { Segment } from './segment';
import type { Condition, TargetSight } from './target-watch';

type BadKind = Exclude<Condition['kind'], 'unknown' | 'fine'>;
export type Bad<K extends BadKind = BadKind> = TargetSight & {
  readonly condition: Extract<Condition, { sinceMs: number }> & { readonly kind: K };
};

export function at<S extends TargetSight>(sights: readonly S[], segment: Segment): readonly S[] {
  return sights.filter((sight) => sight.segment === segment);
}

export function elsewhere(sights: readonly TargetSight[]): readonly TargetSight[] {
  return sights.filter(({ segment }) => segment !== 'self');
}

export function ofKind<K extends BadKind>(
  sights: readonly TargetSight[],
  ...kinds: readonly K[]
): readonly Bad<K>[] {
  return sights.filter((sight): sight is Bad<K> => kinds.some((kind) => sight.condition.kind === kind));
}

/** Some, but not all, gets lost: of single probes on a lossy way all may fail for a while. */
export function losing(sights: readonly TargetSight[]): readonly Bad<'loss' | 'down'>[] {
  return ofKind(sights, 'loss', 'down').filter(
    ({ condition, isPing }) => condition.kind === 'loss' || !isPing,
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
