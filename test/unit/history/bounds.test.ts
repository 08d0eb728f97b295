import { statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { gauge } from '../../../main/metrics/model';
import { aPush, type HistoryBench, makeHistory } from '../../support/history';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let bench: HistoryBench;
afterEach(() => bench.remove());

function families(seriesCount: number, prefix = 'host') {
  return [
    gauge(
      'm',
      '',
      Array.from({ length: seriesCount }, (_, i) => [{ target: `${prefix}-${i}` }, Math.random()] as const),
    ),
  ];
}

describe('the size of the file', () => {
  it('stays below its bound, the oldest detail going first', async () => {
    const maxBytes = 1024 * 1024;
    bench = makeHistory({ maxBytes });
    const startMs = bench.clock.nowMs();
    for (let minute = 0; minute < 6 * 60; minute += 1) {
      bench.history.recordSamples(bench.clock.nowMs(), families(100));
      bench.clock.freeze(minuteMs);
      if (minute % 60 === 59) await bench.maintain();
    }
    bench.history.flush();
    bench.history.close();
    expect(statSync(bench.file).size).toBeLessThanOrEqual(maxBytes * 1.05);

    bench.reopen();
    const query = {
      metric: 'm',
      labels: { target: 'host-0' },
      fromMs: startMs,
      toMs: bench.clock.nowMs(),
      maxPoints: 5_000,
    };
    const times = (await bench.history.samples(query))[0]?.timesMs ?? [];
    expect(times.at(-1)).toBeGreaterThan(bench.clock.nowMs() - hourMs);
    expect(times.length).toBeGreaterThan(60);
  });

  it('shrinks when the bound was lowered', async () => {
    bench = makeHistory();
    for (let i = 0; i < 300; i += 1) {
      bench.history.recordSamples(bench.clock.nowMs(), families(100));
      bench.clock.freeze(minuteMs);
    }
    bench.history.close();
    const before = statSync(bench.file).size;
    const { file } = bench;
    const lowered = makeHistory({ maxBytes: before / 4 }, file);
    await lowered.maintain();
    lowered.history.close();
    expect(statSync(file).size).toBeLessThanOrEqual(before / 4);
    lowered.remove();
  });

  it('keeps the series seen last when there are too many', async () => {
    bench = makeHistory({ maxSeries: 50 });
    const ask = (metric: string) =>
      bench.history.samples({
        metric,
        labels: {},
        fromMs: 0,
        toMs: bench.clock.nowMs() + hourMs,
        maxPoints: 100,
      });
    for (let hour = 0; hour < 5; hour += 1) {
      bench.history.recordSamples(bench.clock.nowMs(), families(40, `hour-${hour}`));
      bench.history.recordSamples(bench.clock.nowMs(), [gauge('steady', '', [[{}, hour]])]);
      bench.clock.freeze(hourMs);
      await bench.maintain();
    }
    expect(await ask('m')).toHaveLength(49);
    expect((await ask('steady'))[0]?.values).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('pushes', () => {
  const limits = {
    successes: { maxRecords: 10, maxAgeMs: hourMs, maxBodies: 3 },
    failures: { maxRecords: 20, maxAgeMs: 5 * hourMs, maxBodies: 5 },
  };
  const listed = (ok: boolean) => bench.history.pushes({ limit: 500, ok });

  it('are bounded by count, failures apart from successes', async () => {
    bench = makeHistory(limits);
    for (let i = 0; i < 300; i += 1)
      bench.history.recordPush(aPush({ atMs: bench.clock.nowMs(), ok: i % 2 === 0 }));
    await bench.maintain();
    expect([listed(true).length, listed(false).length]).toEqual([10, 20]);
  });

  it('are bounded by age, failures staying longer', async () => {
    bench = makeHistory(limits);
    for (const ok of [true, false])
      bench.history.recordPush(aPush({ atMs: bench.clock.nowMs(), ok, destination: 'old' }));
    bench.clock.freeze(2 * hourMs);
    await bench.maintain();
    expect(bench.history.pushes({ limit: 500, destination: 'old' }).map(({ ok }) => ok)).toEqual([false]);
    bench.clock.freeze(4 * hourMs);
    await bench.maintain();
    expect(bench.history.pushes({ limit: 500, destination: 'old' })).toEqual([]);
  });

  it('lose the bodies of deliveries before those of failures when the file is too large', async () => {
    bench = makeHistory({ maxBytes: 1024 * 1024 });
    const requestBody = '# a long body\n'.repeat(1500);
    for (let i = 0; i < 40; i += 1)
      bench.history.recordPush(aPush({ atMs: bench.clock.nowMs(), ok: i % 2 > 0, requestBody }));
    bench.history.flush();
    bench.history.recordSamples(bench.clock.nowMs(), families(4000));
    await bench.maintain();
    const withBody = (ok: boolean) =>
      listed(ok).filter(({ id }) => bench.history.push(id)?.requestBody === requestBody).length;
    expect(withBody(false)).toBe(20);
    expect(withBody(true)).toBeLessThan(20);
    expect(listed(true).length).toBeGreaterThanOrEqual(20);
  });

  it('keep the bodies of the newest alone, and say when one is gone', async () => {
    bench = makeHistory(limits);
    const ids = Array.from(
      { length: 6 },
      () => bench.history.recordPush(aPush({ atMs: bench.clock.nowMs() })).id,
    );
    await bench.maintain();
    const [oldest, newest] = [bench.history.push(ids[0] ?? 0), bench.history.push(ids[5] ?? 0)];
    expect([oldest?.requestBody, oldest?.bodyCut]).toEqual(['', true]);
    expect([newest?.requestBody, newest?.bodyCut]).toEqual(['up_to 1\n', false]);
  });
});
