import type { PushSummary } from '../../main/contract/state';

export interface PushesReport {
  readonly delivered: number;
  readonly failed: number;
  readonly destinations: readonly DestinationReport[];
}

export interface DestinationReport {
  readonly id: string;
  readonly delivered: number;
  readonly failed: number;
  /** Why, the most frequent first. */
  readonly reasons: readonly PushFailureReason[];
}

export interface PushFailureReason {
  readonly message: string;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** How deliveries went, and why those failed that did. */
export function pushesReport(pushes: readonly PushSummary[]): PushesReport {
  const ids = [...new Set(pushes.map(({ destination }) => destination))].sort();
  const delivered = pushes.filter(({ ok }) => ok).length;
  return {
    delivered,
    failed: pushes.length - delivered,
    destinations: ids.map((id) =>
      destinationReport(
        id,
        pushes.filter((push) => push.destination === id),
      ),
    ),
  };
}

function destinationReport(id: string, pushes: readonly PushSummary[]): DestinationReport {
  const failed = pushes.filter(({ ok }) => !ok);
  const reasons = new Map<string, PushFailureReason>();
  for (const { atMs, errorMessage, errorCode = '' } of failed) {
    const message = errorMessage ?? errorCode;
    const known = reasons.get(message) ?? { message, count: 0, firstAtMs: atMs, lastAtMs: atMs };
    reasons.set(message, {
      message,
      count: known.count + 1,
      firstAtMs: Math.min(known.firstAtMs, atMs),
      lastAtMs: Math.max(known.lastAtMs, atMs),
    });
  }
  return {
    id,
    delivered: pushes.length - failed.length,
    failed: failed.length,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
  };
}
