import type { Colors } from '../../charts/colors';
import { px, type SilencePatterns } from '../../charts/silence-patterns';
import { type Silence, silences } from '../../charts/spans';
import { type StripShapes, stripHeight } from './loss-strip-shapes';

/** Where the strips stand on their canvas. Lengths are CSS pixels. */
export interface StripsFrame {
  readonly width: number;
  readonly height: number;
  /** Of each strip, in the order of the rows. */
  readonly tops: readonly number[];
}

export interface StripsPaint {
  readonly color: Colors;
  readonly pattern: SilencePatterns;
}

/** With as many pixels as the screen has there; empty. */
export function giveSize(canvas: HTMLCanvasElement, { width, height }: StripsFrame): void {
  canvas.width = Math.round(width * px());
  canvas.height = Math.round(height * px());
}

/** All strips as one picture. `columns`: how wide they are in their own unit. */
export function pictureOf(
  { strips, columns }: { readonly strips: readonly StripShapes[]; readonly columns: number },
  frame: StripsFrame,
  { color, pattern }: StripsPaint,
): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  giveSize(picture, frame);
  const pen = picture.getContext('2d');
  if (pen === null) return picture;
  const all = (path: (strip: StripShapes) => string | undefined) =>
    joined(strips.map(path), { ...frame, scale: frame.width / columns });
  const because = (silence: Silence) =>
    all((strip) => strip.silences.find((one) => one.silence === silence)?.path);
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
  return picture;
}

/** One path for all strips that have one. */
function joined(
  paths: readonly (string | undefined)[],
  { tops, scale }: Pick<StripsFrame, 'tops'> & { readonly scale: number },
): Path2D {
  const whole = new Path2D();
  for (const [index, path] of paths.entries()) {
    const top = tops[index];
    if (path === undefined || path === '' || top === undefined) continue;
    whole.addPath(new Path2D(path), { a: scale * px(), d: px(), f: Math.round(top * px()) });
  }
  return whole;
}

/** Where the picture's time is now, and the crosshair while something is pointed at. Shares of what is seen. */
export interface StripsPlace {
  readonly from: number;
  readonly to: number;
  readonly crosshair: number | undefined;
}

/** Costs about nothing, however many strips there are: while the view moves it is done with each frame. */
export function showPicture(
  canvas: HTMLCanvasElement,
  picture: HTMLCanvasElement,
  { from, to, crosshair }: StripsPlace,
  { tops, color }: Pick<StripsFrame, 'tops'> & Pick<StripsPaint, 'color'>,
): void {
  const pen = canvas.getContext('2d');
  const { width, height } = canvas;
  if (pen === null || picture.width === 0 || picture.height === 0) return;
  pen.clearRect(0, 0, width, height);
  const left = Math.round(from * width);
  pen.drawImage(picture, left, 0, Math.round(to * width) - left, height);
  if (crosshair === undefined) return;
  pen.fillStyle = color('--text-muted');
  for (const top of tops)
    pen.fillRect(Math.round(crosshair * width), Math.round(top * px()), px(), stripHeight * px());
}
