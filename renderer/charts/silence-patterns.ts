import uPlot from 'uplot';
import type { Colors } from './colors';
import type { Silence } from './spans';

/** A silence whose reason is known. */
type Known = Exclude<Silence, 'unmeasured'>;

/** What a silence is filled with. */
export type SilencePatterns = (silence: Known) => CanvasPattern | string;

/** Pixels of a canvas in one of CSS; it changes with the screen that the window is on. */
export const px = () => uPlot.pxRatio;

/** Tiles that repeat, each drawn once for every density of pixels: slanted lines for sleep, upright bars for a pause, dots for a Pushtray that did not run. */
export function silencePatterns(color: Colors): SilencePatterns {
  const known = new Map<string, CanvasPattern | string>();
  return (silence) => {
    const key = `${silence} ${px()}`;
    const pattern = known.get(key) ?? patternOf(silence, color) ?? 'transparent';
    known.set(key, pattern);
    return pattern;
  };
}

function patternOf(silence: Known, color: Colors): CanvasPattern | null {
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
  return pen.createPattern(tile, 'repeat');
}

const drawTile: Readonly<Record<Known, (pen: CanvasRenderingContext2D, size: number) => void>> = {
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
