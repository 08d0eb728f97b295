import { describe, expect, it } from 'vitest';
import type { Collected } from '../../../main/collectors/collector';
import { type CycleResult, runCycle } from '../../../main/engine/measuring/cycle';
import { gauge } from '../../../main/metrics/model';
import { FakeClock } from '../../support/fake-clock';

const good = gauge('good', 'Of a test.', [[{}, 1]]);

async function cycle(
  collect: (signal: AbortSignal, clock: FakeClock) => Promise<Collected>,
): Promise<CycleResult> {
  const clock = new FakeClock();
  const collector = { collect: (signal: AbortSignal) => collect(signal, clock), close: async () => {} };
  const running = runCycle(collector, { clock, timeoutMs: 5_000 });
  await clock.advance(60_000);
  return running.result;
}

function later(clock: FakeClock, delayMs: number, collected: Collected): Promise<Collected> {
  return new Promise((resolve) => clock.after(delayMs, () => resolve(collected)));
}

describe('a cycle', () => {
  it('is timed', async () => {
    const result = await cycle((_, clock) => later(clock, 1_200, { families: [good], problems: [] }));
    expect(result).toMatchObject({ families: [good], problems: [], durationMs: 1_200 });
  });

  it('tells its collector how long it may take', async () => {
    const limits: (number | undefined)[] = [];
    const collect = async (_: AbortSignal, limitMs?: number) => {
      limits.push(limitMs);
      return { families: [], problems: [] };
    };
    await runCycle({ collect, close: async () => {} }, { clock: new FakeClock(), timeoutMs: 5_000 }).result;
    expect(limits).toEqual([5_000]);
  });

  it('that throws is a problem and not the end', async () => {
    const result = await cycle(() => {
      throw new Error('oops');
    });
    expect(result.families).toEqual([]);
    expect(result.problems).toEqual([{ code: 'internal', message: expect.stringContaining('oops') }]);
  });

  it('that rejects is a problem too', async () => {
    const result = await cycle(() => Promise.reject(new Error('oops')));
    expect(result.problems).toMatchObject([{ code: 'internal' }]);
  });

  it('leaves out what Prometheus would refuse, says so and keeps the rest', async () => {
    const bad = gauge('bad', '', [
      [{ a: '1' }, 1],
      [{ a: '1' }, 2],
    ]);
    const result = await cycle(async () => ({ families: [good, bad], problems: [] }));
    expect(result.families.map(({ name }) => name)).toContain('good');
    expect(result.problems).toEqual([{ code: 'bad_output', message: expect.stringContaining('Left out: ') }]);
  });

  it('says no more than ten faults one by one', async () => {
    const families = Array.from({ length: 50 }, (_, index) => gauge(`not a name ${index}`, '', [[{}, 1]]));
    const result = await cycle(async () => ({ families, problems: [] }));
    expect(result.problems).toHaveLength(11);
    expect(result.problems.at(-1)?.message).toContain('40 more');
  });

  it('is ended at its timeout and keeps what was measured until then', async () => {
    const result = await cycle(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ families: [good], problems: [] }));
        }),
    );
    expect(result).toMatchObject({ families: [good], problems: [{ code: 'timeout' }], durationMs: 5_000 });
  });

  it('that ignores its timeout is abandoned without a value', async () => {
    const result = await cycle((_, clock) => later(clock, 30_000, { families: [good], problems: [] }));
    expect(result).toMatchObject({ families: [], problems: [{ code: 'timeout' }], durationMs: 6_000 });
  });

  it('is settled only when the collector is, though its result is there before', async () => {
    const clock = new FakeClock();
    const collector = {
      collect: () => later(clock, 30_000, { families: [], problems: [] }),
      close: async () => {},
    };
    const running = runCycle(collector, { clock, timeoutMs: 1_000 });
    const order: string[] = [];
    void running.result.then(() => order.push('result'));
    void running.settled.then(() => order.push('settled'));
    await clock.advance(29_999);
    expect(order).toEqual(['result']);
    await clock.advance(1);
    expect(order).toEqual(['result', 'settled']);
    expect(clock.waiting).toBe(0);
  });

  it('ends early when told to', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const collector = { collect: () => new Promise<Collected>(() => {}), close: async () => {} };
    const running = runCycle(collector, { clock, timeoutMs: 60_000, signal: stop.signal });
    stop.abort();
    await clock.advance(1_000);
    expect(await running.result).toMatchObject({ families: [], problems: [] });
    expect(clock.waiting).toBe(0);
  });
});
