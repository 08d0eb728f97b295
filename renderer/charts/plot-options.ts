import type uPlot from 'uplot';
import { colorsOf } from './colors';
import { panOnShift } from './plot-input';
import type { Latest, LineLook } from './plot-look';
import { type Paint, paintBars, paintBarsBehind, paintMarks } from './plot-paint';
import { pathsOf } from './plot-paths';
import { paintSilenceNames, paintSilences } from './plot-silences';
import { silencePatterns } from './silence-patterns';
import { within } from './view';

/** Room for `120 ms`, the same in every chart, so that their times stand above one another. */
const axisWidth = 58;

export function plotOptions(element: HTMLElement, latest: Latest): uPlot.Options {
  const color = colorsOf(element);
  const paint: Paint = { latest, color, pattern: silencePatterns(color) };
  const { lines, bottom, hasTimeAxis = false } = latest.current;
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [8, 12, hasTimeAxis ? 0 : 6, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      bind: { mousedown: panOnShift(latest), dblclick: () => null },
    },
    scales: {
      x: { range: () => [latest.current.group.view.fromMs / 1000, latest.current.group.view.toMs / 1000] },
      y: {
        distr: bottom === undefined ? 1 : 3,
        range: () => [latest.current.bottom ?? 0, latest.current.top],
      },
    },
    axes: axes(color, latest),
    series: [{}, ...lines.map((line) => seriesOf(line, color))],
    hooks: {
      drawClear: [(plot) => paintSilences(plot, paint), (plot) => paintBarsBehind(plot, paint)],
      draw: [
        (plot) => paintSilenceNames(plot, paint),
        (plot) => paintBars(plot, paint),
        (plot) => paintMarks(plot, paint),
      ],
      setSelect: [(plot) => zoomToSelection(plot, latest)],
    },
  };
}

function seriesOf(line: LineLook, color: (token: string) => string): uPlot.Series {
  const { color: token, width, shade } = line;
  return {
    stroke: color(token),
    width,
    ...(shade === undefined ? {} : { fill: color(shade.color) }),
    paths: pathsOf(line),
    points: width > 0 ? { filter: alone, size: 3 * width, fill: color(token), width: 0 } : { show: false },
    spanGaps: false,
  };
}

/** A value between two silences has no line: it is shown as a point. */
const alone: uPlot.Series.Points.Filter = (plot, seriesIndex) => {
  const values = plot.data[seriesIndex] ?? [];
  const [first, last] = plot.series[0]?.idxs ?? [0, -1];
  const found: number[] = [];
  for (let index = first; index <= last; index += 1) {
    const isAlone =
      values[index] != null && isBroken(values, index - 1, -1) && isBroken(values, index + 1, 1);
    if (isAlone) found.push(index);
  }
  return found;
};

/** Whether a line breaks off in a direction: what is `undefined` was not its turn. */
function isBroken(values: ArrayLike<number | null | undefined>, from: number, step: -1 | 1): boolean {
  let index = from;
  while (values[index] === undefined && index >= 0 && index < values.length) index += step;
  return values[index] == null;
}

function axes(color: (token: string) => string, latest: Latest): uPlot.Axis[] {
  const drawn = {
    stroke: color('--chart-axis'),
    font: `11px ${color('--font')}`,
    ticks: { show: false },
    gap: 4,
  };
  const { bottom, hasTimeAxis = false } = latest.current;
  return [
    {
      ...drawn,
      size: hasTimeAxis ? 22 : 0,
      space: 76,
      grid: { stroke: color('--chart-grid'), width: 1 },
      values: (_plot, splits) =>
        hasTimeAxis
          ? splits.map((seconds) =>
              latest.current.format.timeOnAxis(seconds * 1000, stepBetween(splits) * 1000),
            )
          : splits.map(() => ''),
    },
    {
      ...drawn,
      size: axisWidth,
      space: 30,
      grid: { stroke: color('--chart-grid'), width: 1 },
      ...(bottom === undefined ? {} : { splits: logarithmicSplits, filter: (_plot, splits) => splits }),
      values: (_plot, splits) =>
        splits.map((value) =>
          latest.current.formatAxis(value, bottom === undefined ? stepBetween(splits) : value),
        ),
    },
  ];
}

/** 1, 2 and 5 of each power of ten; of a wide range the powers alone. */
function logarithmicSplits(_plot: uPlot, _axis: number, min: number, max: number): number[] {
  const factors = max / min > 2000 ? [1] : [1, 2, 5];
  const splits: number[] = [];
  for (let power = Math.floor(Math.log10(min)); 10 ** power <= max; power += 1) {
    splits.push(...factors.map((factor) => factor * 10 ** power));
  }
  return splits.filter((value) => value >= min && value <= max);
}

function stepBetween([first = 0, second = first]: readonly number[]): number {
  return second - first;
}

function zoomToSelection(plot: uPlot, latest: Latest): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  const fromMs = plot.posToVal(left, 'x') * 1000;
  const toMs = plot.posToVal(left + width, 'x') * 1000;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  latest.current.group.setLook(within({ fromMs, toMs }, latest.current.group.view.toMs));
}
