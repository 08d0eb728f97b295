import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gauge } from '../../../main/metrics/model';
import { type HistoryBench, makeHistory } from '../../support/history';
import { turnsDuring } from '../../support/slices';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const seriesCount = 600;

let bench: HistoryBench;
let startMs: number;

/** Each look at the clock takes a millisecond, so that slices end after the same work on any machine. */
beforeEach(() => {
  bench = makeHistory();
  startMs = bench.clock.nowMs();
  for (let sample = 0; sample < 4; sample += 1) recordAll(startMs + sample * 10_000, sample);
  const elapsedMs = bench.clock.monotonicMs.bind(bench.clock);
  let looks = 0;
  bench.clock.monotonicMs = () => elapsedMs() + looks++;
});
afterEach(() => bench.remove());

function recordAll(atMs: number, value: number) {
  const each = Array.from({ length: seriesCount }, (_, i) => [{ target: `host-${i}` }, value] as const);
  bench.history.recordSamples(atMs, [gauge('m', '', each)]);
  bench.history.flush();
}

function ask(labels = {}) {
  return bench.history.samples({
    metric: 'm',
    labels,
    fromMs: startMs,
    toMs: startMs + minuteMs,
    maxPoints: 100,
  });
}

describe('a long read', () => {
  it('is done in slices between which others have their turn', async () => {
    const { turns, result } = await turnsDuring(() => ask());
    expect(result).toHaveLength(seriesCount);
    expect(result[0]?.values).toEqual([0, 1, 2, 3]);
    expect(turns).toBeGreaterThan(seriesCount / 10);
  });

  it('leaves others their turn too when it is many short ones', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `host-${i}`);
    const { turns, result } = await turnsDuring(() => Promise.all(names.map((target) => ask({ target }))));
    expect(result.map(([series]) => series?.labels['target'])).toEqual(names);
    expect(turns).toBeGreaterThan(10);
  });

  it('loses nothing to the maintenance that falls due meanwhile', async () => {
    const before = await ask();
    bench.clock.freeze(dayMs + 10 * minuteMs);
    bench.history.recordMark({ atMs: startMs, kind: 'started' });
    const reading = ask();
    await bench.clock.advance(5_000);
    expect(await reading).toEqual(before);
    await bench.clock.advance(5_000);
    expect((await ask())[0]?.values).toEqual([0, 3]);
  });

  it('gives nothing when the history is closed meanwhile, and asks nothing of what is closed', async () => {
    const reading = ask();
    await bench.clock.advance(1);
    bench.history.close();
    expect(await reading).toEqual([]);
    expect(await ask()).toEqual([]);
    expect(bench.logger.entries).toEqual([]);
  });

  it('takes what is kept for each minute where each step of time is a minute, as a report of days has it', async () => {
    const everyMs = 5_000;
    for (let atMs = startMs; atMs < startMs + dayMs / 2; atMs += everyMs) {
      bench.history.recordSamples(atMs, [gauge('one', '', [[{}, atMs - startMs]])]);
    }
    bench.history.flush();
    bench.clock.freeze(dayMs / 2);
    await bench.maintain();
    const stepsOf = (stepMs: number) => {
      const range = { fromMs: startMs, toMs: startMs + 3600 * stepMs - 1 };
      const query = { metric: 'one', labels: {}, ...range, maxPoints: 3601, reduce: 'max' } as const;
      return turnsDuring(() => bench.history.samples(query));
    };
    const [minutes, finer] = [await stepsOf(minuteMs), await stepsOf(minuteMs - 1_000)];
    expect(minutes.result[0]?.values.slice(0, 2)).toEqual([minuteMs - everyMs, 2 * minuteMs - everyMs]);
    expect(minutes.turns).toBeLessThan(finer.turns);
  });
});
