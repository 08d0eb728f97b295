import type { Range } from './outages';
import { fromLocalTime, localTime } from './time-zone';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What most reports are about. */
export const lastRanges = {
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '6h': 6 * hourMs,
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
} as const;

export type LastRange = keyof typeof lastRanges;

/** As the address says it: `last=1h`, or `from=2025-03-21T14:00&to=2025-03-21T15:00` by this machine's clock; the last hour when it says nothing. */
export function rangeOf(query: Readonly<Record<string, string>>, nowMs: number): Range {
  const fromMs = fromLocalTime(query['from'] ?? '');
  const toMs = fromLocalTime(query['to'] ?? '');
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) return { fromMs, toMs };
  return { fromMs: nowMs - lastRanges[lastOf(query) ?? '1h'], toMs: nowMs };
}

/** Which of them the address names; undefined when it names a stretch of its own. */
export function lastOf(query: Readonly<Record<string, string>>): LastRange | undefined {
  const last = query['last'] ?? '';
  if (Object.hasOwn(lastRanges, last)) return last as LastRange;
  return query['from'] === undefined ? '1h' : undefined;
}

/** The address' part that names this stretch, to the minute, with some time before and after it that shows what was usual. */
export function queryAround({ fromMs, toMs }: Range, nowMs: number): { from: string; to: string } {
  const marginMs = Math.max(5 * minuteMs, (toMs - fromMs) / 4);
  const endMs = Math.min(nowMs, toMs + marginMs);
  return { from: localTime(fromMs - marginMs), to: localTime(endMs + minuteMs) };
}

/** `2025-03-21-1402` */
export function fileTime(atMs: number): string {
  return localTime(atMs).replace('T', '-').replace(':', '');
}
