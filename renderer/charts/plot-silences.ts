import type uPlot from 'uplot';
import { clip, type Paint, px, xOf } from './plot-paint';
import type { Silence, Span } from './spans';

/** Why nothing was measured, behind a chart's lines, and in words where there is room. */

export function paintSilences(plot: uPlot, paint: Paint): void {
  const { ctx } = plot;
  ctx.save();
  clip(plot);
  for (const span of paint.latest.current.group.silences) paintSilence(plot, span, paint);
  ctx.restore();
}

function paintSilence(plot: uPlot, span: Span, { color }: Paint): void {
  const { ctx, bbox } = plot;
  const left = xOf(plot, span.fromMs);
  const width = Math.max(px(), xOf(plot, span.toMs) - left);
  if (span.silence === 'unmeasured') {
    ctx.strokeStyle = color('--chart-axis');
    ctx.lineWidth = px();
    ctx.setLineDash([3 * px(), 4 * px()]);
    ctx.beginPath();
    const y = bbox.top + bbox.height - 1.5 * px();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    ctx.setLineDash([]);
  } else {
    ctx.fillStyle = patternOf(ctx, span.silence, color) ?? 'transparent';
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
}

/** A tile that repeats: slanted lines for sleep, upright bars for a pause, dots for a Pushtray that did not run. */
function patternOf(
  ctx: CanvasRenderingContext2D,
  silence: Exclude<Silence, 'unmeasured'>,
  color: (token: string) => string,
): CanvasPattern | null {
  const size = Math.round(8 * px());
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = color('--chart-silence');
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = color('--chart-pattern');
  pen.fillStyle = color('--chart-pattern');
  pen.lineWidth = px();
  drawTile[silence](pen, size);
  return ctx.createPattern(tile, 'repeat');
}

const drawTile: Readonly<
  Record<Exclude<Silence, 'unmeasured'>, (pen: CanvasRenderingContext2D, size: number) => void>
> = {
  asleep(pen, size) {
    pen.beginPath();
    for (const offset of [-size, 0, size]) {
      pen.moveTo(offset, size);
      pen.lineTo(offset + size, 0);
    }
    pen.stroke();
  },
  paused(pen, size) {
    pen.fillRect(size / 4, 0, Math.max(1, size / 8), size);
  },
  off(pen, size) {
    const dot = Math.max(1, size / 5);
    pen.fillRect(size / 4, size / 4, dot, dot);
  },
};

/** Over the grid, which is drawn after what is behind the lines. */
export function paintSilenceNames(plot: uPlot, { latest, color }: Paint): void {
  const { namesSilences = false, group, words } = latest.current;
  if (!namesSilences) return;
  for (const { silence, fromMs, toMs } of group.silences) {
    const left = xOf(plot, fromMs);
    writeName(plot, { text: words.silences[silence], left, width: xOf(plot, toMs) - left }, color);
  }
}

interface Name {
  readonly text: string;
  readonly left: number;
  readonly width: number;
}

function writeName(
  { ctx, bbox }: uPlot,
  { text, left, width }: Name,
  color: (token: string) => string,
): void {
  ctx.font = `${11 * px()}px ${color('--font')}`;
  const textWidth = ctx.measureText(text).width;
  const right = Math.min(left + width, bbox.left + bbox.width);
  const start = Math.max(left, bbox.left);
  if (right - start < textWidth + 16 * px()) return;
  const x = (start + right - textWidth) / 2;
  const y = bbox.top + 6 * px();
  ctx.fillStyle = color('--surface');
  ctx.fillRect(x - 5 * px(), y - 2 * px(), textWidth + 10 * px(), 17 * px());
  ctx.fillStyle = color('--chart-axis');
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.fillText(text, x, y + px());
}
