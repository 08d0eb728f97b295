import { useCallback, useMemo } from 'react';
import { StillCharts } from '../../charts/chart-group';
import { brokenAt, type Rows } from '../../charts/columns';
import { Plot } from '../../charts/plot';
import { onlyLine } from '../../charts/plot-look';
import { Reading } from '../../charts/reading';
import { knownSilences } from '../../charts/spans';
import { topOf } from '../../charts/stacked';
import { recentWindowMs } from '../../state/recent';
import { goTo } from '../../state/route';
import { useApp, useHeard, useNow, useSessionState } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

/** The original script's number over the last minutes; a drag over it opens that stretch on the page of TCP. */
export function WaitChart() {
  const { now } = useTexts();
  const format = useFormat();
  const toMs = useNow();
  const points = useSessionState((state) => state.recent.waitConnections);
  const marks = useSessionState((state) => state.recent.marks);
  const intervalMs =
    useApp((app) => app.collectors.find(({ kind }) => kind === 'tcp-states')?.intervalMs) ?? 15_000;
  const gapMs = intervalMs * 2.5;
  const known = useHeard();
  const rows: Rows = useMemo(
    () => ({ timesMs: points.map(({ atMs }) => atMs), lines: [points.map(({ count }) => count)] }),
    [points],
  );
  const drawn = useMemo(() => brokenAt(rows, gapMs), [rows, gapMs]);
  const view = useMemo(() => ({ fromMs: toMs - recentWindowMs, toMs }), [toMs]);
  const silences = useMemo(
    () => knownSilences(known, { timesMs: rows.timesMs, view, gapMs, marks }),
    [rows, view, gapMs, marks, known],
  );
  const read = useCallback(
    (row: number) => [{ label: now.waitConnections, value: format.count(points[row]?.count ?? 0) }],
    [points, now, format],
  );
  return (
    <StillCharts
      view={view}
      silences={silences}
      marks={marks}
      onZoom={({ fromMs, toMs: endMs }) =>
        goTo({ page: 'tcp', query: { from: String(fromMs), to: String(endMs) } })
      }
    >
      <Plot
        className="wait-chart"
        label={now.tcpChart}
        lines={onlyLine}
        rows={drawn}
        top={topOf(rows.lines, 4)}
        hasTimeAxis
        formatAxis={format.count}
      />
      <Reading rows={rows} intervalMs={intervalMs} read={read} idle={now.tcpChart} />
    </StillCharts>
  );
}
