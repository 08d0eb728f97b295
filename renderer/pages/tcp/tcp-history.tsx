import { useMemo, useState } from 'react';
import { HistoryFrame, useChartWindow } from '../../charts/history-frame';
import { useHistory } from '../../state/use-history';
import { useTexts } from '../../texts/texts';
import { CounterCharts } from './counter-charts';
import { StatesChart } from './states-chart';
import { type ShownState, shownStates, tcpQueries, tcpShapes } from './tcp-shapes';

/** The states and the kernel's counters over time. */
export function TcpHistory({ intervalMs }: { readonly intervalMs: number }) {
  const { tcp } = useTexts();
  const [isStacked, setStacked] = useState(true);
  const [hidden, setHidden] = useState<readonly ShownState[]>([]);
  const chartWindow = useChartWindow();
  const { view, columns } = chartWindow;
  const { answer, failure, again } = useHistory(tcpQueries, view, intervalMs);
  const visible = useMemo(() => shownStates.filter((state) => !hidden.includes(state)), [hidden]);
  const shapes = useMemo(() => {
    if (answer === undefined) return undefined;
    const { series, marks, known } = answer;
    return tcpShapes(series, { view, columns, intervalMs, marks, known, isStacked, visible });
  }, [answer, view, columns, intervalMs, isStacked, visible]);
  return (
    <HistoryFrame
      label={tcp.states}
      window={chartWindow}
      failure={failure}
      again={again}
      shown={answer && shapes && { ...answer, silences: shapes.silences }}
    >
      {shapes === undefined ? null : (
        <>
          <StatesChart
            shapes={shapes}
            intervalMs={intervalMs}
            display={{ isStacked, setStacked, visible, setHidden }}
          />
          <CounterCharts shapes={shapes} intervalMs={intervalMs} />
        </>
      )}
    </HistoryFrame>
  );
}
