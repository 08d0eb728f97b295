import { useCallback, useMemo } from 'react';
import type { Rows } from '../../charts/columns';
import { Legend } from '../../charts/legend';
import { Plot } from '../../charts/plot';
import type { LineLook } from '../../charts/plot-look';
import { Reading } from '../../charts/reading';
import { topOf } from '../../charts/stacked';
import { Panel } from '../../components/panel';
import { ViewChoice } from '../../components/view-choice';
import { useFormat, useTexts } from '../../texts/texts';
import { type Display, StateList } from './state-list';
import { type ShownState, stateColors, type TcpShapes } from './tcp-shapes';

interface StatesChartProps {
  readonly shapes: TcpShapes;
  readonly intervalMs: number;
  readonly display: Display;
}

/** Connections by state, on top of one another or each for itself; the list beside it switches states off and opens who holds them. */
export function StatesChart({ shapes, intervalMs, display }: StatesChartProps) {
  const { tcp, charts } = useTexts();
  const format = useFormat();
  const { isStacked, setStacked, visible } = display;
  const { counts, states } = shapes;
  const lines = useMemo(() => linesOf(visible, counts, isStacked), [visible, counts, isStacked]);
  const read = useCallback(
    (row: number) =>
      visible.flatMap((state, index) => {
        const count = counts.lines[index]?.[row] ?? 0;
        // Of means: less than one is not none.
        const value = count < 1 ? '<1' : format.count(count);
        return count === 0 ? [] : [{ label: state.toUpperCase(), value }];
      }),
    [visible, counts, format],
  );
  const choice = (
    <ViewChoice
      label={tcp.display}
      ways={{ stacked: tcp.stacked, lines: tcp.lines }}
      value={isStacked ? 'stacked' : 'lines'}
      onChange={(chosen) => setStacked(chosen === 'stacked')}
    />
  );
  return (
    <Panel title={tcp.states} aside={choice}>
      <div className="states-body">
        <div className="states-chart">
          <Reading rows={counts} intervalMs={intervalMs} read={read} />
          {counts.timesMs.length === 0 ? <p className="chart-empty">{charts.nothing}</p> : null}
          <Plot
            className="plot-tall"
            label={tcp.chartOf}
            lines={lines}
            rows={states}
            top={topOf(states.lines, 4)}
            namesSilences
            hasTimeAxis
            formatAxis={format.count}
          />
          <Legend entries={[]} />
        </div>
        <StateList display={display} />
      </div>
    </Panel>
  );
}

/** On top of one another, a state that has no connections would only draw over the line of the one below. */
function linesOf(visible: readonly ShownState[], counts: Rows, isStacked: boolean): LineLook[] {
  return visible.map((state, index) => {
    const color = stateColors[state];
    if (!isStacked) return { color, width: 1.5 };
    const isEmpty = counts.lines[index]?.every((count) => count === null || count === 0) ?? true;
    return {
      color,
      width: isEmpty ? 0 : 1,
      shade: { color: `${color}-shade`, down: index === 0 ? 'zero' : index - 1 },
    };
  });
}
