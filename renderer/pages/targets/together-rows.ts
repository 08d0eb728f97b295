import type { Look, View } from '../../charts/view';
import type { TargetSeries } from '../target/target-series';
import type { TogetherTarget } from './together-series';
import type { Trace } from './together-shapes';

/** A target with its part in the picture. */
export interface TogetherRow {
  readonly target: TogetherTarget;
  readonly series: TargetSeries;
  readonly trace: Trace;
  /** In the list of all. */
  readonly place: number;
}

/** What the picture shows. */
export interface Together {
  readonly rows: readonly TogetherRow[];
  readonly look: Look;
  readonly view: View;
  /** Of the chart, in pixels. */
  readonly columns: number;
}

/** All but those that are off and were not measured in all the time that is shown. */
export function rowsOf(
  targets: readonly TogetherTarget[],
  eachSeries: readonly TargetSeries[],
  traces: readonly Trace[],
): readonly TogetherRow[] {
  return targets.flatMap((target, place) => {
    const trace = traces[place];
    const series = eachSeries[place];
    if (!trace || !series || (target.isOff && trace.timesMs.length === 0)) return [];
    return [{ target, series, trace, place }];
  });
}
