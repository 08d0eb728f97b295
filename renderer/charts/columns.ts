import { cyclesOfSilence, isGapBefore } from './gaps';
import type { View } from './view';

/**
 * From series to what is drawn: one row for each pixel column that anything was measured in, the same rows for all lines
 * of a chart. Pure.
 */

/** A series as the contract gives it: in time order, `null` where the value is no number. */
export interface Line {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** What becomes of several values in one column. */
export type Pick = 'min' | 'mean' | 'max';

export interface PickedLine extends Line {
  readonly pick: Pick;
}

export interface Rows {
  readonly timesMs: readonly number[];
  /** One array for each line, as long as the times; `null` where it has no value. */
  readonly lines: readonly (readonly (number | null)[])[];
}

/** The same for lines that were not measured in the same cycles: `undefined` where it was not a line's turn, so that it goes on to its next value. */
export interface LooseRows {
  readonly timesMs: readonly number[];
  readonly lines: readonly (readonly (number | null | undefined)[])[];
}

/** The series of one thing under changing labels, say another address, are one line. */
export function joined(series: readonly Line[]): Line {
  const [only] = series;
  if (series.length <= 1) return only ?? { timesMs: [], values: [] };
  const points = series
    .flatMap(({ timesMs, values }) => timesMs.map((atMs, index) => ({ atMs, value: values[index] ?? null })))
    .sort((a, b) => a.atMs - b.atMs);
  return { timesMs: points.map(({ atMs }) => atMs), values: points.map(({ value }) => value) };
}

/** At most one row a column, so at most one point of a line; a row's time is that of the first value in it. */
export function rowsOf(picked: readonly PickedLine[], view: View, columns: number): Rows {
  const columnMs = (view.toMs - view.fromMs) / Math.max(1, columns);
  const count = Math.max(1, columns) + 1;
  const firstMs = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const filled = picked.map((line) => fill(line, { view, columnMs, firstMs }));
  const seen: number[] = [];
  for (let column = 0; column < count; column += 1) {
    if (firstMs[column] !== Number.POSITIVE_INFINITY) seen.push(column);
  }
  return {
    timesMs: seen.map((column) => firstMs[column] ?? 0),
    lines: filled.map((valueAt) => seen.map((column) => valueAt[column] ?? null)),
  };
}

interface Grid {
  readonly view: View;
  readonly columnMs: number;
  /** Of each column, filled on the way. */
  readonly firstMs: Float64Array;
}

/** The value of each column. Column boundaries lie on one grid of time, so that columns keep their values while the view moves on. */
function fill({ timesMs, values, pick }: PickedLine, { view, columnMs, firstMs }: Grid): (number | null)[] {
  const valueAt = new Array<number | null>(firstMs.length).fill(null);
  const firstColumn = Math.floor(view.fromMs / columnMs);
  const columnAt = (index: number) =>
    Math.min(firstMs.length - 1, Math.floor((timesMs[index] ?? 0) / columnMs) - firstColumn);
  const end = firstAfter(timesMs, view.toMs);
  let from = firstAfter(timesMs, view.fromMs);
  while (timesMs[from - 1] === view.fromMs) from -= 1;
  while (from < end) {
    const column = columnAt(from);
    let to = from + 1;
    while (to < end && columnAt(to) === column) to += 1;
    firstMs[column] = Math.min(firstMs[column] ?? 0, timesMs[from] ?? 0);
    valueAt[column] = combined(pick, values, from, to);
    from = to;
  }
  return valueAt;
}

/** Of the values from one place to before another. */
function combined(pick: Pick, values: Line['values'], from: number, to: number): number | null {
  let count = 0;
  let result = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    if (count === 0) result = value;
    else if (pick === 'mean') result += value;
    else if (pick === 'min' ? value < result : value > result) result = value;
    count += 1;
  }
  if (count === 0) return null;
  return pick === 'mean' ? result / count : result;
}

/** How far apart the rows of a chart can be at the least where something is measured all the time. */
export function rowEveryMs({ fromMs, toMs }: View, columns: number, intervalMs: number): number {
  return Math.max(intervalMs, (toMs - fromMs) / Math.max(1, columns));
}

/** A longer silence than this is no pause between two cycles: nothing was measured. */
export function gapAfterMs(timesMs: readonly number[], intervalMs: number): number {
  const steps = new Float64Array(Math.max(0, timesMs.length - 1));
  for (let index = 0; index < steps.length; index += 1) {
    steps[index] = (timesMs[index + 1] ?? 0) - (timesMs[index] ?? 0);
  }
  steps.sort();
  const usual = steps[Math.floor(steps.length / 2)] ?? intervalMs;
  // An interval that was once longer is no gap either, but a few long silences must not pass for one.
  const longer = Math.min(steps[Math.floor((steps.length - 1) * 0.95)] ?? intervalMs, 4 * usual);
  return cyclesOfSilence * Math.max(intervalMs, usual, longer);
}

/** A row of nothing in each silence, known or longer than `gapMs`, so that lines break there. */
export function brokenAt({ timesMs, lines }: Rows, gapMs: number, silences: readonly View[] = []): Rows {
  const starts = new Set(silences.map(({ fromMs }) => firstAfter(timesMs, fromMs)));
  const breaks = timesMs.flatMap((_, index) => {
    if (index === 0) return [];
    return starts.has(index) || isGapBefore(timesMs, index, gapMs) ? [index] : [];
  });
  if (breaks.length === 0) return { timesMs, lines };
  return {
    timesMs: withBreaks(timesMs, breaks, (index) => (timesMs[index - 1] ?? 0) + 1),
    lines: lines.map((values) => withBreaks(values, breaks, () => null)),
  };
}

function withBreaks<T>(items: readonly T[], breaks: readonly number[], between: (index: number) => T): T[] {
  const edges = [0, ...breaks, items.length];
  return edges.slice(1).flatMap((end, piece) => {
    const start = edges[piece] ?? 0;
    const part = items.slice(start, end);
    return piece === 0 ? part : [between(start), ...part];
  });
}

/** The place of the first time after a moment. */
export function firstAfter(timesMs: readonly number[], atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row nearest to a moment, if there is one within `withinMs` of it. */
export function rowAt(timesMs: readonly number[], atMs: number, withinMs: number): number | undefined {
  const low = firstAfter(timesMs, atMs);
  const after = timesMs[low];
  const before = timesMs[low - 1];
  const isBefore = before !== undefined && (after === undefined || atMs - before <= after - atMs);
  const nearest = isBefore ? before : after;
  if (nearest === undefined || Math.abs(nearest - atMs) > withinMs) return undefined;
  return isBefore ? low - 1 : low;
}
