import { useMemo } from 'react';
import { HistoryFrame, useChartWindow } from '../../charts/history-frame';
import { type Queries, useHistory } from '../../state/use-history';
import { TargetCharts } from './target-charts';
import { type TargetQueryName, targetQueries, targetSeries } from './target-series';
import { targetShapes } from './target-shapes';
import { targetStatistics } from './target-statistics';
import { TargetStatisticsPanel } from './target-statistics-panel';

interface TargetHistoryProps {
  readonly kind: string;
  readonly name: string;
  readonly intervalMs: number;
}

/** What was measured of the target: charts, and figures of what they show. */
export function TargetHistory({ kind, name, intervalMs }: TargetHistoryProps) {
  const chartWindow = useChartWindow();
  const { view, columns } = chartWindow;
  const queries = useMemo(() => targetQueries(kind, name) as Queries<TargetQueryName>, [kind, name]);
  const { answer, failure, again } = useHistory(queries, view, intervalMs);
  const series = useMemo(() => answer && targetSeries(kind, answer.series), [kind, answer]);
  const statistics = useMemo(
    () => series && targetStatistics(series, view, intervalMs),
    [series, view, intervalMs],
  );
  const shapes = useMemo(() => {
    if (answer === undefined || series === undefined) return undefined;
    const { marks, known } = answer;
    return targetShapes(series, { view, columns, intervalMs, marks, known });
  }, [answer, series, view, columns, intervalMs]);
  return (
    <HistoryFrame
      label={name}
      window={chartWindow}
      failure={failure}
      again={again}
      shown={answer && shapes && { ...answer, silences: shapes.silences }}
    >
      {series && shapes && statistics ? (
        <>
          <TargetStatisticsPanel kind={kind} series={series} statistics={statistics} />
          <TargetCharts kind={kind} series={series} shapes={shapes} intervalMs={intervalMs} />
        </>
      ) : null}
    </HistoryFrame>
  );
}
