import type { CallOutput } from '../../main/contract/contract';
import type { AppState } from '../../main/contract/state';

/** The last minutes of every target and of the TCP states, for the live lines. Pure. */

export const recentWindowMs = 10 * 60_000;

/** One cycle at one target. Without an RTT nothing came back; without a loss it is not known. */
export interface TargetPoint {
  readonly atMs: number;
  readonly rttSeconds?: number;
  readonly lossRatio?: number;
}

export interface CountPoint {
  readonly atMs: number;
  readonly count: number;
}

export interface Recent {
  /** By target name, in time order. */
  readonly targets: Readonly<Record<string, readonly TargetPoint[]>>;
  readonly waitConnections: readonly CountPoint[];
}

export const emptyRecent: Recent = { targets: {}, waitConnections: [] };

type Series = CallOutput<'samples.query'>['series'];

export interface RecentHistory {
  readonly rtt: Series;
  readonly loss: Series;
  readonly waitConnections: Series;
}

/** What history knows of the last minutes, followed by what was heard live since. */
export function withHistory(recent: Recent, history: RecentHistory): Recent {
  const targets: Record<string, readonly TargetPoint[]> = { ...recent.targets };
  for (const [name, past] of Object.entries(targetPoints(history))) {
    targets[name] = followedBy(past, recent.targets[name] ?? []);
  }
  const past = history.waitConnections.flatMap(({ timesMs, values }) => countPoints(timesMs, values));
  return { targets, waitConnections: followedBy(past, recent.waitConnections) };
}

/** The newest cycle of every target and of the TCP states added, what has grown old dropped. */
export function withState(recent: Recent, app: AppState, nowMs: number): Recent {
  const fromMs = nowMs - recentWindowMs;
  const targets = Object.fromEntries(
    app.targets.map((target) => {
      const points = recent.targets[target.name] ?? [];
      return [target.name, since(fromMs, followedBy(points, livePoints(target)))] as const;
    }),
  );
  const tcp = app.tcp ? [{ atMs: app.tcp.atMs, count: app.tcp.waitConnections }] : [];
  return { targets, waitConnections: since(fromMs, followedBy(recent.waitConnections, tcp)) };
}

function livePoints(target: AppState['targets'][number]): readonly TargetPoint[] {
  const { state, atMs, rttSeconds, lossRatio } = target;
  if (atMs === undefined || state === 'waiting' || state === 'paused') return [];
  if (rttSeconds === undefined && lossRatio === undefined) return [];
  return [point(atMs, rttSeconds, lossRatio)];
}

function point(atMs: number, rttSeconds: number | undefined, lossRatio: number | undefined): TargetPoint {
  return {
    atMs,
    ...(rttSeconds === undefined ? {} : { rttSeconds }),
    ...(lossRatio === undefined ? {} : { lossRatio }),
  };
}

/** RTT and loss of one cycle are recorded under one time. */
function targetPoints({ rtt, loss }: RecentHistory): Record<string, readonly TargetPoint[]> {
  const rtts = valuesByTarget(rtt);
  const losses = valuesByTarget(loss);
  const names = new Set([...rtts.keys(), ...losses.keys()]);
  return Object.fromEntries(
    [...names].map((name) => {
      const rttAt = rtts.get(name) ?? new Map<number, number>();
      const lossAt = losses.get(name) ?? new Map<number, number>();
      const timesMs = [...new Set([...rttAt.keys(), ...lossAt.keys()])].sort((a, b) => a - b);
      return [name, timesMs.map((atMs) => point(atMs, rttAt.get(atMs), lossAt.get(atMs)))] as const;
    }),
  );
}

/** A target that changed its address has one series for each: they are one line. */
function valuesByTarget(series: Series): Map<string, Map<number, number>> {
  const byTarget = new Map<string, Map<number, number>>();
  for (const { labels, timesMs, values } of series) {
    const name = labels['target'];
    if (name === undefined) continue;
    const valueAt = byTarget.get(name) ?? new Map<number, number>();
    for (const { atMs, count } of countPoints(timesMs, values)) valueAt.set(atMs, count);
    byTarget.set(name, valueAt);
  }
  return byTarget;
}

function countPoints(timesMs: readonly number[], values: readonly (number | null)[]): CountPoint[] {
  return timesMs.flatMap((atMs, index) => {
    const count = values[index];
    return count === null || count === undefined ? [] : [{ atMs, count }];
  });
}

function followedBy<P extends { readonly atMs: number }>(
  past: readonly P[],
  later: readonly P[],
): readonly P[] {
  const lastMs = past.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  const fresh = later.filter(({ atMs }) => atMs > lastMs);
  return fresh.length === 0 ? past : [...past, ...fresh];
}

function since<P extends { readonly atMs: number }>(fromMs: number, points: readonly P[]): readonly P[] {
  const first = points.findIndex(({ atMs }) => atMs >= fromMs);
  if (first < 0) return [];
  return first === 0 ? points : points.slice(first);
}
