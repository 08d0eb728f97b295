import { describe, expect, it } from 'vitest';
import { type NetworkInUse, NetworkWatch } from '../../../main/engine/watching/network-watch';
import type { Mark } from '../../../main/history/history';
import { failure, type Outcome, success } from '../../../main/outcome';
import { EngineBench, MemoryHistory } from '../../support/engine-bench';
import { FakeClock } from '../../support/fake-clock';

function running(monitoring = true): EngineBench {
  const bench = new EngineBench();
  bench.start({ interval: '5s', monitoring });
  return bench;
}

function kinds({ history }: EngineBench): string[] {
  return history.recordedMarks.map(({ kind }) => kind);
}

describe('measuring is marked', () => {
  it('when it starts and when it stops, each once', async () => {
    const bench = running();
    const stopping = bench.engine.stop();
    await bench.clock.advance(6_000);
    await stopping;
    await bench.engine.stop();
    expect(kinds(bench)).toEqual(['started', 'stopped']);
  });

  it('when the setting turns it off and on, and not when others change', () => {
    const bench = running();
    bench.apply({ interval: '10s' });
    bench.apply({ monitoring: false });
    bench.apply({ monitoring: false, interval: '5s' });
    bench.apply({ monitoring: true });
    expect(kinds(bench)).toEqual(['started', 'paused', 'resumed']);
  });

  it('when the machine sleeps and wakes, as the system says', async () => {
    const bench = running();
    void bench.engine.suspend();
    bench.clock.sleep(60_000);
    bench.engine.resume();
    await bench.clock.advance(10_000);
    expect(kinds(bench)).toEqual(['started', 'asleep', 'awake']);
    const [, asleep, awake] = bench.history.recordedMarks as [Mark, Mark, Mark];
    expect(awake.atMs - asleep.atMs).toBe(60_000);
  });

  it('when the machine slept and nobody said so', async () => {
    const bench = running();
    bench.clock.sleep(3_600_000);
    await bench.clock.advance(10_000);
    expect(kinds(bench)).toEqual(['started', 'asleep', 'awake']);
    const [, asleep, awake] = bench.history.recordedMarks as [Mark, Mark, Mark];
    expect(awake.atMs - asleep.atMs).toBe(3_600_000);
  });

  it('not when the clock was only set', async () => {
    const bench = running();
    bench.clock.jumpWall(3_600_000);
    await bench.clock.advance(10_000);
    expect(kinds(bench)).toEqual(['started']);
  });

  it('so that the newest mark alone says how it is', () => {
    const bench = running(false);
    expect(kinds(bench)).toEqual(['started', 'paused']);
    void bench.engine.suspend();
    bench.engine.resume();
    expect(kinds(bench).slice(2)).toEqual(['asleep', 'awake', 'paused']);
  });

  it('with a setting that changed during sleep once it is awake', () => {
    const bench = running();
    void bench.engine.suspend();
    bench.apply({ monitoring: false });
    expect(kinds(bench)).toEqual(['started', 'asleep']);
    bench.engine.resume();
    expect(kinds(bench)).toEqual(['started', 'asleep', 'awake', 'paused']);
  });
});

describe('the network is marked', () => {
  const home: NetworkInUse = { interface: 'wlan0', address: '192.168.1.20', gateway: '192.168.1.1' };
  const work: NetworkInUse = { interface: 'eth0', address: '10.0.0.5', gateway: '10.0.0.1' };

  function watching(history = new MemoryHistory()) {
    const clock = new FakeClock();
    const seen: { found: Outcome<NetworkInUse | undefined>; looks: number } = {
      found: success(undefined),
      looks: 0,
    };
    const find = () => {
      seen.looks += 1;
      return Promise.resolve(seen.found);
    };
    const watch = new NetworkWatch({ find, history, clock });
    return {
      history,
      clock,
      watch,
      seen,
      async find(network: NetworkInUse | undefined) {
        seen.found = success(network);
        clock.freeze(5_000);
        await watch.look();
      },
      changes: () => history.recordedMarks.map(({ kind, from, to }) => [kind, from, to]),
    };
  }

  it('as it is at the first look ever, then when it changes, with what was before and what is now', async () => {
    const bench = watching();
    await bench.find(home);
    await bench.find(home);
    await bench.find({ ...home, gateway: '192.168.1.254' });
    await bench.find(work);
    await bench.find(undefined);
    expect(bench.changes()).toEqual([
      ['gateway_changed', '192.168.1.1', '192.168.1.1'],
      ['network_changed', 'wlan0 192.168.1.20', 'wlan0 192.168.1.20'],
      ['gateway_changed', '192.168.1.1', '192.168.1.254'],
      ['gateway_changed', '192.168.1.254', '10.0.0.1'],
      ['network_changed', 'wlan0 192.168.1.20', 'eth0 10.0.0.5'],
      ['gateway_changed', '10.0.0.1', undefined],
      ['network_changed', 'eth0 10.0.0.5', undefined],
    ]);
  });

  it('when it comes after there was none', async () => {
    const bench = watching();
    await bench.find(undefined);
    await bench.find(home);
    expect(bench.changes()).toEqual([
      ['gateway_changed', undefined, '192.168.1.1'],
      ['network_changed', undefined, 'wlan0 192.168.1.20'],
    ]);
  });

  it('also when it changed between two runs, and not when it stayed', async () => {
    const { history, find } = watching();
    await find(home);
    const same = watching(history);
    await same.find(home);
    expect(history.recordedMarks).toHaveLength(2);
    const moved = watching(history);
    await moved.find(work);
    expect(moved.changes().slice(2)).toEqual([
      ['gateway_changed', '192.168.1.1', '10.0.0.1'],
      ['network_changed', 'wlan0 192.168.1.20', 'eth0 10.0.0.5'],
    ]);
  });

  it('not when it could not be found out', async () => {
    const bench = watching();
    await bench.find(home);
    bench.seen.found = failure('no_source', 'It is not there.');
    bench.clock.freeze(5_000);
    await bench.watch.look();
    expect(bench.changes()).toHaveLength(2);
  });

  it('by one look for all the cycles that end together', async () => {
    const bench = watching();
    for (let cycle = 0; cycle < 5; cycle += 1) await bench.watch.look();
    expect(bench.seen.looks).toBe(1);
  });
});
