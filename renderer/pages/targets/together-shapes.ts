import type { Mark } from '../../../main/contract/marks';
import {
  brokenAt,
  firstAfter,
  gapAfterMs,
  type LooseRows,
  type Rows,
  rowEveryMs,
  rowsOf,
} from '../../charts/columns';
import { knownSilences, type Span } from '../../charts/spans';
import { highest, lowest, numbersIn, quantile } from '../../charts/statistics';
import type { View } from '../../charts/view';
import type { TargetSeries } from '../target/target-series';
import { cutTops, type Tops } from '../target/target-shapes';

/** From the series of all targets to what is drawn of them: at most one point of each in a pixel column. Pure. */

export interface TogetherFrame {
  readonly view: View;
  readonly columns: number;
  /** Of each target. */
  readonly intervalsMs: readonly number[];
  readonly marks: readonly Mark[];
  /** What history was asked for: elsewhere silence means nothing. */
  readonly known: View;
}

export interface TogetherShapes {
  /** In which something was measured of any target: what the lines are drawn in. */
  readonly timesMs: readonly number[];
  readonly traces: readonly Trace[];
  /** When nothing was measured of any target. */
  readonly silences: readonly Span[];
  readonly intervalMs: number;
}

/** One target's part in the picture. */
export interface Trace {
  /** For each of the times of the whole: broken (`null`) where nothing came back or nothing was measured. */
  readonly line: LooseRows['lines'][number];
  /** When it was measured itself. */
  readonly timesMs: readonly number[];
  /** `null` where nothing came back. */
  readonly rttSeconds: readonly (number | null)[];
  /** Of the worst cycle in the column; `null` where it is not known. */
  readonly lossRatios: readonly (number | null)[];
  readonly gapMs: number;
  readonly silences: readonly Span[];
}

/** Lines that each target has in the rows of the whole: middle, worst loss. */
const linesEach = 2;

export function togetherShapes(series: readonly TargetSeries[], frame: TogetherFrame): TogetherShapes {
  const { view, columns, intervalsMs, marks, known } = frame;
  const rows = rowsOf(
    series.flatMap(({ middle, worstLoss }) => [
      { ...middle, pick: 'mean' as const },
      { ...worstLoss, pick: 'max' as const },
    ]),
    view,
    columns,
  );
  const silencesIn = (timesMs: readonly number[], gapMs: number) =>
    knownSilences(known, { timesMs, view, gapMs, marks });
  const traces = series.map((_, index) => {
    const own = ownRows(rows, index);
    const gapMs = gapAfterMs(own.timesMs, rowEveryMs(view, columns, intervalsMs[index] ?? 0));
    return { ...own, gapMs, silences: silencesIn(own.timesMs, gapMs) };
  });
  const { timesMs } = rows;
  const intervalMs = Math.min(...intervalsMs);
  const broken = brokenAt(
    rows,
    Number.POSITIVE_INFINITY,
    traces.flatMap(({ silences }) => silences),
  );
  return {
    timesMs: broken.timesMs,
    silences: silencesIn(timesMs, gapAfterMs(timesMs, rowEveryMs(view, columns, intervalMs))),
    intervalMs,
    traces: traces.map((trace, index) => ({ ...trace, line: lineOf(broken, index, trace.silences) })),
  };
}

function ownRows(rows: Rows, target: number): Pick<Trace, 'timesMs' | 'rttSeconds' | 'lossRatios'> {
  const places = placesOf(rows, target);
  const [middle = [], worstLoss = []] = rows.lines.slice(target * linesEach);
  return {
    timesMs: places.map((place) => rows.timesMs[place] ?? 0),
    rttSeconds: places.map((place) => middle[place] ?? null),
    lossRatios: places.map((place) => worstLoss[place] ?? null),
  };
}

/** The rows in which this target was measured. */
function placesOf({ timesMs, lines }: Rows, target: number): number[] {
  const [middle = [], worstLoss = []] = lines.slice(target * linesEach);
  return timesMs.flatMap((_, row) => (middle[row] == null && worstLoss[row] == null ? [] : [row]));
}

/** Goes on from one own row to the next, but not through a silence: there `rows` have one more row for the break. */
function lineOf(rows: Rows, target: number, silences: readonly Span[]): Trace['line'] {
  const middle = rows.lines[target * linesEach] ?? [];
  const places = placesOf(rows, target);
  const own = places.map((place) => rows.timesMs[place] ?? 0);
  const line = new Array<number | null | undefined>(rows.timesMs.length).fill(undefined);
  for (const place of places) line[place] = middle[place] ?? null;
  for (const { fromMs } of silences) {
    const before = places[firstAfter(own, fromMs) - 1];
    if (before !== undefined && before + 1 < line.length) line[before + 1] ??= null;
  }
  return line;
}

export interface TogetherTops extends Tops {
  /** Below every value: where a logarithmic axis begins. */
  readonly bottom: number;
}

/** The room that the lines of these targets need. In seconds. */
export function togetherTops(traces: readonly Trace[]): TogetherTops {
  const values = traces.map(({ rttSeconds }) => numbersIn(rttSeconds).filter((value) => value > 0));
  const of = (figure: (own: readonly number[]) => number | undefined) =>
    values.flatMap((own) => figure(own) ?? []);
  const usual = highest(of((own) => quantile(own, 0.99))) ?? 0;
  return {
    ...cutTops(usual * 1.3, highest(of(highest)) ?? 0),
    bottom: (lowest(of(lowest)) ?? 0.001) / 1.3,
  };
}
