import type { Colors } from '../../charts/colors';
import { px, type SilencePatterns } from '../../charts/silence-patterns';
import { type Silence, silences } from '../../charts/spans';
import { type StripShapes, stripHeight } from './loss-strip-shapes';

/** Where the strips stand on their canvas, and where their time does now. Lengths are CSS pixels. */
export interface StripsFrame {
  readonly width: number;
  readonly height: number;
  /** Of each strip, in the order of the rows. */
  readonly tops: readonly number[];
  /** From the unit that the shapes were made in. */
  readonly scale: number;
  /** Where the shapes begin. */
  readonly left: number;
  /** Where the crosshair is, while something is pointed at. */
  readonly crosshair: number | undefined;
}

export interface StripsPaint {
  readonly color: Colors;
  readonly pattern: SilencePatterns;
}

/** What all strips show, each at its place down the canvas, in the unit that the shapes were made in. */
export interface StripSheet {
  readonly measured: Path2D;
  readonly loss: Path2D;
  readonly silences: Readonly<Record<Silence, Path2D>>;
}

/** One path for every kind of line, whatever strips it belongs to: while the view moves they are painted anew with each frame. */
export function sheetOf(strips: readonly StripShapes[], tops: readonly number[]): StripSheet {
  const all = (path: (strip: StripShapes) => string | undefined) => {
    const whole = new Path2D();
    for (const [index, strip] of strips.entries()) {
      const own = path(strip);
      const top = tops[index];
      if (own !== undefined && own !== '' && top !== undefined)
        whole.addPath(new Path2D(own), { f: Math.round(top * px()) / px() });
    }
    return whole;
  };
  const because = (silence: Silence) =>
    all((strip) => strip.silences.find((one) => one.silence === silence)?.path);
  return {
    measured: all(({ measured }) => measured),
    loss: all(({ loss }) => loss),
    silences: {
      asleep: because('asleep'),
      paused: because('paused'),
      off: because('off'),
      unmeasured: because('unmeasured'),
    },
  };
}

export function paintStrips(
  pen: CanvasRenderingContext2D,
  sheet: StripSheet,
  frame: StripsFrame,
  { color, pattern }: StripsPaint,
): void {
  const placed = (path: Path2D) => {
    const moved = new Path2D();
    moved.addPath(path, { a: frame.scale * px(), d: px(), e: frame.left * px() });
    return moved;
  };
  pen.clearRect(0, 0, frame.width * px(), frame.height * px());
  for (const silence of silences) {
    if (silence === 'unmeasured') continue;
    pen.fillStyle = pattern(silence);
    pen.fill(placed(sheet.silences[silence]));
  }
  pen.lineWidth = px();
  pen.strokeStyle = color('--line-field');
  pen.setLineDash([2 * px(), 3 * px()]);
  pen.stroke(placed(sheet.silences.unmeasured));
  pen.setLineDash([]);
  pen.strokeStyle = color('--ok');
  pen.stroke(placed(sheet.measured));
  pen.lineWidth = 2 * px();
  pen.strokeStyle = color('--chart-loss');
  pen.stroke(placed(sheet.loss));
  paintCrosshair(pen, frame, color);
}

function paintCrosshair(
  pen: CanvasRenderingContext2D,
  { tops, crosshair }: StripsFrame,
  color: Colors,
): void {
  if (crosshair === undefined) return;
  pen.fillStyle = color('--text-muted');
  for (const top of tops)
    pen.fillRect(Math.round(crosshair * px()), Math.round(top * px()), px(), stripHeight * px());
}
