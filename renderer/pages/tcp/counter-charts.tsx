import { useCallback } from 'react';
import { ChartPart } from '../../charts/chart-part';
import { Plot } from '../../charts/plot';
import { onlyLine } from '../../charts/plot-look';
import { Reading } from '../../charts/reading';
import { topOf } from '../../charts/stacked';
import { Panel } from '../../components/panel';
import { useFormat, useTexts } from '../../texts/texts';
import { counterNames, type TcpShapes } from './tcp-shapes';

interface CounterChartsProps {
  readonly shapes: TcpShapes;
  readonly intervalMs: number;
}

/** How fast the kernel's counters of trouble grow. */
export function CounterCharts({ shapes: { rates, rateLines }, intervalMs }: CounterChartsProps) {
  const { tcp } = useTexts();
  const format = useFormat();
  const read = useCallback(
    (row: number) => {
      const [retransmits] = rates.lines;
      const segments = rates.lines[counterNames.length]?.[row] ?? 0;
      const share = segments > 0 ? (retransmits?.[row] ?? 0) / segments : undefined;
      return counterNames.flatMap((name, index) => {
        const rate = rates.lines[index]?.[row];
        if (rate === null || rate === undefined) return [];
        const more = name === 'retransmits' && share !== undefined && share > 0;
        const value = format.rate(rate);
        return [
          {
            label: tcp[name],
            value: more ? `${value}, ${tcp.retransmitsShare(format.percent(share))}` : value,
          },
        ];
      });
    },
    [rates, tcp, format],
  );
  const counted = counterNames.filter((name) => rateLines[name].lines[0]?.some((value) => value !== null));
  return (
    <Panel title={tcp.counters} aside={tcp.perSecond}>
      {counted.length === 0 ? (
        <p className="panel-body muted">{tcp.countersMissing}</p>
      ) : (
        <>
          <Reading rows={rates} intervalMs={intervalMs} read={read} />
          <div className="counter-charts">
            {counted.map((name) => (
              <ChartPart key={name} title={tcp[name]}>
                <Plot
                  lines={onlyLine}
                  label={tcp[name]}
                  rows={rateLines[name]}
                  top={topOf(rateLines[name].lines, 1)}
                  hasTimeAxis
                  formatAxis={format.rate}
                />
              </ChartPart>
            ))}
          </div>
        </>
      )}
    </Panel>
  );
}
