import { useMemo } from 'react';
import { TimeChart } from '../../charts/time-chart';
import { type CountPoint, recentWindowMs } from '../../state/recent';
import { useApp, useNow, useSessionState } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

/** The original script's number over the last minutes. */
export function WaitChart() {
  const { now } = useTexts();
  const format = useFormat();
  const toMs = useNow();
  const points = useSessionState((state) => state.recent.waitConnections);
  const intervalMs = useApp((app) => app.collectors.find(({ kind }) => kind === 'tcp-states')?.intervalMs);
  const { timesMs, values } = useMemo(
    () => broken(points, (intervalMs ?? 15_000) * 2.5),
    [points, intervalMs],
  );
  return (
    <TimeChart
      label={now.tcpChart}
      timesMs={timesMs}
      values={values}
      fromMs={toMs - recentWindowMs}
      toMs={toMs}
      formatValue={format.count}
      formatTime={format.clock}
    />
  );
}

/** The line is broken where nothing was counted for longer than `gapMs`. */
function broken(points: readonly CountPoint[], gapMs: number) {
  const timesMs: number[] = [];
  const values: (number | null)[] = [];
  for (const { atMs, count } of points) {
    const beforeMs = timesMs.at(-1);
    if (beforeMs !== undefined && atMs - beforeMs > gapMs) {
      timesMs.push(beforeMs + 1);
      values.push(null);
    }
    timesMs.push(atMs);
    values.push(count);
  }
  return { timesMs, values };
}
