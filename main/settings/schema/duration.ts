/** Durations as Prometheus writes them: `500ms`, `15s`, `1m30s`, `2h`. Largest unit first, each at most once. */
export const durationPattern = /^(?=.)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/;

const millisecondsPerUnit: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

/** A duration that the schema has checked, in milliseconds. Throws on any other text: a fault of our own. */
export function durationMs(text: string): number {
  if (!durationPattern.test(text)) throw new Error(`not a duration: ${JSON.stringify(text)}`);
  let totalMs = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    totalMs += Number(digits) * (millisecondsPerUnit[unit ?? ''] ?? 0);
  }
  return totalMs;
}

/** The shortest way to write it: 90000 is `1m30s`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, size] of Object.entries(millisecondsPerUnit)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
