import type { CallOutput } from '../../main/contract/contract';
import type { Mark } from '../../main/contract/marks';
import type { AppState } from '../../main/contract/state';
import { labelledOnly } from './own-series';

/** The last minutes of every target and of the TCP states, for the live lines. Pure. */

export const recentWindowMs = 10 * 60_000;

/** One cycle at one target. Without an RTT nothing came back; without a loss it is not known; with neither it could not be probed. */
export interface TargetPoint {
  readonly atMs: number;
  readonly rttSeconds?: number;
  /** Within the cycle. */
  readonly jitterSeconds?: number;
  readonly lossRatio?: number;
  /** Why nothing, or not all, came back: a code out of history, main's sentence of what was heard live. */
  readonly reason?: string;
}

export function isMeasured({ rttSeconds, lossRatio }: TargetPoint): boolean {
  return rttSeconds !== undefined || lossRatio !== undefined;
}

export interface CountPoint {
  readonly atMs: number;
  readonly count: number;
}

export interface Recent {
  /** By `targetKey`, in time order. */
  readonly targets: Readonly<Record<string, readonly TargetPoint[]>>;
  readonly waitConnections: readonly CountPoint[];
  /** What happened meanwhile, oldest first. */
  readonly marks: readonly Mark[];
}

export const emptyRecent: Recent = { targets: {}, waitConnections: [], marks: [] };

/** Collectors of several kinds may have targets of one name. */
export function targetKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}

type Series = CallOutput<'samples.query'>['series'];

/** Series of every target: those of pings without a label `kind`, those of other probes with it. */
export interface RecentHistory {
  readonly rtt: Series;
  readonly jitter: Series;
  readonly loss: Series;
  /** Of failed probes and of what could not be pinged at all, with a label `reason`. */
  readonly failures: Series;
  readonly waitConnections: Series;
}

/** What history knows of the last minutes, followed by what was heard live since. */
export function withHistory(recent: Recent, history: RecentHistory): Recent {
  const targets: Record<string, readonly TargetPoint[]> = { ...recent.targets };
  for (const [key, past] of Object.entries(targetPoints(history))) {
    targets[key] = followedBy(past, recent.targets[key] ?? []);
  }
  const past = labelledOnly(history.waitConnections).flatMap(({ timesMs, values }) =>
    countPoints(timesMs, values),
  );
  return { ...recent, targets, waitConnections: followedBy(past, recent.waitConnections) };
}

/** The newest cycle of every target and of the TCP states added, what has grown old dropped. */
export function withState(recent: Recent, app: AppState, nowMs: number): Recent {
  const fromMs = nowMs - recentWindowMs;
  const kinds = new Map(app.collectors.map(({ id, kind }) => [id, kind]));
  const targets = Object.fromEntries(
    app.targets.map((target) => {
      const key = targetKey(kinds.get(target.collector) ?? '', target.name);
      const points = recent.targets[key] ?? [];
      return [key, since(fromMs, followedBy(points, livePoints(target)))] as const;
    }),
  );
  const tcp = app.tcp ? [{ atMs: app.tcp.atMs, count: app.tcp.waitConnections }] : [];
  return { ...recent, targets, waitConnections: since(fromMs, followedBy(recent.waitConnections, tcp)) };
}

/** While nothing new comes, as in a pause, so much longer than the window is kept: what does come drops it too. */
const slackMs = 5_000;

/** Without what has grown old; the same where nothing has. */
export function withoutOld(recent: Recent, nowMs: number): Recent {
  const fromMs = nowMs - recentWindowMs;
  const lines = [...Object.values(recent.targets), recent.waitConnections];
  if (!lines.some(([first]) => first !== undefined && first.atMs < fromMs - slackMs)) return recent;
  const targets = Object.entries(recent.targets).map(
    ([key, points]) => [key, since(fromMs, points)] as const,
  );
  return {
    ...recent,
    targets: Object.fromEntries(targets),
    waitConnections: since(fromMs, recent.waitConnections),
  };
}

function livePoints(target: AppState['targets'][number]): readonly TargetPoint[] {
  const { state, atMs, rttSeconds, lossRatio, jitterSeconds, reason } = target;
  if (atMs === undefined || state === 'paused') return [];
  if (rttSeconds === undefined && lossRatio === undefined && reason === undefined) return [];
  return [point(atMs, { rttSeconds, jitterSeconds, lossRatio, reason })];
}

type Values = { readonly [Name in keyof Omit<TargetPoint, 'atMs'>]-?: TargetPoint[Name] | undefined };

function point(atMs: number, values: Values): TargetPoint {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return { atMs, ...Object.fromEntries(known) };
}

/** What belongs to one cycle is recorded under one time. */
function targetPoints({
  rtt,
  jitter,
  loss,
  failures,
}: RecentHistory): Record<string, readonly TargetPoint[]> {
  const rtts = valuesByTarget(rtt);
  const jitters = valuesByTarget(jitter);
  const losses = valuesByTarget(loss);
  const reasons = reasonsByTarget(failures);
  const keys = new Set([...rtts.keys(), ...losses.keys(), ...reasons.keys()]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const rttAt = rtts.get(key);
      const lossAt = losses.get(key);
      const reasonAt = reasons.get(key);
      const cycles = [rttAt, lossAt, reasonAt].flatMap((valueAt) => [...(valueAt?.keys() ?? [])]);
      const timesMs = [...new Set(cycles)];
      timesMs.sort((a, b) => a - b);
      const points = timesMs.map((atMs) =>
        point(atMs, {
          // History of an older Pushtray holds the times of failed probes too, which are no round trips.
          rttSeconds: lossAt?.get(atMs) === 1 ? undefined : rttAt?.get(atMs),
          jitterSeconds: jitters.get(key)?.get(atMs),
          lossRatio: lossAt?.get(atMs),
          reason: reasonAt?.get(atMs),
        }),
      );
      return [key, points] as const;
    }),
  );
}

/** A target that changed its address has one series for each: they are one line. */
function valuesByTarget(series: Series): Map<string, Map<number, number>> {
  const byTarget = new Map<string, Map<number, number>>();
  for (const { labels, timesMs, values } of series) {
    const { target, kind = 'ping' } = labels;
    if (target === undefined) continue;
    const key = targetKey(kind, target);
    const valueAt = byTarget.get(key) ?? new Map<number, number>();
    for (const { atMs, count } of countPoints(timesMs, values)) valueAt.set(atMs, count);
    byTarget.set(key, valueAt);
  }
  return byTarget;
}

function reasonsByTarget(series: Series): Map<string, Map<number, string>> {
  const byTarget = new Map<string, Map<number, string>>();
  for (const { labels, timesMs, values } of series) {
    const { target, kind = 'ping', reason } = labels;
    if (target === undefined || reason === undefined) continue;
    const key = targetKey(kind, target);
    const reasonAt = byTarget.get(key) ?? new Map<number, string>();
    for (const { atMs } of countPoints(timesMs, values)) reasonAt.set(atMs, reason);
    byTarget.set(key, reasonAt);
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
