import { wholePercent } from './shares';
import type { Bad } from './sights';
import type { TargetSight } from './target-sight';

/** What a finding says of the targets that it names. */

interface Named {
  readonly targets: string[];
  readonly of: number;
  readonly collector?: string;
}

export function sinceOf(sights: readonly Bad[]): number {
  return Math.min(...sights.map(({ condition }) => condition.sinceMs));
}

/** When the last of them began. */
export function lastSinceOf(sights: readonly Bad[]): number {
  return Math.max(...sights.map(({ condition }) => condition.sinceMs));
}

export function named(some: readonly TargetSight[], all: readonly TargetSight[]): Named {
  const [first] = some;
  const collector = first && { collector: first.collector };
  return { targets: some.map(({ name }) => name), of: all.length, ...collector };
}

/** With what they lose on average. */
export function lossOf(
  lossy: readonly Bad[],
  all: readonly TargetSight[],
): Named & { readonly lossRatio: number } {
  const known = shares(lossy);
  const mean = known.reduce((sum, share) => sum + share, 0) / known.length;
  return { ...named(lossy, all), lossRatio: wholePercent(mean) };
}

/** With what the one that is slowest takes. */
export function slownessOf(
  slow: readonly Bad<'slow'>[],
  all: readonly TargetSight[],
): Named & { readonly rttSeconds: number; readonly usualSeconds?: number } {
  const values = slow.flatMap(({ condition }) => (condition.kind === 'slow' ? [condition] : []));
  const rttSeconds = Math.max(...values.map((value) => value.rttSeconds));
  const usual = values.find((value) => value.rttSeconds === rttSeconds)?.usualSeconds;
  return { ...named(slow, all), rttSeconds, ...(usual === undefined ? {} : { usualSeconds: usual }) };
}

/** The shares of those of which they are known; of one that came late it is not. */
export function shares(sights: readonly Bad[]): readonly number[] {
  return sights.flatMap(({ condition }) => ('lossRatio' in condition ? [condition.lossRatio] : []));
}
