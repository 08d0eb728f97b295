import { describe, expect, it } from 'vitest';
import { type TcpQueryName, tcpQueries, tcpShapes } from '../../../renderer/pages/tcp/tcp-shapes';
import type { QueriedSeries } from '../../../renderer/state/use-history';
import { fakeSamples } from '../../support/fake-samples';

const nowMs = 1_700_000_000_000;
const rangeMs = 6 * 3_600_000;
const names = Object.keys(tcpQueries) as TcpQueryName[];
const series = Object.fromEntries(
  names.map((name): [string, QueriedSeries] => [
    name,
    fakeSamples(
      { ...tcpQueries[name], labels: {}, fromMs: nowMs - rangeMs, toMs: nowMs, maxPoints: 1440 },
      nowMs,
    ),
  ]),
) as unknown as Record<TcpQueryName, QueriedSeries>;
const frame = {
  view: { fromMs: nowMs - rangeMs, toMs: nowMs },
  columns: 300,
  intervalMs: 5000,
  marks: [],
  known: { fromMs: nowMs - rangeMs, toMs: nowMs },
  isStacked: true,
  visible: ['established', 'time_wait', 'close_wait'],
} as const;

describe('the charts of the TCP states', () => {
  it('lay one state on the other, each as high as its own count', () => {
    const { counts, states } = tcpShapes(series, frame);
    const index = states.timesMs.length - 1;
    const row = counts.timesMs.length - 1;
    const count = (line: number) => counts.lines[line]?.[row] ?? 0;
    expect(states.lines[2]?.[index]).toBeCloseTo(count(0) + count(1) + count(2));
    expect(states.timesMs.length).toBeLessThanOrEqual(2 * 301);
  });

  it('draw each state for itself, its peaks kept', () => {
    const { counts, states } = tcpShapes(series, { ...frame, isStacked: false });
    expect(states.lines[0]?.filter((value) => value !== null)).toEqual(counts.lines[0]);
  });

  it('show counters as rates, never below zero', () => {
    const { rates, rateLines } = tcpShapes(series, frame);
    expect(rates.lines.flat().every((rate) => rate === null || rate >= 0)).toBe(true);
    expect(rateLines.listenDrops.lines[0]?.some((rate) => (rate ?? 0) > 0)).toBe(true);
  });

  it('leave out what a file or a scrape says of another machine', () => {
    const foreign = (name: TcpQueryName) =>
      series[name].map((one) => ({
        ...one,
        labels: { ...one.labels, host: 'db' },
        values: one.values.map(() => 900_000),
      }));
    const both = Object.fromEntries(
      names.map((name) => [name, [...foreign(name), ...series[name]]]),
    ) as unknown as typeof series;
    expect(tcpShapes(both, frame)).toEqual(tcpShapes(series, frame));
  });

  it('are empty where the system counts nothing', () => {
    const nothing = Object.fromEntries(names.map((name) => [name, []])) as unknown as typeof series;
    const { states, rates } = tcpShapes(nothing, frame);
    expect([states.timesMs, rates.timesMs]).toEqual([[], []]);
  });
});
