import type { Silence } from '../../charts/spans';
import type { View } from '../../charts/view';
import type { Trace } from './together-shapes';

/** From a target's trace to the paths of its strip, in SVG's words, a unit for each pixel. Pure. */

export const stripHeight = 16;

export interface StripFrame {
  readonly view: View;
  readonly width: number;
  readonly height: number;
}

export interface StripShapes {
  /** The ground where it was measured. */
  readonly measured: string;
  /** One tick a column with lost packets, as high as the share that was lost. */
  readonly loss: string;
  /** Where nothing was measured, by the reason. */
  readonly silences: readonly { readonly silence: Silence; readonly path: string }[];
}

/** A single lost packet is seen too. */
const shortestTick = 5;

export function stripShapes(
  trace: Pick<Trace, 'timesMs' | 'lossRatios' | 'silences'>,
  frame: StripFrame,
): StripShapes {
  const { view, width, height } = frame;
  const x = (atMs: number) => round(((atMs - view.fromMs) / (view.toMs - view.fromMs)) * width);
  const ground = height - 0.5;
  return {
    measured: measuredOf(trace, view)
      .map(({ fromMs, toMs }) => `M${x(fromMs)} ${ground}H${Math.max(x(toMs), x(fromMs) + 1)}`)
      .join(''),
    loss: trace.lossRatios
      .map((loss, row) => {
        if (loss === null || loss <= 0) return '';
        const tick = Math.max(shortestTick, Math.min(1, loss) * height);
        return `M${x(trace.timesMs[row] ?? 0)} ${height}v-${round(tick)}`;
      })
      .join(''),
    silences: [...new Set(trace.silences.map(({ silence }) => silence))].map((silence) => ({
      silence,
      path: trace.silences
        .filter((span) => span.silence === silence)
        .map(({ fromMs, toMs }) => {
          const wide = round(Math.max(1, x(toMs) - x(fromMs)));
          return silence === 'unmeasured'
            ? `M${x(fromMs)} ${ground}h${wide}`
            : `M${x(fromMs)} 0h${wide}v${height}h-${wide}z`;
        })
        .join(''),
    })),
  };
}

/** From the first measurement to the last, but for the silences. */
function measuredOf({ timesMs, silences }: Pick<Trace, 'timesMs' | 'silences'>, view: View): View[] {
  const [first] = timesMs;
  const last = timesMs.at(-1);
  if (first === undefined || last === undefined) return [];
  const stretches: View[] = [];
  let fromMs = Math.max(first, view.fromMs);
  for (const silence of silences) {
    if (silence.toMs <= fromMs) continue;
    if (silence.fromMs > last) break;
    if (silence.fromMs >= fromMs) stretches.push({ fromMs, toMs: silence.fromMs });
    fromMs = silence.toMs;
  }
  if (fromMs <= last) stretches.push({ fromMs, toMs: last });
  return stretches;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
