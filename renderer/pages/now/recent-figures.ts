import { jitterOf, mean, quantile } from '../../charts/statistics';
import type { TargetPoint } from '../../state/recent';

/** Figures of a target's last minutes; absent where nothing says them. Pure. */
export interface RecentFigures {
  readonly median: number | undefined;
  readonly p95: number | undefined;
  readonly jitter: number | undefined;
  readonly loss: number | undefined;
}

export function recentFigures(points: readonly TargetPoint[]): RecentFigures {
  const rtts = points.flatMap(({ rttSeconds }) => rttSeconds ?? []);
  const jitters = points.flatMap(({ jitterSeconds }) => jitterSeconds ?? []);
  return {
    median: quantile(rtts, 0.5),
    p95: quantile(rtts, 0.95),
    // A cycle of one packet has no jitter of its own: then it is that from cycle to cycle.
    jitter: mean(jitters) ?? jitterOf(rtts),
    loss: lossOf(points),
  };
}

/** Of the last minute alone: a loss that has just begun is still small among ten minutes. */
export function lossOfLastMinute(points: readonly TargetPoint[], nowMs: number): number | undefined {
  const fromMs = nowMs - 60_000;
  return lossOf(points.slice(points.findLastIndex(({ atMs }) => atMs <= fromMs) + 1));
}

function lossOf(points: readonly TargetPoint[]): number | undefined {
  return mean(points.flatMap(({ lossRatio }) => lossRatio ?? []));
}
