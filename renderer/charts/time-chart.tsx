import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './time-chart.css';

export interface TimeChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly timesMs: readonly number[];
  /** `null` breaks the line. */
  readonly values: readonly (number | null)[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly formatValue: (value: number) => string;
  readonly formatTime: (atMs: number) => string;
}

/** One value over time, from zero up, with axes and a crosshair that reads the values out. */
export function TimeChart(props: TimeChartProps) {
  const { label, timesMs, values, fromMs, toMs, formatValue, formatTime } = props;
  const dark = useMediaQuery('(prefers-color-scheme: dark)');
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [cursor, setCursor] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the scheme changes
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = new uPlot(options(element, latest, setCursor), dataOf(latest.current), element);
    chart.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [dark]);

  useEffect(() => {
    chart.current?.setData(dataOf({ timesMs, values }), false);
    chart.current?.setScale('x', { min: fromMs / 1000, max: toMs / 1000 });
  }, [timesMs, values, fromMs, toMs]);

  const atMs = cursor === null ? undefined : timesMs[cursor];
  const value = cursor === null ? undefined : values[cursor];
  return (
    <div className="time-chart">
      <div ref={host} className="time-chart-box" role="img" aria-label={label} />
      {atMs === undefined || value === undefined || value === null ? null : (
        <div className="time-chart-reading number" aria-hidden="true">
          <span className="muted">{formatTime(atMs)}</span> {formatValue(value)}
        </div>
      )}
    </div>
  );
}

function dataOf({ timesMs, values }: Pick<TimeChartProps, 'timesMs' | 'values'>): uPlot.AlignedData {
  return [timesMs.map((ms) => ms / 1000), [...values]];
}

function options(
  element: HTMLElement,
  latest: { readonly current: TimeChartProps },
  onCursor: (index: number | null) => void,
): uPlot.Options {
  const color = (token: string) => getComputedStyle(element).getPropertyValue(token).trim();
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 6, fill: color('--chart') }, drag: { x: false, y: false } },
    scales: {
      x: { range: () => [latest.current.fromMs / 1000, latest.current.toMs / 1000] },
      y: { range: (_chart, _low, high) => [0, Math.max(4, (high ?? 0) * 1.15)] },
    },
    axes: axes(color, latest),
    series: [
      {},
      {
        stroke: color('--chart'),
        fill: color('--chart-shade'),
        width: 1.5,
        points: { show: false },
        spanGaps: false,
      },
    ],
    hooks: { setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)] },
  };
}

function axes(color: (token: string) => string, latest: { readonly current: TimeChartProps }): uPlot.Axis[] {
  const drawn = {
    stroke: color('--chart-axis'),
    font: `11px ${color('--font')}`,
    ticks: { show: false },
    gap: 4,
  };
  return [
    {
      ...drawn,
      size: 20,
      space: 72,
      grid: { show: false },
      values: (_chart, splits) =>
        splits.map((seconds) => latest.current.formatTime(seconds * 1000).slice(0, 5)),
    },
    {
      ...drawn,
      size: 44,
      space: 28,
      grid: { stroke: color('--chart-grid'), width: 1 },
      incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
      values: (_chart, splits) => splits.map((value) => latest.current.formatValue(value)),
    },
  ];
}
