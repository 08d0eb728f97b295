import type uPlot from 'uplot';
import type { Colors } from './colors';
import { clip, type Paint, xOf } from './plot-paint';
import { px } from './silence-patterns';
import type { Span } from './spans';

/** Why nothing was measured, behind a chart's lines, and in words where there is room. */

export function paintSilences(plot: uPlot, paint: Paint): void {
  const { ctx } = plot;
  ctx.save();
  clip(plot);
  for (const span of paint.latest.current.group.silences) paintSilence(plot, span, paint);
  ctx.restore();
}

function paintSilence(plot: uPlot, span: Span, { color, pattern }: Paint): void {
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
    ctx.fillStyle = pattern(span.silence);
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
}

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

function writeName({ ctx, bbox }: uPlot, { text, left, width }: Name, color: Colors): void {
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
