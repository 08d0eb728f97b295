import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleQuery } from '../../../main/history/history';
import { counter, gauge, type MetricFamily } from '../../../main/metrics/model';
import { type HistoryBench, makeHistory } from '../../support/history';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let bench: HistoryBench;
let startMs: number;

beforeEach(() => {
  bench = makeHistory();
  startMs = bench.clock.nowMs();
});
afterEach(() => bench.remove());

function rtt(value: number, target = 'router'): MetricFamily {
  return gauge('ping_rtt_mean_seconds', 'Mean.', [[{ target }, value]]);
}

function ask(differing: Partial<SampleQuery> = {}) {
  return bench.history.samples({
    metric: 'ping_rtt_mean_seconds',
    labels: {},
    fromMs: startMs,
    toMs: bench.clock.nowMs(),
    maxPoints: 600,
    ...differing,
  });
}

/** One sample each `stepMs` from now on, the clock going along. */
function record(forMs: number, stepMs: number, valueAt: (sinceStartMs: number) => number) {
  const untilMs = bench.clock.nowMs() + forMs;
  while (bench.clock.nowMs() < untilMs) {
    const atMs = bench.clock.nowMs();
    bench.history.recordSamples(atMs, [rtt(valueAt(atMs - startMs))]);
    bench.clock.freeze(stepMs);
  }
  bench.history.flush();
}

describe('samples', () => {
  it('come back with their labels and times, each series on its own', async () => {
    bench.history.recordSamples(startMs, [rtt(0.25), rtt(0.5, 'lo')]);
    bench.history.recordSamples(startMs + 5, [rtt(0.75)]);
    bench.history.flush();
    expect(await ask({ toMs: startMs + 5 })).toEqual([
      { labels: { target: 'router' }, timesMs: [startMs, startMs + 5], values: [0.25, 0.75] },
      { labels: { target: 'lo' }, timesMs: [startMs], values: [0.5] },
    ]);
  });

  it('are found by some of their labels', async () => {
    bench.history.recordSamples(startMs, [rtt(1), rtt(2, 'lo')]);
    bench.history.flush();
    expect((await ask({ labels: { target: 'lo' } })).map(({ values }) => values)).toEqual([[2]]);
    expect(await ask({ labels: { target: 'lo', other: 'x' } })).toEqual([]);
    expect(await ask({ metric: 'something_else' })).toEqual([]);
  });

  it('keep NaN and infinities apart from absence', async () => {
    for (const [index, value] of [Number.NaN, Number.POSITIVE_INFINITY, -1].entries()) {
      bench.history.recordSamples(startMs + index, [rtt(value)]);
    }
    bench.history.flush();
    expect((await ask({ toMs: startMs + 9 }))[0]?.values).toEqual([Number.NaN, Number.POSITIVE_INFINITY, -1]);
  });

  it('of a histogram are kept but for its buckets', async () => {
    const labels = { target: 'router' };
    const samples = [
      { name: 'ping_rtt_seconds_bucket', labels: { ...labels, le: '+Inf' }, value: 4 },
      { name: 'ping_rtt_seconds_sum', labels, value: 0.1 },
      { name: 'ping_rtt_seconds_count', labels, value: 4 },
    ];
    const families: MetricFamily[] = [
      { name: 'ping_rtt_seconds', type: 'histogram', help: '', samples },
      counter('a_bucket', '', [[{}, 1]]),
    ];
    bench.history.recordSamples(startMs, families);
    bench.history.flush();
    const stored = await Promise.all(samples.map(({ name }) => ask({ metric: name })));
    expect(stored.map(({ length }) => length)).toEqual([0, 1, 1]);
    expect(await ask({ metric: 'a_bucket' })).toHaveLength(1);
  });

  it('of probes that failed hold no time, at whatever resolution', async () => {
    const labels = { target: 'shop', kind: 'http' };
    const probe = (seconds: number, success: 0 | 1) => [
      gauge('probe_duration_seconds', '', [[labels, seconds]]),
      gauge('probe_success', '', [[{ kind: 'http', target: 'shop' }, success]]),
    ];
    // Two of three cycles of the first minute, and none of the second.
    const cycles = [probe(0.2, 1), probe(5, 0), probe(0.4, 1), probe(5, 0), probe(0.001, 0), probe(5, 0)];
    for (const [index, families] of cycles.entries()) {
      bench.history.recordSamples(startMs + index * 20 * secondMs, families);
    }
    bench.clock.freeze(2 * hourMs);
    await bench.maintain();
    const asked = { fromMs: startMs, toMs: startMs + 2 * minuteMs, metric: 'probe_duration_seconds' };
    expect(await ask(asked)).toMatchObject([{ labels, values: [0.2, 0.4] }]);
    const reduced = async (reduce: 'mean' | 'max', metric = asked.metric) =>
      (await ask({ ...asked, toMs: startMs + 2 * hourMs, maxPoints: 121, metric, reduce }))[0]?.values;
    expect(await reduced('max')).toEqual([0.4]);
    expect((await reduced('mean'))?.map((value) => value.toFixed(3))).toEqual(['0.300']);
    expect((await reduced('mean', 'probe_success'))?.map((value) => value.toFixed(2))).toEqual([
      '0.67',
      '0.00',
    ]);
  });

  it('of a time without a probe beside it are kept, whatever their name', async () => {
    bench.history.recordSamples(startMs, [
      gauge('probe_duration_seconds', '', [[{ target: 'a' }, 5]]),
      gauge('probe_success', '', [[{ target: 'b' }, 0]]),
    ]);
    bench.history.flush();
    expect(await ask({ metric: 'probe_duration_seconds' })).toMatchObject([{ values: [5] }]);
  });

  it('are found at once however much time is asked for', async () => {
    bench.history.recordSamples(startMs, [rtt(1)]);
    bench.history.flush();
    const allTime = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, maxPoints: 2 };
    expect((await ask(allTime))[0]?.values).toEqual([1]);
  });

  it('are written a second later without being asked', async () => {
    bench.history.recordSamples(startMs, [rtt(1)]);
    expect(await ask()).toEqual([]);
    await bench.clock.advance(1_100);
    expect(await ask()).toHaveLength(1);
  });

  it('are there after closing and opening again', async () => {
    bench.history.recordSamples(startMs, [rtt(1)]);
    bench.reopen();
    bench.history.recordSamples(startMs + 1, [rtt(2)]);
    bench.history.flush();
    expect((await ask({ toMs: startMs + 1 }))[0]?.values).toEqual([1, 2]);
  });

  it('are written in slices between which others have their turn', async () => {
    const targets = Array.from({ length: 1_000 }, (_, index) => rtt(index, `host-${index}`));
    bench.history.recordSamples(startMs, targets);
    let turns = 0;
    let isWritten = false;
    const countTurns = async () => {
      turns += 1;
      isWritten = (await ask({ labels: { target: 'host-999' } })).length > 0;
      if (!isWritten) bench.clock.after(0, () => void countTurns());
    };
    await bench.clock.advance(990);
    bench.clock.after(10, () => void countTurns());
    await bench.clock.advance(20);
    expect(isWritten).toBe(true);
    expect(turns).toBeGreaterThanOrEqual(4);
  });
});

describe('samples asked for as one value a step', async () => {
  it('are lowest, mean and highest of each step, on one grid', async () => {
    record(2 * minuteMs, 10 * secondMs, (sinceMs) => sinceMs / secondMs);
    const query = { fromMs: startMs, toMs: startMs + 2 * minuteMs - 1, maxPoints: 3 };
    expect((await ask({ ...query, reduce: 'min' }))[0]?.values).toEqual([0, 60]);
    expect((await ask({ ...query, reduce: 'mean' }))[0]?.values).toEqual([25, 85]);
    expect((await ask({ ...query, reduce: 'max' }))[0]?.values).toEqual([50, 110]);
    const all = await Promise.all(
      (['min', 'mean', 'max'] as const).map((reduce) => ask({ ...query, reduce })),
    );
    expect(all.map(([series]) => series?.timesMs)).toEqual(Array(3).fill([startMs, startMs + minuteMs]));
  });

  it('stay on their grid while a range moves on', async () => {
    record(10 * minuteMs, 5 * secondMs, () => 1);
    const timesFrom = async (fromMs: number) =>
      (await ask({ fromMs, toMs: fromMs + 5 * minuteMs, maxPoints: 11, reduce: 'mean' }))[0]?.timesMs.slice(
        1,
        -1,
      );
    expect(await timesFrom(startMs + 1_234)).toEqual(await timesFrom(startMs));
  });

  it('weigh every sample alike after roll-ups', async () => {
    record(20 * minuteMs, 10 * secondMs, (sinceMs) => (sinceMs < 1.5 * minuteMs ? 100 : 0));
    const toMs = startMs + 20 * minuteMs;
    const mean = async () => (await ask({ toMs, maxPoints: 2, reduce: 'mean' }))[0]?.values[0];
    expect(await mean()).toBeCloseTo((100 * 9) / 120, 9);
    bench.clock.freeze(2 * dayMs);
    await bench.maintain();
    expect(await mean()).toBeCloseTo((100 * 9) / 120, 9);
    bench.clock.freeze(14 * dayMs);
    await bench.maintain();
    expect((await ask({ toMs, maxPoints: 5_000, reduce: 'mean' }))[0]?.values).toEqual([10, 0]);
  });

  it('are absent for a step that has none, and NaN where none was a number', async () => {
    record(minuteMs, 20 * secondMs, () => Number.NaN);
    bench.clock.freeze(minuteMs);
    record(minuteMs, 20 * secondMs, (sinceMs) => (sinceMs === 2 * minuteMs ? Number.NaN : 3));
    const [series] = await ask({ maxPoints: 4, reduce: 'mean' });
    expect(series?.timesMs).toEqual([startMs, startMs + 2 * minuteMs]);
    expect(series?.values).toEqual([Number.NaN, 3]);
  });

  it('are never more than asked for, and between the lowest and the highest', async () => {
    const values = [5, 1, 9, 2, 8, 4];
    record(30 * minuteMs, 7 * secondMs, (sinceMs) => values[(sinceMs / 7_000) % 6] ?? 0);
    for (const maxPoints of [2, 3, 7, 50, 1_000]) {
      for (const reduce of ['min', 'mean', 'max'] as const) {
        const drawn = (await ask({ fromMs: startMs + 333, maxPoints, reduce }))[0]?.values ?? [];
        expect(drawn.length).toBeLessThanOrEqual(maxPoints);
        expect(drawn.every((value) => value >= 1 && value <= 9)).toBe(true);
      }
    }
  });
});

describe('time that is long past', () => {
  it('is drawn from minutes once a bucket is wider, with its spikes, up to the newest sample', async () => {
    record(12 * hourMs, 15 * secondMs, (sinceMs) => (sinceMs === 3 * hourMs ? 99 : 1));
    await bench.maintain();
    const [series] = await ask({ maxPoints: 100 });
    expect(series?.timesMs.length).toBeLessThanOrEqual(100);
    expect(Math.max(...(series?.values ?? []))).toBe(99);
    expect(series?.timesMs[0]).toBe(startMs);
    expect(series?.timesMs.at(-1)).toBeGreaterThan(startMs + 11.7 * hourMs);
  });

  it('keeps every sample for a day, minutes for two weeks and quarter hours after that', async () => {
    record(20 * minuteMs, 10 * secondMs, (sinceMs) => sinceMs / secondMs);
    const endMs = startMs + 20 * minuteMs;
    const points = async () => (await ask({ toMs: endMs, maxPoints: 5_000 }))[0]?.values ?? [];
    bench.clock.freeze(2 * hourMs);
    await bench.maintain();
    expect(await points()).toHaveLength(120);
    bench.clock.freeze(dayMs);
    await bench.maintain();
    expect((await points()).slice(0, 4)).toEqual([0, 50, 60, 110]);
    expect(await points()).toHaveLength(40);
    bench.clock.freeze(14 * dayMs);
    await bench.maintain();
    expect(await points()).toEqual([0, 890, 900, 1190]);
    bench.clock.freeze(366 * dayMs);
    await bench.maintain();
    expect(await points()).toEqual([]);
  });

  it('keeps NaN through a roll-up only where there was no number', async () => {
    record(10 * minuteMs, 30 * secondMs, (sinceMs) => (sinceMs < 5.5 * minuteMs ? Number.NaN : 3));
    const endMs = bench.clock.nowMs();
    bench.clock.freeze(dayMs + hourMs);
    await bench.maintain();
    const values = (await ask({ toMs: endMs, maxPoints: 5_000 }))[0]?.values;
    expect(values).toEqual([...Array(5).fill(Number.NaN), 3, 3, 3, 3, 3]);
  });

  it('takes in what comes after the wall clock was set back', async () => {
    record(30 * minuteMs, 30 * secondMs, () => 1);
    await bench.maintain();
    bench.clock.jumpWall(-20 * minuteMs);
    const backAtMs = bench.clock.nowMs() + 7;
    bench.history.recordSamples(backAtMs, [rtt(50)]);
    bench.clock.freeze(2 * dayMs);
    await bench.maintain();
    const [series] = await ask({ toMs: startMs + hourMs, maxPoints: 5_000 });
    expect(Math.max(...(series?.values ?? []))).toBe(50);
    expect(Math.min(...(series?.values ?? []))).toBe(1);
  });

  it('is rolled up by the next run when this one ends first', async () => {
    record(10 * minuteMs, 30 * secondMs, () => 1);
    const endMs = bench.clock.nowMs();
    bench.clock.freeze(2 * dayMs);
    bench.reopen();
    await bench.maintain();
    expect((await ask({ toMs: endMs, maxPoints: 5_000 }))[0]?.values).toHaveLength(10);
  });
});
