import { describe, expect, it } from 'vitest';
import { targetQueries, targetSeries } from '../../../renderer/pages/target/target-series';
import { smokeTops, targetShapes } from '../../../renderer/pages/target/target-shapes';
import { targetStatistics } from '../../../renderer/pages/target/target-statistics';
import type { QueriedSeries } from '../../../renderer/state/use-history';
import { fakeSamples } from '../../support/fake-samples';

const nowMs = 1_700_000_000_000;
const hourMs = 3_600_000;

/** As history would answer the queries of a target's page. */
function answered(kind: string, name: string, rangeMs: number) {
  const queries = Object.entries(targetQueries(kind, name));
  const found = queries.map(([key, query]): [string, QueriedSeries] => [
    key,
    fakeSamples(
      { ...query, labels: { ...query.labels }, fromMs: nowMs - rangeMs, toMs: nowMs, maxPoints: 1440 },
      nowMs,
    ),
  ]);
  return targetSeries(kind, Object.fromEntries(found));
}

const frame = (rangeMs: number, columns = 900) => ({
  view: { fromMs: nowMs - rangeMs, toMs: nowMs },
  columns,
  intervalMs: 5000,
  marks: [],
  known: { fromMs: nowMs - rangeMs, toMs: nowMs },
});

describe('the charts of a target', () => {
  it.each([
    ['ping', 'db', hourMs],
    ['ping', 'api', 24 * hourMs],
    ['http', 'shop', 7 * 24 * hourMs],
  ] as const)('draw at most two points of a line in a pixel column: %s %s', (kind, name, rangeMs) => {
    const { smoke, loss, jitter, phases } = targetShapes(answered(kind, name, rangeMs), frame(rangeMs, 300));
    for (const { timesMs, lines } of [smoke, loss, jitter, phases]) {
      expect(timesMs.length).toBeLessThanOrEqual(2 * 301);
      for (const values of lines) expect(values.length).toBe(timesMs.length);
    }
  });

  it('call nothing unmeasured after the first cycle of a range of which only the last minutes were measured', () => {
    const series = answered('ping', 'api', 4 * 60_000);
    const [firstMs = 0] = series.loss.timesMs;
    const { silences } = targetShapes(series, frame(24 * hourMs, 100));
    expect(silences).toEqual([{ fromMs: nowMs - 24 * hourMs, toMs: firstMs, silence: 'unmeasured' }]);
  });

  it('have no round trip where every packet was lost, and the loss there', () => {
    const { rows } = targetShapes(answered('ping', 'db', 10 * 60_000), frame(10 * 60_000));
    const last = rows.timesMs.length - 1;
    expect(rows.lines.map((values) => values[last] ?? null).slice(0, 5)).toEqual([null, null, null, 1, 1]);
  });

  it('show one lost packet in a day as the worst of its column, and little in the mean', () => {
    const timesMs = Array.from({ length: 1440 }, (_, index) => nowMs - 24 * hourMs + index * 60_000);
    const lost = (share: number) => timesMs.map((_, index) => (index === 700 ? share : 0));
    const series = targetSeries('ping', {
      loss: [{ labels: {}, timesMs, values: lost(0.02) }],
      worstLoss: [{ labels: {}, timesMs, values: lost(0.25) }],
    });
    const { loss } = targetShapes(series, frame(24 * hourMs, 200));
    expect(Math.max(...(loss.lines[1] ?? []).map((value) => value ?? 0))).toBe(0.25);
  });

  it('show how far the medians of a column lie apart, within the best and the worst', () => {
    const { smoke } = targetShapes(answered('ping', 'api', 24 * hourMs), frame(24 * hourMs, 300));
    const [best = [], worst = [], low = [], high = [], , middle = []] = smoke.lines;
    const answeredRows = middle.flatMap((value, row) => (value === null ? [] : [row]));
    expect(answeredRows.length).toBeGreaterThan(100);
    for (const row of answeredRows) {
      const inOrder = [best, low, middle, high, worst].map((values) => values[row] ?? Number.NaN);
      expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    }
    expect(answeredRows.some((row) => low[row] !== high[row])).toBe(true);
  });

  it('have no medians of what is probed once a cycle', () => {
    const { smoke } = targetShapes(answered('http', 'shop', hourMs), frame(hourMs));
    expect(smoke.lines[2]?.every((value) => value === null)).toBe(true);
  });

  it('take a failed probe for a lost one, with its reason', () => {
    const series = answered('http', 'shop', hourMs);
    expect(Math.max(...series.worstLoss.values.map((value) => value ?? 0))).toBe(1);
    expect(series.reasons.map(({ name }) => name)).toEqual(['status']);
  });

  it('have a gap where probes failed, and no time of theirs in any figure, though an older history holds it', () => {
    const timesMs = Array.from({ length: 60 }, (_, index) => nowMs - hourMs + (index + 1) * 60_000);
    const of = (at: (index: number) => number) => [
      { labels: {}, timesMs, values: timesMs.map((_, row) => at(row)) },
    ];
    const fails = (index: number) => index >= 20 && index < 30;
    const time = of((index) => (fails(index) ? 5 : 0.05));
    const success = of((index) => (fails(index) ? 0 : 1));
    const series = targetSeries('http', {
      middle: time,
      best: time,
      worst: time,
      loss: success,
      worstLoss: success,
    });
    const { rows, tops } = targetShapes(series, frame(hourMs));
    const failedRow = rows.timesMs.indexOf(timesMs[25] ?? 0);
    expect(rows.lines.slice(0, 5).map((values) => values[failedRow])).toEqual([null, null, null, 1, 1]);
    expect(tops.whole).toBeLessThan(0.1);
    const { min, median, p95, max, jitter, loss } = targetStatistics(series, frame(hourMs).view, 60_000);
    expect([min, median, p95, max, jitter]).toEqual([0.05, 0.05, 0.05, 0.05, 0]);
    expect(loss).toBeCloseTo(1 / 6);
  });

  it('show means where an older history has no medians', () => {
    const series = targetSeries('ping', {
      middle: [{ labels: {}, timesMs: [3000], values: [0.3] }],
      middleBefore: [{ labels: {}, timesMs: [1000, 2000, 3000], values: [0.1, 0.2, 0.9] }],
    });
    expect(series.middle).toEqual({ timesMs: [1000, 2000, 3000], values: [0.1, 0.2, 0.3] });
  });

  it('give the round trips of a quiet LAN the room of the chart', () => {
    const { whole } = smokeTops({ timesMs: [], lines: [[0.00003], [0.00002], [0.00004]] });
    expect(whole).toBeLessThan(0.0002);
  });

  it('cut single peaks, never the median', () => {
    const count = 200;
    const line = (at: (index: number) => number) => Array.from({ length: count }, (_, index) => at(index));
    const { whole, cut } = smokeTops({
      timesMs: [],
      lines: [line(() => 0.01), line(() => 0.009), line((index) => (index === 77 ? 2 : 0.012))],
    });
    expect(whole).toBeGreaterThan(2);
    expect(cut).toBeLessThan(0.1);
    expect(cut).toBeGreaterThan(0.012);
  });
});

describe('the figures of what is shown', () => {
  it('count packets and losses from the counters', () => {
    const view = { fromMs: nowMs - 10 * 60_000, toMs: nowMs };
    const { packets, loss, min, median, p95, max } = targetStatistics(
      answered('ping', 'db', 10 * 60_000),
      view,
      5000,
    );
    expect(packets).toMatchObject({ lost: 34 * 4 });
    expect(loss).toBeCloseTo((34 * 4) / (packets?.sent ?? 1));
    expect([min, median, p95, max].every((value) => value !== undefined)).toBe(true);
    expect(min ?? 0).toBeLessThan(median ?? 0);
    expect(p95 ?? 0).toBeLessThan(max ?? 0);
  });

  it('say over how long each value is a mean once history is reduced', () => {
    const view = { fromMs: nowMs - 24 * hourMs, toMs: nowMs };
    expect(targetStatistics(answered('ping', 'router', 24 * hourMs), view, 5000).stepMs).toBe(60_000);
    const short = { fromMs: nowMs - hourMs, toMs: nowMs };
    expect(targetStatistics(answered('ping', 'router', hourMs), short, 5000).stepMs).toBeUndefined();
  });

  it('are absent for a stretch in which nothing was measured', () => {
    const view = { fromMs: 1000, toMs: 2000 };
    expect(targetStatistics(targetSeries('ping', {}), view, 5000)).toEqual({ samples: 0 });
  });
});
