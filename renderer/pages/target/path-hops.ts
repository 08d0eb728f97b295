import type { Hop, PathRound } from '../../../main/contract/path';
import { mean } from '../../charts/statistics';

/** From rounds over the hops to what is known of each hop, and to where loss begins. Pure. */

/** In seconds; `untimed`: something answered, but the system's ping does not say when; `null`: nothing did. */
export type ProbeSeen = number | 'untimed' | null;

export interface HopFigures {
  readonly ttl: number;
  /** That answered here, the most frequent first; none of a hop that never did. */
  readonly ips: readonly string[];
  /** One for each round that asked it, oldest first. */
  readonly probes: readonly ProbeSeen[];
  readonly lossRatio: number;
  /** Of the last round; absent when nothing came back, or nobody said when. */
  readonly lastSeconds?: number;
  readonly meanSeconds?: number;
  readonly bestSeconds?: number;
  readonly worstSeconds?: number;
}

/** Up to the host; while that never answered, up to one hop behind the last that did. */
export function hopsOf(rounds: readonly PathRound[]): HopFigures[] {
  const byTtl = new Map<number, Hop[]>();
  for (const { hops } of rounds) {
    for (const hop of hops) {
      const before = byTtl.get(hop.ttl);
      if (before) before.push(hop);
      else byTtl.set(hop.ttl, [hop]);
    }
  }
  const lastTtl = lastTtlOf(rounds);
  return [...byTtl]
    .filter(([ttl]) => ttl <= lastTtl)
    .sort(([a], [b]) => a - b)
    .map(([ttl, hops]) => figuresOf(ttl, hops));
}

function lastTtlOf(rounds: readonly PathRound[]): number {
  const reached = rounds.flatMap(({ hops, reached: isReached }) =>
    isReached ? [hops.at(-1)?.ttl ?? 0] : [],
  );
  if (reached.length > 0) return Math.min(...reached);
  const answered = rounds.flatMap(({ hops }) =>
    hops.flatMap(({ ttl, ip }) => (ip === undefined ? [] : [ttl])),
  );
  return Math.max(0, ...answered) + 1;
}

function figuresOf(ttl: number, hops: readonly Hop[]): HopFigures {
  const probes = hops.map(({ ip, rttSeconds }) => rttSeconds ?? (ip === undefined ? null : 'untimed'));
  const answered = probes.filter((probe) => probe !== null);
  const timed = answered.filter((probe) => probe !== 'untimed');
  const last = probes.at(-1);
  const common = { ttl, ips: ipsOf(hops), probes, lossRatio: 1 - answered.length / probes.length };
  const meanSeconds = mean(timed);
  if (meanSeconds === undefined) return common;
  return {
    ...common,
    ...(typeof last === 'number' ? { lastSeconds: last } : {}),
    meanSeconds,
    bestSeconds: Math.min(...timed),
    worstSeconds: Math.max(...timed),
  };
}

function ipsOf(hops: readonly Hop[]): string[] {
  const counts = new Map<string, number>();
  for (const { ip } of hops) if (ip !== undefined) counts.set(ip, (counts.get(ip) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([ip]) => ip);
}

/** Where packets are lost on the way. */
export type PathFinding =
  | { readonly kind: 'clear' }
  /** From this hop on, all that answer at all lose. */
  | { readonly kind: 'begins'; readonly hop: HopFigures }
  | { readonly kind: 'at_target'; readonly hop: HopFigures }
  /** The host never answered; this is the last hop that did. */
  | { readonly kind: 'ends_after'; readonly hop: HopFigures }
  | { readonly kind: 'nothing_answers' };

export function findingOf(hops: readonly HopFigures[], isReached: boolean): PathFinding {
  const answering = hops.filter(({ ips }) => ips.length > 0);
  const last = answering.at(-1);
  if (last === undefined) return { kind: 'nothing_answers' };
  if (!isReached) return { kind: 'ends_after', hop: last };
  if (last.lossRatio === 0) return { kind: 'clear' };
  const first = firstOfLosing(answering, last.lossRatio);
  return first === last ? { kind: 'at_target', hop: last } : { kind: 'begins', hop: first };
}

/** Going back from the host, as long as hops lose about as much: what a single router leaves unanswered is no loss on the way. */
function firstOfLosing(answering: readonly HopFigures[], lossRatio: number): HopFigures {
  const before = [...answering].reverse();
  const end = before.findIndex((hop) => hop.lossRatio < lossRatio / 2);
  return (end < 0 ? before.at(-1) : before[end - 1]) ?? (before[0] as HopFigures);
}

/** Hops that leave probes unanswered although those behind them answer. */
export function busyRouters(hops: readonly HopFigures[], isReached: boolean): readonly HopFigures[] {
  const end = hops.at(-1);
  if (!isReached || end === undefined || end.lossRatio > 0) return [];
  return hops.filter(({ ips, lossRatio }) => ips.length > 0 && lossRatio > 0);
}
