import type { Finding, Medium } from '../contract/verdict';
import type { Segment } from './segment';
import type { LinkSeen } from './situation';
import type { TargetSight } from './target-sight';

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

export function told(
  finding: Finding,
  explains: readonly TargetSight[],
  reaches: readonly Segment[] = [],
): Told {
  return { finding, explains, reaches };
}

export function mediumOf({ link }: Scene): Medium {
  return link?.route?.medium ?? 'unknown';
}
