import uPlot from 'uplot';
import type { LineLook } from './plot-look';

/**
 * What a line draws, and nothing for one that only others are drawn from. The shade between two lines is one outline for each stretch that
 * both have values in: uPlot's own bands are clipped to a shape, which is slow without a GPU.
 */
export function pathsOf({ width, shade }: LineLook): uPlot.Series.PathBuilder {
  const down = shade?.down;
  const isDrawn = width > 0 || down === 'zero';
  return (plot, line, first, last) => {
    const drawn = (isDrawn && uPlot.paths.linear?.()(plot, line, first, last)) || null;
    if (down === undefined || down === 'zero') return drawn;
    return { stroke: null, ...drawn, fill: between(plot, line, down + 1, [first, last]) };
  };
}

/** The outline of what lies between two lines. */
function between(plot: uPlot, upper: number, lower: number, [first, last]: [number, number]): Path2D {
  const path = new Path2D();
  const { x, y } = placesOf(plot);
  const tops = plot.data[upper] ?? [];
  const bottoms = plot.data[lower] ?? [];
  const isThere = (index: number) => index <= last && tops[index] != null && bottoms[index] != null;
  for (let start = first; start <= last; start += 1) {
    if (!isThere(start)) continue;
    path.moveTo(x(start), y(bottoms[start]));
    let end = start;
    for (; isThere(end); end += 1) path.lineTo(x(end), y(tops[end]));
    for (let index = end - 1; index > start; index -= 1) path.lineTo(x(index), y(bottoms[index]));
    path.closePath();
    start = end;
  }
  return path;
}

/** Where a row and a value stand on the canvas, in whole pixels as uPlot's own lines. */
function placesOf({ bbox, scales, data }: uPlot) {
  const [times] = data;
  const perSecond = bbox.width / range(scales['x']);
  const perUnit = bbox.height / range(scales['y']);
  const minSeconds = scales['x']?.min ?? 0;
  const min = scales['y']?.min ?? 0;
  return {
    x: (index: number) => Math.round(bbox.left + ((times[index] ?? 0) - minSeconds) * perSecond),
    y: (value: number | null | undefined) =>
      Math.round(bbox.top + bbox.height - ((value ?? 0) - min) * perUnit),
  };
}

function range({ min, max }: uPlot.Scale = {}): number {
  return (max ?? 1) - (min ?? 0);
}
