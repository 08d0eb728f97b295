import { describe, expect, it } from 'vitest';
import { EngineBench, gatewayDown, gatewayRefuses, lateAnswer, measured } from '../../support/engine-bench';

const collectors = [{ id: 'tcp', kind: 'tcp-states' as const, interval: '1s' }];
const team = { id: 'team', kind: 'pushgateway' as const, urls: ['http://gateway:9091'] };
const interval = '15s';

function start(destinations: readonly (typeof team)[] = [team]): EngineBench {
  const bench = new EngineBench();
  bench.start({ interval, collectors, destinations: [...destinations] });
  return bench;
}

function health(bench: EngineBench) {
  const [first] = bench.engine.status().destinations;
  if (!first) throw new Error('no destination');
  return first;
}

describe('pushing', () => {
  it('sends the newest snapshot soon after the start, then at each interval', async () => {
    const bench = start();
    await bench.clock.advance(5_000);
    expect(bench.pushes()).toHaveLength(1);
    await bench.clock.advance(90_000);
    const times = bench
      .pushes()
      .map(({ atMs }) => atMs)
      .slice(1);
    expect(new Set(times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0)))).toEqual(
      new Set([15_000]),
    );
    expect(health(bench)).toMatchObject({ state: 'ok', consecutiveFailures: 0 });
  });

  it('sends nothing before the first cycle is over, and then at once', async () => {
    const bench = new EngineBench();
    bench.measures.set(
      'tcp',
      () => new Promise((resolve) => bench.clock.after(8_000, () => resolve(measured('tcp', 1)))),
    );
    bench.start({
      interval,
      collectors: [{ ...collectors[0], interval: '10s' } as never],
      destinations: [team],
    });
    await bench.clock.advance(8_000);
    expect(bench.pushes()).toEqual([]);
    expect(health(bench).state).toBe('waiting');
    await bench.clock.advance(1_000);
    expect(bench.pushes()).toHaveLength(1);
    expect(bench.pushes()[0]?.families.map(({ name }) => name)).toContain('tcp_value');
  });

  it('names the machine by its host name up to the first dot, with the labels of settings', async () => {
    const bench = new EngineBench();
    bench.start({ interval, collectors, labels: { site: 'berlin' }, destinations: [team] });
    await bench.clock.advance(5_000);
    expect(bench.pushes()[0]?.identity).toEqual({ instance: 'web1', labels: { site: 'berlin' } });
  });

  it('records each try, and tells who listens', async () => {
    const bench = start();
    bench.answers.set('team', () => (bench.pushes().length === 1 ? gatewayRefuses : undefined));
    await bench.clock.advance(20_000);
    expect(bench.history.records).toMatchObject([
      {
        destination: 'team',
        ok: false,
        attempt: 1,
        errorCode: 'refused',
        errorMessage: 'The gateway refused it.',
      },
      { destination: 'team', ok: true, attempt: 1, status: 200 },
    ]);
    const told = bench.events.flatMap((event) => (event.kind === 'push' ? [event.push] : []));
    expect(told).toEqual(bench.history.records);
  });

  it('cuts long bodies in the record and says so', async () => {
    const bench = new EngineBench();
    const long = Array.from({ length: 5_000 }, (_, i) => measured(`m${i}`, i).families).flat();
    bench.measures.set('tcp', () => ({ families: long, problems: [] }));
    bench.start({ interval, collectors, destinations: [team] });
    await bench.clock.advance(5_000);
    expect(bench.history.records[0]?.requestBody).toHaveLength(64 * 1024);
    expect(bench.history.records[0]?.bodyCut).toBe(true);
  });
});

describe('a push that failed and may pass', () => {
  it('is tried again with growing delays, each time with the newest snapshot', async () => {
    const bench = start();
    bench.answers.set('team', () => gatewayDown);
    await bench.clock.advance(200_000);
    const times = bench.pushes().map(({ atMs }) => atMs);
    const delays = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    // Half of each bound, as the test's random says.
    expect(delays.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const heartbeats = bench
      .pushes()
      .map(
        ({ families }) =>
          families.find(({ name }) => name === 'pushtray_heartbeat_timestamp_seconds')?.samples[0]?.value,
      );
    expect(new Set(heartbeats).size).toBe(heartbeats.length);
    expect(bench.history.records.map(({ attempt }) => attempt).slice(0, 4)).toEqual([1, 2, 3, 4]);
  });

  it('waits with that while a recorded push is sent once more', async () => {
    const bench = start();
    bench.answers.set('team', () => gatewayDown);
    await bench.clock.advance(6_000);
    const [recorded] = bench.history.records;
    const { answer, come } = lateAnswer();
    bench.answers.set('team', answer);
    const before = bench.sent.length;
    const repeated = recorded && bench.engine.repeatPush(recorded);
    await bench.clock.advance(60_000);
    const kinds = () => bench.sent.slice(before).map(({ kind }) => kind);
    expect(kinds()).toEqual(['repeat']);
    come();
    expect(await repeated).toMatchObject({ ok: true });
    await bench.clock.advance(0);
    expect(kinds()).toEqual(['repeat', 'push']);
  });

  it('shows since when, how often and when next', async () => {
    const bench = start();
    bench.answers.set('team', () => gatewayDown);
    await bench.clock.advance(6_000);
    const { failingSinceMs, nextPushAtMs, ...shown } = health(bench);
    expect(shown).toMatchObject({ state: 'failing', problem: 'No gateway there.', lastPush: { ok: false } });
    expect(shown.consecutiveFailures).toBeGreaterThan(1);
    expect(failingSinceMs).toBe(bench.history.records[0]?.atMs);
    expect(nextPushAtMs).toBeGreaterThan(bench.clock.nowMs());
    expect(bench.text()).toContain(
      `pushtray_push_failures_total{destination="team"} ${shown.consecutiveFailures}`,
    );
  });

  it('is forgiven by the first success, and the grid goes on as if nothing had been', async () => {
    const bench = start();
    await bench.clock.advance(31_000);
    const onGrid = (bench.pushes().at(-1)?.atMs ?? 0) % 15_000;
    let down = true;
    bench.answers.set('team', () => (down ? gatewayDown : undefined));
    await bench.clock.advance(40_000);
    down = false;
    await bench.clock.advance(60_000);
    expect(health(bench)).toMatchObject({ state: 'ok', consecutiveFailures: 0 });
    expect(health(bench)).not.toHaveProperty('problem');
    expect((bench.pushes().at(-1)?.atMs ?? 0) % 15_000).toBe(onGrid);
    expect(bench.logger.entries.map(({ message }) => message)).toEqual([
      'A push failed.',
      'Pushes arrive again.',
    ]);
  });
});

describe('a push that was refused', () => {
  it('waits for the next point of the grid', async () => {
    const bench = start();
    bench.answers.set('team', () => gatewayRefuses);
    await bench.clock.advance(5_000);
    const first = bench.pushes().length;
    await bench.clock.advance(60_000);
    expect(bench.pushes().length - first).toBe(4);
    expect(new Set(bench.history.records.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  });
});

describe('several destinations', () => {
  it('do not wait for each other', async () => {
    const bench = start([team, { ...team, id: 'slow', urls: ['http://slow:9091'] }]);
    bench.answers.set('slow', () => new Promise(() => {}));
    await bench.clock.advance(60_000);
    expect(bench.pushes('slow')).toHaveLength(1);
    expect(bench.pushes('team').length).toBeGreaterThanOrEqual(4);
  });
});

describe('pushing now', () => {
  it('pushes at once to all or to one, one try at a time', async () => {
    const bench = start([team, { ...team, id: 'other', urls: ['http://other:9091'] }]);
    await bench.clock.advance(5_000);
    const before = bench.sent.length;
    const all = await bench.engine.pushNow();
    expect(all.ok && all.value.map(({ destination }) => destination)).toEqual(['team', 'other']);
    const [first, second] = await Promise.all([bench.engine.pushNow('team'), bench.engine.pushNow('team')]);
    expect(first.ok && second.ok && first.value[0]?.id !== second.value[0]?.id).toBe(true);
    expect(bench.sent.length - before).toBe(4);
  });

  it('says why it cannot', async () => {
    const bench = start();
    const code = async (destination?: string) => {
      const pushed = await bench.engine.pushNow(destination);
      return pushed.ok ? 'ok' : pushed.error.code;
    };
    const because = async () => {
      const pushed = await bench.engine.pushNow();
      return pushed.ok ? '' : pushed.error.message;
    };
    expect(await because()).toBe('Nothing has been measured yet.');
    expect(await code('nobody')).toBe('not_found');
    bench.apply({ collectors, destinations: [{ ...team, enabled: false }] });
    expect(await code('team')).toBe('not_pushing');
    expect(await because()).toBe('There is no destination to push to.');
    bench.apply({ collectors, destinations: [team], pushing: false });
    expect(await because()).toBe('Pushing is switched off.');
    bench.apply({ collectors, destinations: [team], monitoring: false });
    expect(await because()).toBe('Monitoring is switched off.');
  });

  it('cuts a back-off short', async () => {
    const bench = start();
    let down = true;
    bench.answers.set('team', () => (down ? gatewayDown : undefined));
    await bench.clock.advance(60_000);
    down = false;
    await bench.engine.pushNow('team');
    expect(health(bench)).toMatchObject({ state: 'ok' });
  });
});
