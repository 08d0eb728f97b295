import type { NotificationSettings } from '../../settings/schema/notifications';

/** `from` belongs to them, `to` no longer; they may go over midnight. */
export function isQuiet(minuteOfDay: number, hours: NotificationSettings['quietHours']): boolean {
  if (!hours) return false;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

/** Of this machine's own day. */
export function minuteOfDay(atMs: number): number {
  const at = new Date(atMs);
  return at.getHours() * 60 + at.getMinutes();
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
