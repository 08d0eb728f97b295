import type { Evidence, Finding, Medium, Rest } from '../contract/verdict';
import type { Segment } from './segment';
import type { LinkSeen } from './situation';
import type { Condition, TargetSight } from './target-watch';

/** What a rule of the way outwards looks at, and what is common to them. */
export interface Scene {
  /** The targets that can be judged. */
  readonly known: readonly TargetSight[];
  /** Of those, the ones that something is wrong with and that no rule before explained. */
  readonly left: readonly TargetSight[];
  readonly link: LinkSeen | undefined;
  /** Since when the default route is missing or its device is down. */
  readonly noNetworkSinceMs: number | undefined;
}

export interface Told {
  readonly finding: Finding;
  /** These say the same, or suffer from it: they are no findings of their own. */
  readonly explains: readonly TargetSight[];
  /** What is pushed to there suffers from it too. */
  readonly reaches: readonly Segment[];
}

export type Rule = (scene: Scene) => Told | undefined;

type BadKind = Exclude<Condition['kind'], 'unknown' | 'fine'>;
export type Bad<K extends BadKind = BadKind> = TargetSight & {
  readonly condition: Extract<Condition, { sinceMs: number }> & { readonly kind: K };
};

/** Of hundreds of targets, nobody reads more. */
const shownTargets = 8;
/** To show that the fault is where it is said to be. */
const shownFine = 2;

export function told(
  finding: Finding,
  explains: readonly TargetSight[],
  reaches: readonly Segment[] = [],
): Told {
  return { finding, explains, reaches };
}

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

export function sinceOf(sights: readonly Bad[]): number {
  return Math.min(...sights.map(({ condition }) => condition.sinceMs));
}

export function named(
  some: readonly TargetSight[],
  all: readonly TargetSight[],
): { targets: string[]; of: number } {
  return { targets: some.map(({ name }) => name), of: all.length };
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

export function mediumOf({ link }: Scene): Medium {
  return link?.route?.medium ?? 'unknown';
}
