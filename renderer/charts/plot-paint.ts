import type uPlot from 'uplot';
import type { Colors } from './colors';
import type { BarLook, Latest } from './plot-look';
import { px, type SilencePatterns } from './silence-patterns';
import { momentKinds } from './spans';

/** What a chart shows beside its lines. */

export interface Paint {
  readonly latest: Latest;
  readonly color: Colors;
  readonly pattern: SilencePatterns;
}

export function paintBars(plot: uPlot, { latest, color }: Paint): void {
  const { ctx } = plot;
  ctx.save();
  clip(plot);
  for (const bar of latest.current.bars ?? []) {
    if (bar.shade !== undefined) continue;
    ctx.fillStyle = color(bar.color);
    for (const { x, width, height } of barsOf(plot, bar)) fillFromGround(plot, { x, width, height });
  }
  ctx.restore();
}

/** A pale bar with an edge at its top and a foot on the ground; those of full height that follow one another are one band. */
export function paintBarsBehind(plot: uPlot, { latest, color }: Paint): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(plot);
  for (const bar of latest.current.bars ?? []) {
    if (bar.shade === undefined) continue;
    const bars = joinedFull(barsOf(plot, bar), bbox.height);
    ctx.fillStyle = color(bar.shade);
    for (const one of bars) fillFromGround(plot, one);
    ctx.fillStyle = color(bar.color);
    for (const { x, width, height } of bars) {
      fillFromGround(plot, { x, width, height: Math.min(height, footHeight * px()) });
      if (height < bbox.height) ctx.fillRect(x, bbox.top + bbox.height - height, width, edgeHeight * px());
    }
  }
  ctx.restore();
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Where the row after it has its own. */
  readonly nextX?: number;
}

const shortestBar = 5;
const footHeight = 4;
const edgeHeight = 1.5;

function fillFromGround({ ctx, bbox }: uPlot, { x, width, height }: Bar): void {
  ctx.fillRect(x, bbox.top + bbox.height - height, width, height);
}

/** On the canvas, in time order. */
function barsOf({ bbox, data, series, scales }: uPlot, { line, full }: BarLook): Bar[] {
  const times = data[0];
  const values = data[line + 1] ?? [];
  const [first, last] = series[0]?.idxs ?? [0, -1];
  const { min = 0, max = 1 } = scales['x'] ?? {};
  const perSecond = bbox.width / ((max ?? 1) - (min ?? 0));
  const width = barWidth(times, perSecond);
  const xAt = (index: number) =>
    Math.round(bbox.left + ((times[index] ?? 0) - (min ?? 0)) * perSecond - width / 2);
  const bars: Bar[] = [];
  for (let index = first; index <= last; index += 1) {
    const value = values[index];
    if (value === null || value === undefined || value <= 0) continue;
    const height = Math.max(shortestBar * px(), Math.min(1, value / full) * bbox.height);
    const next = index < last ? { nextX: xAt(index + 1) } : {};
    bars.push({ x: xAt(index), width, height, ...next });
  }
  return bars;
}

function joinedFull(bars: readonly Bar[], fullHeight: number): readonly Bar[] {
  return bars.map((bar, index) => {
    const next = bars[index + 1];
    const isBand = bar.height >= fullHeight && (next?.height ?? 0) >= fullHeight && next?.x === bar.nextX;
    return isBand && next ? { ...bar, width: next.x - bar.x } : bar;
  });
}

/** As wide as the times lie apart, within what still is a line and not yet a block. */
function barWidth(times: ArrayLike<number>, perSecond: number): number {
  let closest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index += 1) {
    const step = (times[index] ?? 0) - (times[index - 1] ?? 0);
    // What breaks a line stands a millisecond beside the row before it.
    if (step > 0.002) closest = Math.min(closest, step);
  }
  return Math.round(Math.min(6 * px(), Math.max(1.5 * px(), closest * perSecond * 0.7)));
}

export function paintMarks(plot: uPlot, { latest, color }: Paint): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = color('--chart-mark');
  ctx.fillStyle = color('--chart-mark');
  ctx.lineWidth = px();
  for (const { atMs, kind } of latest.current.group.marks) {
    const x = Math.round(xOf(plot, atMs)) + 0.5;
    if (!momentKinds.includes(kind) || x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.setLineDash([4 * px(), 3 * px()]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x - 4.5 * px(), bbox.top - 5 * px());
    ctx.lineTo(x + 4.5 * px(), bbox.top - 5 * px());
    ctx.lineTo(x, bbox.top + 3 * px());
    ctx.fill();
  }
  ctx.restore();
}

export function clip({ ctx, bbox }: uPlot): void {
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
}

export function xOf(plot: uPlot, atMs: number): number {
  return plot.valToPos(atMs / 1000, 'x', true);
}
