import type { Span } from '../charts/spans';
import { highest, mean, quantile } from '../charts/statistics';
import type { Cycle } from './cycles';
import type { Outage, Range } from './outages';

/** From cycles to SVG paths, in a frame that is stretched to the page's width. At most two points a column, whatever the number of cycles. Pure. */

export const frame = { width: 720, height: 120 } as const;

export interface ChartShapes {
  /** The value at the upper edge: 1, 2 or 5 of some power of ten. */
  readonly top: number;
  /** What was measured; above `top` where rare peaks are cut, which would press all else to the ground. */
  readonly highest: number;
  /** Means, broken where nothing came back or nothing was measured. */
  readonly line: string;
  /** From best to worst. */
  readonly spread: string;
  /** One bar a column with lost packets, as high as the share that was lost. */
  readonly loss: string;
  /** Where nothing came back. */
  readonly outages: string;
  /** Where nothing was measured. */
  readonly gaps: string;
}

interface Column {
  readonly x: number;
  readonly atMs: number;
  readonly low?: number;
  readonly high?: number;
  readonly mean?: number;
  readonly lossRatio: number;
}

type Answered = Column & Required<Pick<Column, 'low' | 'high' | 'mean'>>;

const shareInSight = 0.97;

export function chartShapes(
  cycles: readonly Cycle[],
  range: Range,
  { gaps, outages }: { readonly gaps: readonly Span[]; readonly outages: readonly Outage[] },
): ChartShapes {
  const columns = columnsOf(cycles, range);
  const highs = columns.flatMap(({ high }) => high ?? []);
  const top = niceTop(quantile(highs, shareInSight) ?? 0);
  const y = (value: number) => round(frame.height * (1 - Math.min(1, value / top)));
  const runs = answeredRuns(columns, gaps);
  return {
    top,
    highest: highest(highs) ?? 0,
    line: runs.map((run) => linePath(run.map(({ x, mean }) => [x, y(mean)]))).join(''),
    spread: runs.map((run) => spreadPath(run, y)).join(''),
    loss: columns.map(lossPath).join(''),
    outages: outages.map((outage) => bandPath(outage, range)).join(''),
    gaps: gaps.map((gap) => bandPath(gap, range)).join(''),
  };
}

/** The next of 1, 2, 5, 10, … that is not below; 1 for 0. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((digit) => digit * power >= value) ?? 10);
}

function columnsOf(cycles: readonly Cycle[], range: Range): readonly Column[] {
  const groups = new Map<number, Cycle[]>();
  for (const cycle of cycles) {
    const x = xOf(cycle.atMs, range);
    const group = groups.get(x);
    if (group) group.push(cycle);
    else groups.set(x, [cycle]);
  }
  return [...groups].map(([x, group]) => columnOf(x, group));
}

function columnOf(x: number, group: readonly Cycle[]): Column {
  const means = group.flatMap(({ rttSeconds }) => rttSeconds ?? []);
  const lows = group.flatMap(({ bestSeconds, rttSeconds }) => bestSeconds ?? rttSeconds ?? []);
  const highs = group.flatMap(({ worstSeconds, rttSeconds }) => worstSeconds ?? rttSeconds ?? []);
  const lossRatio = Math.max(0, ...group.map(({ lossRatio: lost = 0 }) => lost));
  const common = { x, atMs: group[0]?.atMs ?? 0, lossRatio };
  const middle = mean(means);
  if (middle === undefined) return common;
  return { ...common, mean: middle, low: Math.min(...lows, middle), high: Math.max(...highs, middle) };
}

/** Columns one after the other, with no column without an answer and no gap between them. */
function answeredRuns(columns: readonly Column[], gaps: readonly Span[]): readonly (readonly Answered[])[] {
  const runs: Answered[][] = [];
  let before: Column | undefined;
  for (const column of columns) {
    const isBroken = before === undefined || !isAnswered(before) || hasGapBetween(before, column, gaps);
    if (isAnswered(column)) {
      if (isBroken) runs.push([column]);
      else runs.at(-1)?.push(column);
    }
    before = column;
  }
  return runs;
}

function isAnswered(column: Column): column is Answered {
  return column.mean !== undefined;
}

function hasGapBetween(a: Column, b: Column, gaps: readonly Span[]): boolean {
  return gaps.some(({ fromMs, toMs }) => fromMs >= a.atMs && toMs <= b.atMs);
}

function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  const [first] = points;
  if (points.length === 1 && first) return `M${first[0]} ${first[1]}h0.5`;
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function spreadPath(run: readonly Answered[], y: (value: number) => number): string {
  const upper = run.map(({ x, high }) => [x, y(high)] as const);
  const lower = run.map(({ x, low }) => [x, y(low)] as const).reverse();
  return run.length < 2 ? '' : `${linePath([...upper, ...lower])}Z`;
}

const highestBar = 0.25;
const shortestBar = 3;

function lossPath({ x, lossRatio }: Column): string {
  if (lossRatio <= 0) return '';
  const bar = round(Math.max(shortestBar, lossRatio * highestBar * frame.height));
  return `M${x} ${frame.height}v-${bar}`;
}

const narrowestBand = 1;

function bandPath(stretch: Range, range: Range): string {
  const from = xOf(stretch.fromMs, range);
  const width = Math.max(narrowestBand, xOf(stretch.toMs, range) - from);
  return `M${from} 0h${width}v${frame.height}h-${width}Z`;
}

export function xOf(atMs: number, { fromMs, toMs }: Range): number {
  return Math.round(((atMs - fromMs) / Math.max(1, toMs - fromMs)) * frame.width);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
