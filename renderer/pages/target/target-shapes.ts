import type { Mark } from '../../../main/contract/marks';
import { brokenAt, gapAfterMs, type Rows, rowEveryMs, rowsOf } from '../../charts/columns';
import { knownSilences, type Span } from '../../charts/spans';
import { stacked } from '../../charts/stacked';
import { highest, numbersIn, quantile } from '../../charts/statistics';
import type { View } from '../../charts/view';
import type { TargetSeries } from './target-series';

/** From a target's series to what its charts draw: at most one point of each line in a pixel column. Pure. */

export interface TargetShapes {
  /** Time at which something was measured, one row a column. */
  readonly rows: Rows;
  /** Best, worst, lowest and highest middle, worst loss, middle. */
  readonly smoke: Rows;
  /** Mean loss, worst loss. */
  readonly loss: Rows;
  readonly jitter: Rows;
  /** One on top of the other. */
  readonly phases: Rows;
  readonly gapMs: number;
  readonly silences: readonly Span[];
  readonly tops: Tops;
}

export interface ShapeFrame {
  readonly view: View;
  readonly columns: number;
  readonly intervalMs: number;
  readonly marks: readonly Mark[];
  /** What history was asked for: elsewhere silence means nothing. */
  readonly known: View;
}

/** Where the lines of the whole stand in `rows.lines`; phases follow. */
export const place = {
  middle: 0,
  best: 1,
  worst: 2,
  loss: 3,
  worstLoss: 4,
  jitter: 5,
  lowMiddle: 6,
  highMiddle: 7,
  phases: 8,
} as const;

export function targetShapes(series: TargetSeries, frame: ShapeFrame): TargetShapes {
  const { view, columns, intervalMs, marks, known } = frame;
  const rows = rowsOf(
    [
      { ...series.middle, pick: 'mean' },
      { ...series.best, pick: 'min' },
      { ...series.worst, pick: 'max' },
      { ...series.loss, pick: 'mean' },
      { ...series.worstLoss, pick: 'max' },
      { ...series.jitter, pick: 'mean' },
      { ...series.lowMiddle, pick: 'min' },
      { ...series.highMiddle, pick: 'max' },
      ...series.phases.map((phase) => ({ ...phase, pick: 'mean' as const })),
    ],
    view,
    columns,
  );
  const gapMs = gapAfterMs(rows.timesMs, rowEveryMs(view, columns, intervalMs));
  const silences = knownSilences(known, { timesMs: rows.timesMs, view, gapMs, marks });
  const broken = brokenAt(rows, gapMs, silences);
  const only = (...places: readonly number[]): Rows => ({
    timesMs: broken.timesMs,
    lines: places.map((index) => broken.lines[index] ?? []),
  });
  return {
    rows,
    smoke: only(place.best, place.worst, place.lowMiddle, place.highMiddle, place.worstLoss, place.middle),
    loss: only(place.loss, place.worstLoss),
    jitter: only(place.jitter),
    phases: { timesMs: broken.timesMs, lines: stacked(broken.lines.slice(place.phases)) },
    gapMs,
    silences,
    tops: smokeTops(rows),
  };
}

export interface Tops {
  /** Has room for every peak. */
  readonly whole: number;
  /** Lower where single peaks would press all else to the ground. */
  readonly cut: number;
}

const room = 1.12;
/** The round trips of a quiet LAN must not lie on the floor. */
const leastSeconds = 0.0001;

export function smokeTops({ lines }: Rows): Tops {
  const middle = numbersIn(lines[place.middle] ?? []);
  const worst = numbersIn(lines[place.worst] ?? []);
  const usual = Math.max(1.8 * (quantile(worst, 0.95) ?? 0), (quantile(middle, 0.99) ?? 0) * 1.3);
  return cutTops(usual, Math.max(highest(worst) ?? 0, highest(middle) ?? 0));
}

/** Cut at what is usual where the highest value is far above it. In seconds. */
export function cutTops(usual: number, highestValue: number): Tops {
  const low = Math.max(leastSeconds, usual);
  const whole = Math.max(leastSeconds, highestValue) * room;
  return { whole, cut: whole > 1.5 * low ? low : whole };
}
