/** Times with this machine's distance from UTC at that moment: a report is read elsewhere. */

/** `UTC+01:00` */
export function offsetOf(atMs: number): string {
  return `UTC${signedOffset(atMs)}`;
}

/** ISO 8601 with the offset: `2025-03-21T14:02:07.250+01:00`. */
export function isoTime(atMs: number): string {
  const offsetMs = -new Date(atMs).getTimezoneOffset() * minuteMs;
  return new Date(atMs + offsetMs).toISOString().replace('Z', signedOffset(atMs));
}

/** What a field of the type datetime-local holds: `2025-03-21T14:02`. */
export function localTime(atMs: number): string {
  return isoTime(atMs).slice(0, 16);
}

/** Undefined for what is no such time. */
export function fromLocalTime(text: string): number | undefined {
  const atMs = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}

const minuteMs = 60_000;

function signedOffset(atMs: number): string {
  const minutes = -new Date(atMs).getTimezoneOffset();
  const two = (value: number) => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}
