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

/** Every kind of line in one stroke, whatever strips it belongs to: fifty of them are painted anew with each frame while the view moves. */
export function paintStrips(
  pen: CanvasRenderingContext2D,
  strips: readonly StripShapes[],
  frame: StripsFrame,
  { color, pattern }: StripsPaint,
): void {
  const all = (path: (strip: StripShapes) => string | undefined) => together(strips, frame, path);
  const because = (silence: Silence) =>
    all((strip) => strip.silences.find((one) => one.silence === silence)?.path);
  pen.clearRect(0, 0, frame.width * px(), frame.height * px());
  for (const silence of silences) {
    if (silence === 'unmeasured') continue;
    pen.fillStyle = pattern(silence);
    pen.fill(because(silence));
  }
  pen.lineWidth = px();
  pen.strokeStyle = color('--line-field');
  pen.setLineDash([2 * px(), 3 * px()]);
  pen.stroke(because('unmeasured'));
  pen.setLineDash([]);
  pen.strokeStyle = color('--ok');
  pen.stroke(all(({ measured }) => measured));
  pen.lineWidth = 2 * px();
  pen.strokeStyle = color('--chart-loss');
  pen.stroke(all(({ loss }) => loss));
  paintCrosshair(pen, frame, color);
}

function together(
  strips: readonly StripShapes[],
  { tops, scale, left }: StripsFrame,
  path: (strip: StripShapes) => string | undefined,
): Path2D {
  const whole = new Path2D();
  for (const [index, strip] of strips.entries()) {
    const own = path(strip);
    const top = tops[index];
    if (own === undefined || own === '' || top === undefined) continue;
    whole.addPath(new Path2D(own), {
      a: scale * px(),
      d: px(),
      e: left * px(),
      f: Math.round(top * px()),
    });
  }
  return whole;
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
