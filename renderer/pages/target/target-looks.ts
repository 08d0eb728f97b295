import type { LineLook, PlotLook } from '../../charts/plot-look';

/** How a target's charts look; the lines stand as in target-shapes.ts. */

type Look = Pick<PlotLook, 'lines' | 'bars'>;

const edge: LineLook = { color: '--chart', width: 0 };

/** Median over the spread of the cycles' medians over that of best to worst, as SmokePing draws it, and what was lost as pale bars behind them. */
export const smokeLook: Look = {
  lines: [
    edge,
    { ...edge, shade: { color: '--chart-smoke', down: 0 } },
    edge,
    { ...edge, shade: { color: '--chart-smoke-core', down: 2 } },
    edge,
    { color: '--chart', width: 1.6 },
  ],
  bars: [{ line: 4, color: '--chart-loss', shade: '--chart-loss-shade', full: 1 }],
};

/** The worst cycle of a column behind the mean of all in it. */
export const lossLook: Look = {
  lines: [edge, edge],
  bars: [
    { line: 1, color: '--chart-loss-shade', full: 1 },
    { line: 0, color: '--chart-loss', full: 1 },
  ],
};

export const phaseColors = [
  '--series-violet',
  '--series-sky',
  '--series-teal',
  '--series-orange',
  '--series-blue',
];

export function phaseLines(count: number): LineLook[] {
  return Array.from({ length: count }, (_, index) => {
    const color = phaseColors[index % phaseColors.length] ?? '--series-blue';
    return { color, width: 1, shade: { color: `${color}-shade`, down: index === 0 ? 'zero' : index - 1 } };
  });
}
