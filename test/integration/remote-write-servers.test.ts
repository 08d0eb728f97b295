import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counter, gauge, type MetricFamily } from '../../main/metrics/model';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { remoteWriting, warm } from '../support/remote-writing';
import {
  type RunningVictoriaMetrics,
  startVictoriaMetrics,
  victoriaMetricsIsHere,
} from '../support/victoria-metrics';

const cycles = 40;
const secondMs = 1_000;

/** Of one cycle: what a person would look for in the query. */
function measured(cycle: number): MetricFamily[] {
  return [
    gauge('cycle_number', 'Of the test.', [[{ path: 'C:\\new "x"\nä' }, cycle]]),
    counter('cycles_total', 'Of the test.', [[{}, cycle]]),
    gauge('odd_value', 'Of the test.', [[{}, cycle % 2 === 0 ? Number.POSITIVE_INFINITY : -0.1]]),
  ];
}

const allCycles = Array.from({ length: cycles }, (_, cycle) => cycle);

describe.skipIf(!prometheusIsHere)('remote write to a real Prometheus', () => {
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus([], { remoteWrite: true });
  });
  afterAll(() => prometheus?.stop());

  const writing = (job: string, settings = {}) =>
    remoteWriting(`${prometheus.url}/api/v1/write`, { job, ...settings });

  it('brings every sample once and in order, those of an outage too', async () => {
    const to = writing('outage');
    const failures: string[] = [];
    for (const cycle of allCycles) {
      if (cycle === 10) await prometheus.away();
      if (cycle === 30) await prometheus.back();
      const { failure } = await to.push(measured(cycle), (cycles - cycle) * secondMs);
      if (failure) failures.push(failure.code);
    }
    expect(new Set(failures)).toEqual(new Set(['unreachable']));
    expect(failures).toHaveLength(20);
    const [numbers] = await prometheus.samples('cycle_number{job="outage"}');
    expect(numbers?.metric).toEqual({
      __name__: 'cycle_number',
      job: 'outage',
      instance: 'web1',
      path: 'C:\\new "x"\nä',
    });
    expect(numbers?.values).toEqual(allCycles);
    expect(numbers?.timesMs).toEqual([...(numbers?.timesMs ?? [])].sort());
    const [totals] = await prometheus.samples('cycles_total{job="outage"}');
    expect(totals).toMatchObject({ values: allCycles, timesMs: numbers?.timesMs });
    expect(to.droppedSamples()).toBe(0);
  });

  it('shows up as long as it runs, and at its end 0 and then nothing at once', async () => {
    const to = writing('up-and-gone');
    await to.push([warm(21, 'hall')], 2 * secondMs);
    expect(await prometheus.query('up{job="up-and-gone"}')).toMatchObject([
      { metric: { instance: 'web1' }, value: [expect.any(Number), '1'] },
    ]);
    await to.forget();
    const [up] = await prometheus.samples('up{job="up-and-gone"}');
    expect(up?.values).toEqual([1, 0]);
    await expect.poll(() => prometheus.query('{job="up-and-gone"}')).toEqual([]);
  });

  it('ends a series that is no longer measured at once, and no other', async () => {
    const to = writing('vanished');
    await to.push([warm(21, 'hall', 'attic')], 2 * secondMs);
    expect(await prometheus.query('warm_celsius{job="vanished"}')).toHaveLength(2);
    await to.push([warm(22, 'hall')]);
    await expect
      .poll(() => prometheus.query('warm_celsius{job="vanished"}'))
      .toMatchObject([{ metric: { room: 'hall' }, value: [expect.any(Number), '22'] }]);
  });

  it('repeats in the words of Prometheus what it refuses, and goes on', async () => {
    await writing('refused').push([warm(1, 'hall')], secondMs);
    const other = writing('refused');
    other.keep([warm(2, 'hall')], 5 * secondMs);
    const { failure } = await other.push([warm(3, 'hall')]);
    expect(failure).toMatchObject({ code: 'refused', retryable: false });
    expect(failure?.message).toContain('out of order sample');
    const [series] = await prometheus.samples('warm_celsius{job="refused"}');
    expect(series?.values).toEqual([1, 3]);
    expect(other.droppedSamples()).toBe(2);
  });

  it('says what is missing when the receiver is not switched on', async () => {
    const deaf = await startPrometheus([]);
    try {
      const { failure } = await remoteWriting(`${deaf.url}/api/v1/write`).push([warm(1, 'hall')]);
      expect(failure).toMatchObject({ code: 'not_found', retryable: false });
      expect(failure?.hint).toContain('--web.enable-remote-write-receiver');
    } finally {
      await deaf.stop();
    }
  });
});

describe.skipIf(!victoriaMetricsIsHere)('remote write to a real VictoriaMetrics', () => {
  let victoria: RunningVictoriaMetrics;
  beforeAll(async () => {
    victoria = await startVictoriaMetrics();
  });
  afterAll(() => victoria?.stop());

  it('brings every sample, and ends what is forgotten', async () => {
    const to = remoteWriting(`${victoria.url}/api/v1/write`, { job: 'victoria' });
    for (const cycle of allCycles.slice(0, -1)) to.keep(measured(cycle), (cycles - cycle) * secondMs);
    expect(await to.push(measured(cycles - 1))).not.toHaveProperty('failure');
    await to.forget();
    await expect
      .poll(async () => {
        const [numbers] = await victoria.samples('cycle_number{job="victoria"}');
        return numbers?.values;
      })
      .toEqual([...allCycles, Number.NaN]);
    const [up] = await victoria.samples('up{job="victoria"}');
    expect(up?.values).toEqual([...allCycles.map(() => 1), 0, Number.NaN]);
  });
});
