import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../main/engine/delivering/destination-settings';
import { encodeText } from '../../../main/metrics/encode';
import { pushgatewaySettings } from '../../../main/settings/schema/destinations';
import { EngineBench, gatewayDown, lateAnswer, measured, type SentPush } from '../../support/engine-bench';
import { settled } from '../../support/fake-clock';

const tcp = { id: 'tcp', kind: 'tcp-states' as const, interval: '1s' };
const ping = { id: 'ping', kind: 'ping' as const, interval: '1s', targets: [] };
const team = { id: 'team', kind: 'pushgateway' as const, urls: ['http://gateway:9091'] };
const common = { interval: '15s', collectors: [tcp] };

/** Running, with its first push delivered. */
async function started(
  settings: Parameters<EngineBench['start']>[0] = {},
  hostName?: string,
): Promise<EngineBench> {
  const bench = new EngineBench(hostName);
  bench.start({ ...common, destinations: [team], ...settings });
  await bench.clock.advance(5_000);
  return bench;
}

describe('series are taken away', () => {
  it('when the destination is removed or switched off', async () => {
    for (const destinations of [[], [{ ...team, enabled: false }]]) {
      const bench = await started();
      bench.apply({ ...common, destinations });
      await bench.clock.advance(60_000);
      expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget']);
      expect(bench.closed).toEqual(['team']);
      expect(bench.history.records.at(-1)).toMatchObject({ method: 'DELETE', destination: 'team' });
    }
  });

  it.each([
    ['the instance', { instance: 'other' }],
    ['the labels', { labels: { site: 'berlin' } }],
    ['the job', { destinations: [{ ...team, job: 'other' }] }],
    ['the labels of the destination', { destinations: [{ ...team, labels: { team: 'net' } }] }],
    ['the address', { destinations: [{ ...team, urls: ['http://elsewhere:9091'] }] }],
  ])('under the old key, before the first push under the new one, when %s changes', async (_, change) => {
    const bench = await started();
    bench.apply({ ...common, destinations: [team], ...change });
    await bench.clock.advance(5_000);
    const [first, forgotten, second] = bench.sent;
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget', 'push']);
    expect(forgotten).toMatchObject({ identity: first?.identity, settings: first?.settings });
    expect([second?.identity, second?.settings]).not.toEqual([first?.identity, first?.settings]);
  });

  it('not when only the way of pushing changes, but still on quitting', async () => {
    const bench = await started();
    bench.apply({ ...common, destinations: [{ ...team, timeout: '3s', gzip: false }] });
    await bench.clock.advance(1);
    expect(bench.forgets()).toEqual([]);
    expect(bench.closed).toEqual(['team']);
    await bench.engine.stop();
    expect(bench.forgets()).toHaveLength(1);
  });

  it('not when settings are the same', async () => {
    const bench = await started();
    bench.apply({ ...common, destinations: [{ ...team }] });
    await bench.clock.advance(1);
    expect(bench.closed).toEqual([]);
  });

  it('not where nothing was ever sent', async () => {
    const bench = new EngineBench();
    bench.start({ ...common, destinations: [team] });
    await bench.engine.stop();
    expect(bench.sent).toEqual([]);
  });

  it('not when onQuit says to keep them', async () => {
    const bench = await started({ destinations: [{ ...team, onQuit: 'keep' }] });
    await bench.engine.stop();
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push']);
  });

  it('not when onRemove says to keep them', async () => {
    const kept = { ...team, onRemove: 'keep' as const };
    for (const change of [{ destinations: [] }, { destinations: [kept], instance: 'other' }]) {
      const bench = await started({ destinations: [kept] });
      bench.apply({ ...common, ...change });
      await bench.clock.advance(1_000);
      expect(bench.forgets()).toEqual([]);
    }
  });

  it('as onQuit says where the destination is switched off, in this run and by the next', async () => {
    const off = { ...team, enabled: false };
    const kept = await started({ destinations: [{ ...team, onQuit: 'keep' }] });
    kept.apply({ ...common, destinations: [{ ...off, onQuit: 'keep' }] });
    const next = new EngineBench();
    const settings = pushgatewaySettings.parse({ ...team, onQuit: 'keep' });
    next.groups.add({ settings, identity: { instance: 'web1', labels: {} } });
    next.start({ ...common, destinations: [{ ...off, onQuit: 'keep' }] });
    for (const bench of [kept, next]) {
      await bench.clock.advance(1_000);
      expect(bench.forgets()).toEqual([]);
    }
    const ended = await started({ destinations: [{ ...team, onRemove: 'keep' }] });
    ended.apply({ ...common, destinations: [{ ...off, onRemove: 'keep' }] });
    await ended.clock.advance(1_000);
    expect(ended.forgets()).toHaveLength(1);
  });

  it('by onRemove alone when settings ask for them no longer, and by onQuit alone on quitting', async () => {
    const bench = await started({ destinations: [{ ...team, onQuit: 'keep' }] });
    bench.apply({ ...common, destinations: [{ ...team, onRemove: 'keep' }], instance: 'other' });
    await bench.clock.advance(5_000);
    expect(bench.forgets().map(({ identity }) => identity.instance)).toEqual(['web1']);
    await bench.engine.stop();
    expect(bench.forgets().map(({ identity }) => identity.instance)).toEqual(['web1', 'other']);
  });

  it('from a POSTed group when a family is no longer measured', async () => {
    const posted = { ...team, method: 'POST' as const };
    const bench = await started({ collectors: [tcp, ping], destinations: [posted] });
    bench.apply({ ...common, destinations: [posted] });
    await bench.clock.advance(15_000);
    expect(bench.sent.map(({ kind }) => kind).slice(0, 3)).toEqual(['push', 'forget', 'push']);
    await bench.clock.advance(60_000);
    expect(bench.forgets()).toHaveLength(1);
  });

  it('from a POSTed group at a later push when the gateway is away at that moment', async () => {
    const posted = { ...team, method: 'POST' as const };
    const bench = await started({ collectors: [tcp, ping], destinations: [posted] });
    bench.farewells.set('team', () => gatewayDown);
    bench.apply({ ...common, destinations: [posted] });
    await bench.clock.advance(15_000);
    bench.farewells.clear();
    await bench.clock.advance(60_000);
    expect(bench.sent.map(({ kind }) => kind).slice(0, 6)).toEqual([
      'push',
      'forget',
      'push',
      'forget',
      'push',
      'push',
    ]);
    expect(bench.forgets()).toHaveLength(2);
  });
});

describe('a pause', () => {
  it.each([{ pushing: false }, { monitoring: false }])(
    'by %j takes series away, and what goes on is pushed at once',
    async (off) => {
      const bench = await started();
      bench.apply({ ...common, destinations: [team], ...off });
      await bench.clock.advance(60_000);
      expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget']);
      expect(bench.engine.status().destinations[0]).toMatchObject({ state: 'paused' });
      bench.apply({ ...common, destinations: [team] });
      await bench.clock.advance(1_000);
      expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget', 'push']);
      expect(
        bench
          .pushes()
          .at(-1)
          ?.families.map(({ name }) => name),
      ).toContain('tcp_value');
    },
  );

  it('leaves them where onQuit is to keep them', async () => {
    const bench = await started({ destinations: [{ ...team, onQuit: 'keep' }] });
    bench.apply({ ...common, destinations: [{ ...team, onQuit: 'keep' }], pushing: false });
    await bench.clock.advance(60_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push']);
  });

  it('takes them away after the push under way, not before', async () => {
    const bench = await started();
    bench.answers.set(
      'team',
      () => new Promise((resolve) => bench.clock.after(4_000, () => resolve(undefined))),
    );
    void bench.engine.pushNow();
    await settled();
    bench.apply({ ...common, destinations: [team], pushing: false });
    await bench.clock.advance(3_000);
    expect(bench.forgets()).toEqual([]);
    await bench.clock.advance(1_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'push', 'forget']);
  });

  it('tries again where that fails, says so, and stops trying when it is over', async () => {
    const bench = await started();
    bench.farewells.set('team', () => gatewayDown);
    bench.apply({ ...common, destinations: [team], pushing: false });
    await bench.clock.advance(10_000);
    const tries = bench.forgets().length;
    expect(tries).toBeGreaterThan(2);
    expect(bench.engine.status().destinations[0]).toMatchObject({
      state: 'paused',
      problem: gatewayDown.message,
    });
    expect(bench.history.records.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    bench.apply({ ...common, destinations: [team] });
    await bench.clock.advance(60_000);
    expect(bench.forgets()).toHaveLength(tries);
    expect(bench.engine.status().destinations[0]).toMatchObject({ state: 'ok' });
    expect(bench.engine.status().destinations[0]).not.toHaveProperty('problem');
  });

  it('has taken them away when the receiver is back, once', async () => {
    const bench = await started();
    bench.farewells.set('team', () => gatewayDown);
    bench.apply({ ...common, destinations: [team], pushing: false });
    await bench.clock.advance(10_000);
    bench.farewells.clear();
    await bench.clock.advance(60_000);
    const tries = bench.forgets().length;
    expect(bench.history.records.filter(({ method }) => method === 'DELETE').map(({ ok }) => ok)).toEqual([
      false,
      true,
    ]);
    const told = bench.logger.entries.filter(({ message }) => message.includes('taken away'));
    expect(told.map(({ level }) => level)).toEqual(['warn', 'info']);
    await bench.clock.advance(120_000);
    await bench.engine.stop();
    expect(bench.forgets()).toHaveLength(tries);
  });
});

describe('quitting', () => {
  it('ends what is under way, takes series away and leaves no timer', async () => {
    const bench = await started();
    bench.answers.set(
      'team',
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(gatewayDown))),
    );
    void bench.engine.pushNow();
    await settled();
    const stopped = bench.engine.stop();
    await bench.clock.advance(0);
    await stopped;
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'push', 'forget']);
    expect(bench.history.records.map(({ ok }) => ok)).toEqual([true, true]);
    expect(new Set(bench.closed)).toEqual(new Set(['tcp', 'team']));
    expect(bench.clock.waiting).toBe(0);
  });

  it('does not hang on a destination that never answers', async () => {
    const bench = await started();
    bench.answers.set('team', () => new Promise(() => {}));
    void bench.engine.pushNow();
    let over = false;
    void bench.engine.stop().then(() => {
      over = true;
    });
    await bench.clock.advance(6_000);
    expect(over).toBe(true);
  });

  it('leaves the series when told to', async () => {
    const bench = await started();
    await bench.engine.stop({ forget: false });
    expect(bench.forgets()).toEqual([]);
  });
});

describe('sleep', () => {
  it('takes series away and measures nothing until it is over', async () => {
    const bench = await started();
    await bench.engine.suspend();
    const cycles = bench.cycles.length;
    await bench.clock.advance(60_000);
    expect(bench.cycles).toHaveLength(cycles);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget']);
    expect(bench.text()).not.toContain('tcp_value');
  });

  it('is followed by one cycle and one push at once, with nothing of before, then by the grid', async () => {
    const bench = await started({ interval: '5m' });
    await bench.engine.suspend();
    bench.clock.jumpWall(8 * 3_600_000);
    const [cycles, pushes] = [bench.cycles.length, bench.pushes().length];
    bench.engine.resume();
    await bench.clock.advance(0);
    expect(bench.cycles.length - cycles).toBe(1);
    expect(bench.pushes().length - pushes).toBe(1);
    await bench.clock.advance(10_000);
    expect(bench.cycles.length - cycles).toBe(11);
    expect(bench.pushes().length - pushes).toBe(1);
  });

  it('that is over while series are still being taken away is followed by a push when they are', async () => {
    const bench = await started({ interval: '5m' });
    const { answer, come } = lateAnswer();
    bench.farewells.set('team', answer);
    void bench.engine.suspend();
    await bench.clock.advance(0);
    bench.engine.resume();
    await bench.clock.advance(1_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget']);
    come();
    await bench.clock.advance(0);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['push', 'forget', 'push']);
  });

  it('that is over before a push under way has ended takes nothing away', async () => {
    const bench = await started();
    const { answer, come } = lateAnswer();
    bench.answers.set('team', answer);
    void bench.engine.pushNow();
    await bench.clock.advance(0);
    bench.answers.clear();
    void bench.engine.suspend();
    bench.engine.resume();
    come();
    await bench.clock.advance(30_000);
    expect(bench.forgets()).toEqual([]);
  });

  it('that nobody told of is noticed by the jump of the clock', async () => {
    const bench = await started({ interval: '5m', collectors: [{ ...tcp, interval: '5m' }] });
    await bench.clock.advance(5_000);
    const [cycles, pushes] = [bench.cycles.length, bench.pushes().length];
    bench.clock.jumpWall(3_600_000);
    await bench.clock.advance(5_000);
    expect(bench.cycles.length - cycles).toBe(1);
    expect(bench.pushes().length - pushes).toBe(1);
  });

  it.each([
    ['stood still', (bench: EngineBench) => bench.clock.jumpWall(3_600_000)],
    ['went on', (bench: EngineBench) => bench.clock.freeze(3_600_000)],
  ])('never lets a value of before be pushed or served, when the monotonic clock %s', async (_, sleep) => {
    const bench = await started({ interval: '2s' });
    bench.measures.set(
      'tcp',
      () => new Promise((resolve) => bench.clock.after(500, () => resolve(measured('tcp', 77)))),
    );
    await bench.clock.advance(2_000);
    const before = bench.pushes().length;
    sleep(bench);
    expect(encodeText(bench.engine.ownGroup().families)).not.toContain('tcp_value');
    await bench.clock.advance(10_000);
    const valuesOf = ({ families }: SentPush) =>
      families
        .filter(({ name }) => name === 'tcp_value')
        .flatMap(({ samples }) => samples.map(({ value }) => value));
    const after = bench.pushes().slice(before);
    expect(after.length).toBeGreaterThan(2);
    expect(new Set(after.flatMap(valuesOf))).toEqual(new Set([77]));
  });

  it('ends a cycle that it cut in two, and measures again', async () => {
    const bench = await started({ interval: '5m', collectors: [{ ...tcp, interval: '5m' }] });
    bench.measures.set('tcp', (signal, cycle) =>
      cycle === 2
        ? new Promise((resolve) =>
            signal.addEventListener('abort', () => resolve({ families: [], problems: [] })),
          )
        : { families: [], problems: [] },
    );
    while (bench.cycles.length < 2) await bench.clock.advance(1_000);
    bench.clock.jumpWall(3_600_000);
    await bench.clock.advance(5_000);
    expect(bench.cycles).toHaveLength(3);
    expect(bench.engine.status().collectors[0]).toMatchObject({ state: 'ok' });
  });
});

describe('a machine named localhost', () => {
  it('pushes nothing elsewhere and says once why, though everything is measured', async () => {
    const bench = await started({}, 'localhost.localdomain');
    await bench.clock.advance(60_000);
    expect(bench.sent).toEqual([]);
    expect(bench.engine.status().destinations[0]).toMatchObject({
      state: 'held',
      problem: expect.stringContaining('instance'),
    });
    expect(bench.logger.entries.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(bench.engine.ownGroup().groupingKey).toMatchObject({ job: 'pushtray', instance: 'localhost' });
    expect(bench.text()).toContain('tcp_value');
    expect(bench.engine.instance()).toMatchObject({ ok: false, error: { code: 'instance_is_localhost' } });
    expect(await bench.engine.pushNow()).toMatchObject({ error: { code: 'instance_is_localhost' } });
  });

  it('pushes as soon as it has an instance', async () => {
    const bench = await started({}, 'localhost');
    bench.apply({ ...common, destinations: [team], instance: 'laptop' });
    await bench.clock.advance(5_000);
    expect(bench.pushes()[0]?.identity.instance).toBe('laptop');
  });
});

describe('our own address', () => {
  it('is refused as a destination', async () => {
    const bench = new EngineBench();
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common, destinations: [{ ...team, urls: ['http://localhost:9091'] }] });
    await bench.clock.advance(60_000);
    expect(bench.sent).toEqual([]);
    expect(bench.engine.status().destinations[0]).toMatchObject({ state: 'held' });
    expect(await bench.engine.pushNow('team')).toMatchObject({ error: { code: 'own_address' } });
  });

  it('is where pushes go while no destination is set', async () => {
    const bench = new EngineBench();
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common });
    await bench.clock.advance(5_000);
    expect(bench.pushes('local')).toHaveLength(1);
    expect(bench.engine.status().destinations).toMatchObject([
      { id: 'local', builtIn: true, state: 'ok', url: 'http://127.0.0.1:9091' },
    ]);
    bench.apply({ ...common, destinations: [team] });
    await bench.clock.advance(5_000);
    expect(bench.engine.status().destinations.map(({ id }) => id)).toEqual(['team']);
    expect(bench.forgets().map(({ destination }) => destination)).toEqual(['local']);
  });

  it('is pushed to even by a machine without a name', async () => {
    const bench = new EngineBench('localhost');
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common });
    await bench.clock.advance(5_000);
    expect(bench.pushes('local')[0]?.identity.instance).toBe('localhost');
  });

  it('is followed when it becomes known later or changes', async () => {
    const bench = new EngineBench();
    bench.start({ ...common });
    expect(bench.engine.status().destinations).toEqual([]);
    for (const address of ['http://127.0.0.1:9091', 'http://127.0.0.1:9092']) {
      bench.address = address;
      bench.apply({ ...common });
      await bench.clock.advance(5_000);
    }
    expect(bench.pushes().map(({ settings }) => addressOf(settings))).toEqual([
      'http://127.0.0.1:9091',
      'http://127.0.0.1:9092',
    ]);
    expect(bench.forgets()).toEqual([]);
  });

  it("is not said to hold what others pushed: what stands there under this machine's key is its own", async () => {
    const bench = new EngineBench();
    for (const id of ['local', 'team']) bench.others.set(id, ['tcp_value']);
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common });
    await bench.clock.advance(5_000);
    expect(bench.engine.status().destinations[0]).not.toHaveProperty('problem');
    bench.apply({ ...common, destinations: [team] });
    await bench.clock.advance(5_000);
    expect(bench.engine.status().destinations[0]?.problem).toContain('tcp_value');
  });

  it('is not pushed to while others may not push there either', async () => {
    const bench = new EngineBench();
    bench.address = 'http://127.0.0.1:9091';
    bench.start({ ...common, server: { gateway: false } });
    await bench.clock.advance(5_000);
    expect(bench.sent).toEqual([]);
  });
});

describe('previewing a destination', () => {
  const settings = (url: string) =>
    pushgatewaySettings.parse({ id: 'team', kind: 'pushgateway', urls: [url] });

  it('sends nothing, and needs no start', async () => {
    const bench = new EngineBench();
    bench.apply({});
    const preview = await bench.engine.previewDestination(settings('http://gateway:9091'));
    expect(preview).toMatchObject({ ok: true, value: [{ method: 'PUT', url: 'http://gateway:9091' }] });
    expect(bench.sent).toEqual([]);
  });

  it('gives the reason why nothing would be pushed', async () => {
    const bench = new EngineBench('localhost');
    bench.address = 'http://127.0.0.1:9091';
    bench.apply({});
    expect(await bench.engine.previewDestination(settings('http://gateway:9091'))).toMatchObject({
      error: { code: 'instance_is_localhost' },
    });
    expect(await bench.engine.previewDestination(settings('http://localhost:9091'))).toMatchObject({
      error: { code: 'own_address' },
    });
  });
});

describe('trying a destination', () => {
  const settingsOf = (bench: EngineBench, differing = {}) => {
    const [settings] = bench.apply({
      ...common,
      destinations: [{ ...team, ...differing, enabled: false }],
    }).destinations;
    if (!settings) throw new Error('no settings');
    return settings;
  };

  it('pushes one sample under a key of its own and takes it away, whatever onQuit says', async () => {
    const bench = new EngineBench();
    const outcome = await bench.engine.tryDestination(settingsOf(bench, { onQuit: 'keep' }));
    expect(outcome).toMatchObject({
      outcomes: [{ status: 200, groupingKey: { job: 'pushtray_test', instance: 'web1' } }],
      replaces: [],
    });
    expect(bench.sent.map(({ kind, settings }) => [kind, settings.job])).toEqual([
      ['push', 'pushtray_test'],
      ['forget', 'pushtray_test'],
    ]);
    expect(bench.sent[0]?.families.map(({ name }) => name)).toEqual([
      'pushtray_destination_test_timestamp_seconds',
    ]);
    expect(new Set(bench.closed)).toEqual(new Set(['team']));
    expect(bench.history.records).toEqual([]);
  });

  it('gives the failure of the push', async () => {
    const bench = new EngineBench();
    bench.answers.set('team', () => gatewayDown);
    expect(await bench.engine.tryDestination(settingsOf(bench))).toMatchObject({
      outcomes: [{ failure: { code: 'unreachable' } }],
    });
    expect(bench.forgets()).toEqual([]);
  });

  it('refuses our own address', async () => {
    const bench = new EngineBench();
    bench.address = 'http://127.0.0.1:9091';
    const outcome = await bench.engine.tryDestination(settingsOf(bench, { urls: ['http://[::1]:9091'] }));
    expect(outcome).toMatchObject({ outcomes: [{ failure: { code: 'own_address' } }] });
    expect(bench.sent).toEqual([]);
  });

  it('tries every address, and gives the failure of the one that fails', async () => {
    const bench = new EngineBench();
    const settings = settingsOf(bench, { urls: ['http://a:9091', 'http://b:9091'], mode: 'failover' });
    expect((await bench.engine.tryDestination(settings)).outcomes.map(({ url }) => url)).toEqual([
      'http://a:9091',
      'http://b:9091',
    ]);
    bench.answers.set('http://b:9091', () => gatewayDown);
    const { outcomes } = await bench.engine.tryDestination(settings);
    expect(outcomes.map(({ failure }) => failure?.code)).toEqual([undefined, 'unreachable']);
  });
});
