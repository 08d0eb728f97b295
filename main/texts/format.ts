/** Numbers and times as the window writes them: the one place. Units are kept to their number by a no-break space. */

export interface FormatWords {
  readonly locale: string;
  readonly now: string;
  readonly ago: (span: string) => string;
  readonly ahead: (span: string) => string;
}

export interface Format {
  /** `1,240` */
  count(value: number): string;
  /** `12.3 ms`, `0.42 ms`, `1.24 s` */
  rtt(seconds: number): string;
  /** `0 %`, `0.4 %`, `25 %`; never 0 or 100 for what is neither. */
  percent(ratio: number): string;
  /** `840 B`, `3.2 kB`, `1.4 MB` */
  bytes(bytes: number): string;
  /** How long something took: `8 ms`, `1.2 s`. */
  took(ms: number): string;
  /** A length of time: `4 s`, `3 min`, `2 h 5 min`, `3 d 4 h`. */
  span(ms: number): string;
  /** A length that is meant to the second, or closer where it is a few: `15 s`, `1 min 30 s`, `1 s 500 ms`. */
  interval(ms: number): string;
  /** `4 s ago`, or `in 4 s` for what is to come. */
  relative(atMs: number, nowMs: number): string;
  /** `14:02:07` */
  clock(atMs: number): string;
  /** `14:02:07` today, `21 Mar 14:02:07` else. */
  moment(atMs: number, nowMs: number): string;
  /** `14:02` today, `21 Mar 14:02` else: since when something is so. */
  minute(atMs: number, nowMs: number): string;
  /** `Fri, 21 Mar 2025, 14:02:07` */
  full(atMs: number): string;
  /** `0.4 /s`, `12 /s` */
  rate(perSecond: number): string;
  /** What stands at a chart's axis whose marks lie `step` apart: `10 ms`, `0.2 ms`, `1.5 s`. */
  rttOnAxis(seconds: number, step: number): string;
  /** `14:02`, `14:02:30` where marks lie closer than a minute, `21 Mar` at the beginning of a day. */
  timeOnAxis(atMs: number, stepMs: number): string;
}

const space = '\u00a0';

export function makeFormat(words: FormatWords): Format {
  const numbers = numberFormats(words.locale);
  const times = timeFormats(words.locale);
  return {
    count: (value) => numbers.whole.format(value),
    rtt: (seconds) => withUnit(rttParts(seconds * 1000), numbers),
    percent: (ratio) => percent(ratio, numbers),
    bytes: (bytes) => withUnit(byteParts(bytes), numbers),
    took: (ms) => withUnit(tookParts(ms), numbers),
    span,
    interval,
    relative: (atMs, nowMs) => relative(atMs - nowMs, words),
    clock: (atMs) => times.clock.format(atMs),
    moment: (atMs, nowMs) =>
      sameDay(atMs, nowMs)
        ? times.clock.format(atMs)
        : `${times.day.format(atMs)} ${times.clock.format(atMs)}`,
    minute: (atMs, nowMs) =>
      sameDay(atMs, nowMs)
        ? times.minute.format(atMs)
        : `${times.day.format(atMs)} ${times.minute.format(atMs)}`,
    full: (atMs) => times.full.format(atMs),
    rate: (perSecond) => rate(perSecond, numbers),
    rttOnAxis: (seconds, step) => withUnit(axisParts(seconds * 1000, step * 1000), numbers),
    timeOnAxis: (atMs, stepMs) => timeOnAxis(new Date(atMs), stepMs, times),
  };
}

type Digits = 'whole' | 'one' | 'two';
type Parts = [value: number, digits: Digits, unit: string];
type NumberFormats = Readonly<Record<Digits, Intl.NumberFormat>>;

function numberFormats(locale: string): NumberFormats {
  const digits = (count: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: count, maximumFractionDigits: count });
  return { whole: digits(0), one: digits(1), two: digits(2) };
}

function timeFormats(locale: string) {
  const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const clock = { ...minute, second: '2-digit' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  return {
    minute: new Intl.DateTimeFormat(locale, minute),
    clock: new Intl.DateTimeFormat(locale, clock),
    day: new Intl.DateTimeFormat(locale, day),
    full: new Intl.DateTimeFormat(locale, { ...clock, ...day, weekday: 'short', year: 'numeric' }),
  };
}

function withUnit([value, digits, unit]: Parts, numbers: NumberFormats): string {
  return `${numbers[digits].format(value)}${space}${unit}`;
}

function rttParts(ms: number): Parts {
  if (ms < 1) return [ms, 'two', 'ms'];
  if (ms < 99.95) return [ms, 'one', 'ms'];
  return ms < 999.5 ? [ms, 'whole', 'ms'] : [ms / 1000, 'two', 's'];
}

/** As many digits as tell the marks apart. */
function axisParts(ms: number, stepMs: number): Parts {
  if (stepMs >= 100 && ms >= 1000) return [ms / 1000, stepMs >= 1000 ? 'whole' : 'one', 's'];
  return [ms, stepMs >= 1 ? 'whole' : stepMs >= 0.1 ? 'one' : 'two', 'ms'];
}

function rate(perSecond: number, numbers: NumberFormats): string {
  if (perSecond > 0 && perSecond < 0.005) return `<${withUnit([0.01, 'two', '/s'], numbers)}`;
  return withUnit(rateParts(perSecond), numbers);
}

function rateParts(perSecond: number): Parts {
  if (perSecond === 0) return [perSecond, 'whole', '/s'];
  return [perSecond, perSecond < 1 ? 'two' : perSecond < 9.95 ? 'one' : 'whole', '/s'];
}

function tookParts(ms: number): Parts {
  return ms < 999.5 ? [ms, 'whole', 'ms'] : [ms / 1000, 'one', 's'];
}

function byteParts(bytes: number): Parts {
  if (bytes < 1000) return [bytes, 'whole', 'B'];
  return bytes < 999_950 ? [bytes / 1000, 'one', 'kB'] : [bytes / 1_000_000, 'one', 'MB'];
}

function percent(ratio: number, numbers: NumberFormats): string {
  const value = ratio * 100;
  if (value === 0 || value === 100) return withUnit([value, 'whole', '%'], numbers);
  if (value < 0.05) return `<${withUnit([0.1, 'one', '%'], numbers)}`;
  if (value > 99.5) return withUnit([Math.min(value, 99.9), 'one', '%'], numbers);
  return withUnit([value, value < 9.95 ? 'one' : 'whole', '%'], numbers);
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function span(ms: number): string {
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)}${space}s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)}${space}min`;
  if (ms < dayMs) return twoUnits(ms, { big: 'h', bigMs: hourMs, small: 'min', smallMs: minuteMs });
  return twoUnits(ms, { big: 'd', bigMs: dayMs, small: 'h', smallMs: hourMs });
}

function twoUnits(ms: number, units: { big: string; bigMs: number; small: string; smallMs: number }): string {
  const big = Math.floor(ms / units.bigMs);
  const small = Math.floor((ms - big * units.bigMs) / units.smallMs);
  const whole = `${big}${space}${units.big}`;
  return small === 0 ? whole : `${whole} ${small}${space}${units.small}`;
}

const units = [
  ['d', dayMs],
  ['h', hourMs],
  ['min', minuteMs],
  ['s', secondMs],
  ['ms', 1],
] as const;

function interval(ms: number): string {
  let rest = ms < 10 * secondMs ? Math.round(ms) : Math.round(ms / secondMs) * secondMs;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${space}${unit}`);
    rest -= count * size;
  }
  return parts.join(' ') || `0${space}s`;
}

function relative(deltaMs: number, words: FormatWords): string {
  if (Math.abs(deltaMs) < secondMs) return words.now;
  return deltaMs < 0 ? words.ago(span(-deltaMs)) : words.ahead(span(deltaMs));
}

function timeOnAxis(at: Date, stepMs: number, times: ReturnType<typeof timeFormats>): string {
  if (stepMs < minuteMs) return times.clock.format(at);
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
  return isMidnight || stepMs >= dayMs ? times.day.format(at) : times.minute.format(at);
}

function sameDay(aMs: number, bMs: number): boolean {
  return new Date(aMs).toDateString() === new Date(bMs).toDateString();
}
