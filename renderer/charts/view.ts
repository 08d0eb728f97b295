/** Which stretch of time charts show, and how it is moved. Pure. */

/** Both ends in milliseconds since 1970. */
export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What one press offers, shortest first. */
export const ranges = [
  { name: '10m', ms: 10 * minuteMs },
  { name: '1h', ms: hourMs },
  { name: '6h', ms: 6 * hourMs },
  { name: '24h', ms: dayMs },
  { name: '7d', ms: 7 * dayMs },
  { name: '30d', ms: 30 * dayMs },
] as const;

export type RangeName = (typeof ranges)[number]['name'];

/** What is looked at: a range that ends now and goes on with it, or a stretch that stays. */
export type Look = { readonly range: RangeName } | View;

const shortestMs = 10_000;
/** As long as history keeps anything. */
const longestMs = 366 * dayMs;
/** In how many steps a range that ends now moves on: about one a pixel column. */
const stepsAcross = 900;

/** A range that ends now moves in whole steps, so that what is drawn stands still in between. */
export function viewOf(look: Look, nowMs: number): View {
  if (!('range' in look)) return look;
  const rangeMs = lengthOf(look.range);
  const stepMs = Math.max(1000, rangeMs / stepsAcross);
  const toMs = Math.ceil(nowMs / stepMs) * stepMs;
  return { fromMs: toMs - rangeMs, toMs };
}

export function lengthOf(range: RangeName): number {
  return ranges.find(({ name }) => name === range)?.ms ?? hourMs;
}

/** Never shorter than ten seconds, never beyond now. */
export function within({ fromMs, toMs }: View, nowMs: number): View {
  const lengthMs = Math.min(longestMs, Math.max(shortestMs, toMs - fromMs));
  const middleMs = (fromMs + toMs) / 2;
  const endMs = Math.min(nowMs, middleMs + lengthMs / 2);
  return { fromMs: Math.round(endMs - lengthMs), toMs: Math.round(endMs) };
}

/** Moved by a share of its length; negative is back. */
export function moved(view: View, share: number, nowMs: number): View {
  const byMs = (view.toMs - view.fromMs) * share;
  return within({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, nowMs);
}

/** `factor` below 1 comes closer; what is at `aroundMs` stays where it is. */
export function zoomed(view: View, factor: number, aroundMs = (view.fromMs + view.toMs) / 2): View {
  return {
    fromMs: aroundMs - (aroundMs - view.fromMs) * factor,
    toMs: aroundMs + (view.toMs - aroundMs) * factor,
  };
}
