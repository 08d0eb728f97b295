import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormat, useTexts } from '../texts/texts';
import { type ChartGroupState, useChartGroup } from './chart-group';
import { useScheme } from './colors';
import type { LooseRows } from './columns';
import { followCrosshair, listenToPointer, showCrosshair } from './plot-input';
import type { PlotLook, PlotSource } from './plot-look';
import { plotOptions } from './plot-options';
import { useSeen } from './use-seen';
import type { View } from './view';

interface PlotProps extends PlotLook {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** One array for each of `lines`. */
  readonly rows: LooseRows;
  readonly className?: string;
  /** The line that stands out before the others, by its place. */
  readonly inFront?: number | undefined;
}

/** One chart of a group: lines over time from zero up, what was not measured behind them, marks before them. */
export function Plot(props: PlotProps) {
  const { label, rows, className = '', inFront } = props;
  const group = useChartGroup();
  const format = useFormat();
  const { charts, locale } = useTexts();
  const scheme = useScheme();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const isSeen = useSeen(box);
  const source: PlotSource = { ...props, group, format, words: charts };
  const latest = useRef(source);
  latest.current = source;
  // Uplot's options cannot be changed later: with other lines the chart is made anew.
  const isLogarithmic = props.bottom !== undefined;
  const shape = JSON.stringify([props.lines, props.bars, props.hasTimeAxis, isLogarithmic, locale]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew when the scheme changes
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const made = new uPlot(plotOptions(element, latest), dataOf(latest.current.rows), element);
    plot.current = made;
    const stopListening = listenToPointer(made, latest);
    const stopFollowing = followCrosshair(made, latest.current.group.crosshair);
    const observer = new ResizeObserver(() => resize(made, element));
    observer.observe(element);
    return () => {
      observer.disconnect();
      stopFollowing();
      stopListening();
      made.destroy();
      plot.current = undefined;
    };
  }, [scheme, shape]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart made anew knows nothing of it
  useEffect(() => {
    plot.current?.setSeries(inFront === undefined ? null : inFront + 1, { focus: true });
  }, [inFront, scheme, shape]);

  useDrawing(plot, { isSeen, rows, group, top: props.top, bottom: props.bottom });
  return (
    <div className={`plot ${className}`}>
      <div ref={box} className="plot-box" role="img" aria-label={label} />
    </div>
  );
}

interface Drawn {
  readonly isSeen: boolean;
  readonly rows: LooseRows;
  readonly group: ChartGroupState;
  readonly top: number;
  readonly bottom: number | undefined;
}

/** Draws what changed, while somebody looks. */
function useDrawing(
  plot: { readonly current: uPlot | undefined },
  { isSeen, rows, group: { view, silences, marks, crosshair }, top, bottom }: Drawn,
) {
  const drawn = useRef<{ readonly rows: LooseRows; readonly view: View } | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the painters read marks, silences, top and bottom from the latest props
  useEffect(() => {
    if (!isSeen || plot.current === undefined) return;
    const { current } = plot;
    const isMoved = drawn.current?.rows === rows && drawn.current.view !== view;
    drawn.current = { rows, view };
    current.batch(() => {
      // Lines that only move, as with each frame of a drag, stay what they are.
      if (!isMoved) current.setData(dataOf(rows), false);
      current.setScale('x', { min: view.fromMs / 1000, max: view.toMs / 1000 });
    });
    showCrosshair(current, crosshair);
  }, [plot, crosshair, isSeen, rows, view.fromMs, view.toMs, silences, marks, top, bottom]);
}

function dataOf({ timesMs, lines }: LooseRows): uPlot.AlignedData {
  // Only read: what type says that it is changed is wider than need be.
  return [timesMs.map((ms) => ms / 1000), ...(lines as (number | null | undefined)[][])];
}

function resize(plot: uPlot, element: HTMLElement): void {
  plot.setSize({ width: element.clientWidth, height: element.clientHeight });
}
