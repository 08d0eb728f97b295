import { describe, expect, it } from 'vitest';
import type { PushedGroup } from '../../../main/destinations/destination';
import { pushgatewaySettings } from '../../../main/settings/schema/destinations';
import { EngineBench, gatewayDown, gatewayRefuses } from '../../support/engine-bench';

const tcp = { id: 'tcp', kind: 'tcp-states' as const, interval: '1s' };
const urls = ['http://a:9091', 'http://b:9091'];
const pair = { id: 'pair', kind: 'pushgateway' as const, urls };
const common = { interval: '15s', collectors: [tcp] };

async function started(destinations: readonly object[] = [pair], bench = new EngineBench()) {
  bench.start({ ...common, destinations: destinations as never });
  await bench.clock.advance(5_000);
  return bench;
}

function addressesOf(bench: EngineBench, kind: 'push' | 'forget'): string[] {
  const sent = bench.sent.filter((one) => one.kind === kind);
  return sent.map(({ settings }) => (settings.kind === 'pushgateway' ? settings.urls.join(' ') : ''));
}

describe('a destination with several addresses', () => {
  it('pushes to each, with a state of its own for each', async () => {
    const bench = new EngineBench();
    bench.answers.set('http://a:9091', () => gatewayRefuses);
    await started([pair], bench);
    expect(new Set(addressesOf(bench, 'push'))).toEqual(new Set(urls));
    expect(bench.engine.status().destinations).toMatchObject([
      { id: 'pair', url: 'http://a:9091', state: 'failing', consecutiveFailures: 1 },
      { id: 'pair', url: 'http://b:9091', state: 'ok', consecutiveFailures: 0 },
    ]);
  });

  it('tries again only where a push failed', async () => {
    const bench = new EngineBench();
    bench.answers.set('http://a:9091', () => gatewayDown);
    await started([pair], bench);
    const first = addressesOf(bench, 'push');
    expect(first.filter((url) => url === 'http://a:9091').length).toBeGreaterThan(1);
    expect(first.filter((url) => url === 'http://b:9091')).toHaveLength(1);
  });

  it('says of each since when it fails and why, and when a push last arrived', async () => {
    const bench = new EngineBench();
    bench.answers.set('http://a:9091', () => gatewayDown);
    await started([pair], bench);
    expect(bench.text()).toMatch(
      /pushtray_push_failing_since_timestamp_seconds\{destination="pair",url="http:\/\/a:9091",code="unreachable"\} \d/,
    );
    expect(bench.text()).toMatch(
      /pushtray_last_successful_push_timestamp_seconds\{destination="pair",url="http:\/\/b:9091"\} \d/,
    );
    expect(bench.text()).toMatch(/pushtray_push_failures_total\{destination="pair"\} [1-9]/);
  });

  it('is pushed to as a whole on demand', async () => {
    const bench = await started();
    const pushed = await bench.engine.pushNow('pair');
    expect(pushed.ok && pushed.value.map(({ url }) => url)).toEqual(urls);
  });

  it('takes series away where an address is taken out, and leaves the other delivery alone', async () => {
    const bench = await started();
    bench.apply({ ...common, destinations: [{ ...pair, urls: ['http://b:9091'] }] });
    await bench.clock.advance(1_000);
    expect(addressesOf(bench, 'forget')).toEqual(['http://a:9091']);
    expect(bench.closed).toEqual(['pair']);
  });

  it('is one delivery when it fails over, which goes on when an address is added', async () => {
    const failover = { ...pair, mode: 'failover' as const };
    const bench = await started([failover]);
    expect(addressesOf(bench, 'push')).toEqual([urls.join(' ')]);
    bench.apply({ ...common, destinations: [{ ...failover, urls: [...urls, 'http://c:9091'] }] });
    await bench.clock.advance(1_000);
    expect(addressesOf(bench, 'forget')).toEqual([]);
    bench.apply({ ...common, destinations: [{ ...failover, urls: ['http://b:9091'] }] });
    await bench.clock.advance(1_000);
    expect(addressesOf(bench, 'forget')).toHaveLength(1);
  });
});

describe('what a run that crashed left at a gateway', () => {
  const left = (settings: object, instance = 'web1'): PushedGroup => ({
    settings: pushgatewaySettings.parse({
      id: 'old',
      kind: 'pushgateway',
      urls: ['http://a:9091'],
      ...settings,
    }),
    identity: { instance, labels: {} },
  });

  it('is taken away at the start when nothing is pushed there under that key any more', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.groups.add(left({}, 'other-name'));
    bench.groups.add(left({ urls: ['http://gone:9091'] }));
    await started([pair], bench);
    const forgotten = bench.forgets().map(({ settings, identity }) => [settings.job, identity.instance]);
    expect(forgotten).toEqual([
      ['renamed', 'web1'],
      ['pushtray', 'other-name'],
      ['pushtray', 'web1'],
    ]);
    expect(bench.history.records.filter(({ method }) => method === 'DELETE')).toHaveLength(3);
  });

  it('stays when this run pushes to it, and is taken away on quitting even before the first push', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({}));
    bench.start({ ...common, destinations: [pair] });
    await bench.clock.advance(0);
    expect(bench.forgets()).toEqual([]);
    await bench.engine.stop();
    expect(addressesOf(bench, 'forget')).toEqual(['http://a:9091']);
  });

  it('is tried again with back-off while the receiver is away, told once, until it is gone, told too', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.farewells.set('old', () => gatewayDown);
    await started([pair], bench);
    await bench.clock.advance(55_000);
    const times = bench.forgets().map(({ atMs }) => atMs);
    // Half of each bound, as the bench's random says.
    expect(times.slice(0, 6)).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500]);
    bench.farewells.clear();
    await bench.clock.advance(60_000);
    expect(bench.groups.list()).toEqual([]);
    const records = bench.history.records.filter(({ destination }) => destination === 'old');
    expect(records).toMatchObject([{ ok: false, attempt: 1 }, { ok: true }]);
    const told = bench.logger.entries.filter(({ message }) => message.includes('taken away'));
    expect(told).toMatchObject([{ level: 'warn' }, { level: 'info', fields: { destination: 'old' } }]);
    const tries = bench.forgets().length;
    await bench.clock.advance(300_000);
    expect(bench.forgets()).toHaveLength(tries);
  });

  it('is left alone as soon as it is in use again, and while the machine sleeps', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.farewells.set('old', () => gatewayDown);
    await started([pair], bench);
    await bench.engine.suspend();
    const asleep = bench.forgets().filter(({ destination }) => destination === 'old').length;
    await bench.clock.advance(60_000);
    const tries = () => bench.forgets().filter(({ destination }) => destination === 'old').length;
    expect(tries()).toBe(asleep);
    bench.engine.resume();
    await bench.clock.advance(5_000);
    expect(tries()).toBeGreaterThan(asleep);
    bench.apply({ ...common, destinations: [{ ...pair, job: 'renamed' }] });
    await bench.clock.advance(0);
    const before = tries();
    await bench.clock.advance(120_000);
    expect(tries()).toBe(before);
  });

  it('is not asked of a receiver that refuses, until settings change', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.farewells.set('old', () => gatewayRefuses);
    await started([pair], bench);
    await bench.clock.advance(300_000);
    expect(bench.forgets()).toHaveLength(1);
    bench.apply({ ...common, interval: '20s', destinations: [pair] });
    await bench.clock.advance(1_000);
    expect(bench.forgets()).toHaveLength(2);
  });

  it('is gone before the first push when it is in use again while it is being taken away', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.farewells.set(
      'old',
      () => new Promise((resolve) => bench.clock.after(2_000, () => resolve(undefined))),
    );
    const one = { ...pair, urls: ['http://a:9091'] };
    bench.start({ ...common, destinations: [one] });
    await bench.clock.advance(500);
    bench.apply({ ...common, destinations: [{ ...one, job: 'renamed' }] });
    await bench.clock.advance(0);
    const pushed = bench.engine.pushNow();
    await bench.clock.advance(5_000);
    expect(await pushed).toMatchObject({ ok: true });
    const ofRenamed = bench.sent.filter(({ settings }) => settings.job === 'renamed');
    expect(ofRenamed[0]).toMatchObject({ kind: 'forget', atMs: 0 });
    expect(ofRenamed[1]).toMatchObject({ kind: 'push', atMs: 2_000 });
  });

  it('is taken away by a start that is paused, as for any pause', async () => {
    for (const onQuit of ['delete', 'keep'] as const) {
      const bench = new EngineBench();
      bench.groups.add(left({ onQuit }));
      bench.start({ ...common, destinations: [{ ...pair, onQuit }], pushing: false });
      await bench.clock.advance(1_000);
      expect(addressesOf(bench, 'forget')).toEqual(onQuit === 'keep' ? [] : ['http://a:9091']);
    }
  });

  it('stays when onRemove says to keep it', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed', onRemove: 'keep' }));
    await started([pair], bench);
    expect(bench.forgets()).toEqual([]);
  });

  it('is not touched by a single measurement', async () => {
    const bench = new EngineBench();
    bench.groups.add(left({ job: 'renamed' }));
    bench.apply({ ...common, destinations: [pair] });
    await bench.engine.measureOnce();
    await bench.engine.stop({ forget: false });
    expect(bench.sent).toEqual([]);
  });
});
