import { describe, expect, it } from 'vitest';
import { EngineBench, gatewayDown } from '../../support/engine-bench';

const tcp = { id: 'tcp', kind: 'tcp-states' as const, interval: '1s' };
const mimir = { id: 'mimir', kind: 'remote-write' as const, url: 'http://mimir:9009/api/v1/push' };
const common = { interval: '15s', collectors: [tcp], destinations: [mimir] };

/** Running, with its first push over. */
async function started(bench = new EngineBench()): Promise<EngineBench> {
  bench.start(common);
  await bench.clock.advance(5_000);
  return bench;
}

function health(bench: EngineBench) {
  const [first] = bench.engine.status().destinations;
  if (!first) throw new Error('no destination');
  return first;
}

describe('a destination that takes history', () => {
  it('is handed a snapshot at every point of the grid while it is away, and none for a try between', async () => {
    const bench = await started();
    await bench.clock.advance(15_000);
    bench.answers.set('mimir', () => gatewayDown);
    await bench.clock.advance(150_000);
    const handed = bench.sent
      .filter(({ kind }) => kind === 'push' || kind === 'keep')
      .map(({ atMs }) => atMs);
    expect(handed.length).toBeGreaterThan(10);
    expect(new Set(handed.slice(2).map((atMs, index) => atMs - (handed[index + 1] ?? 0)))).toEqual(
      new Set([15_000]),
    );
    expect(bench.sent.filter(({ kind }) => kind === 'send').length).toBeGreaterThan(5);
  });

  it('is handed one while a push is under way too', async () => {
    const bench = await started();
    const slowly = () =>
      new Promise<undefined>((resolve) => bench.clock.after(50_000, () => resolve(undefined)));
    bench.answers.set('mimir', slowly);
    await bench.clock.advance(60_000);
    expect(bench.sent.filter(({ kind }) => kind === 'keep').length).toBeGreaterThanOrEqual(3);
  });

  it('is left alone as long as it asks', async () => {
    const bench = await started();
    bench.answers.set('mimir', () => ({ ...gatewayDown, retryAfterMs: 120_000 }));
    const tries = () => bench.sent.filter(({ kind }) => kind === 'push' || kind === 'send').length;
    await bench.clock.advance(15_000);
    const before = tries();
    await bench.clock.advance(100_000);
    expect(tries()).toBe(before);
    await bench.clock.advance(20_000);
    expect(tries()).toBe(before + 1);
  });

  it('is shown as held while the clock is wrong', async () => {
    const bench = await started();
    bench.answers.set('mimir', () => ({
      code: 'clock_skew',
      message: 'The clock is wrong.',
      retryable: false,
    }));
    await bench.clock.advance(15_000);
    expect(health(bench)).toMatchObject({ state: 'held', problem: 'The clock is wrong.' });
    bench.answers.delete('mimir');
    await bench.clock.advance(15_000);
    expect(health(bench)).toMatchObject({ state: 'ok' });
  });

  it.each([{ pushing: false }, { monitoring: false }])('has its series ended by %j', async (off) => {
    const bench = await started();
    bench.apply({ ...common, ...off });
    await bench.clock.advance(60_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget']);
    bench.apply(common);
    await bench.clock.advance(20_000);
    expect(bench.pushes().length).toBeGreaterThan(1);
    await bench.engine.stop();
    expect(bench.forgets()).toHaveLength(2);
  });

  it('has its series ended on quitting, or when its address changes', async () => {
    const bench = await started();
    bench.apply({ ...common, destinations: [{ ...mimir, url: 'http://other:9009/api/v1/push' }] });
    await bench.clock.advance(5_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget', 'push']);
    await bench.engine.stop();
    expect(bench.forgets()).toHaveLength(2);
  });

  it('has its backlog among the metrics', async () => {
    const bench = await started();
    expect(bench.text()).toContain('pushtray_backlog_samples{destination="mimir"} 3\n');
    expect(bench.text()).toContain('pushtray_backlog_oldest_timestamp_seconds{destination="mimir"} 5\n');
    expect(bench.text()).toContain('pushtray_backlog_dropped_samples_total{destination="mimir"} 2\n');
    bench.apply({ ...common, destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://a:9091'] }] });
    expect(bench.text()).not.toContain('pushtray_backlog');
  });

  it('has its backlog in its status', async () => {
    const bench = await started();
    expect(health(bench).backlog).toEqual({
      snapshots: 1,
      samples: 3,
      bytes: 90,
      oldestAtMs: 5_000,
      droppedSamples: 2,
    });
  });

  it('is not pushed to when it is our own address', async () => {
    const bench = new EngineBench();
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common, destinations: [{ ...mimir, url: 'http://localhost:9091/api/v1/write' }] });
    await bench.clock.advance(5_000);
    expect(bench.sent).toEqual([]);
    expect(health(bench)).toMatchObject({ state: 'held' });
  });
});
