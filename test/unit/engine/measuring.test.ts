import { describe, expect, it } from 'vitest';
import type { TargetReading } from '../../../main/collectors/collector';
import { gauge } from '../../../main/metrics/model';
import { EngineBench, measured } from '../../support/engine-bench';

const tcp = { id: 'tcp', kind: 'tcp-states' as const, interval: '5s' };
const ping = {
  id: 'ping',
  kind: 'ping' as const,
  targets: [
    { name: 'router', host: 'gateway' },
    { name: 'lo', host: '127.0.0.1' },
  ],
};
const interval = '15s';

describe('measuring', () => {
  it('runs the first cycle of each collector within two seconds, then each on its own interval', async () => {
    const bench = new EngineBench();
    bench.start({ interval, collectors: [tcp, ping] });
    await bench.clock.advance(2_000);
    expect(new Set(bench.cycles.map(({ collector }) => collector))).toEqual(new Set(['ping', 'tcp']));
    await bench.clock.advance(60_000);
    const apart = (times: number[]) => times.slice(2).map((atMs, index) => atMs - (times[index + 1] ?? 0));
    expect(new Set(apart(bench.cyclesOf('tcp')))).toEqual(new Set([5_000]));
    expect(new Set(apart(bench.cyclesOf('ping')))).toEqual(new Set([15_000]));
  });

  it('starts the cycles of two hosts at different times', async () => {
    const times = ['web1', 'web2'].map(async (host) => {
      const bench = new EngineBench(host);
      bench.start({ interval, collectors: [ping] });
      await bench.clock.advance(60_000);
      return bench.cyclesOf('ping').at(-1);
    });
    const [first, second] = await Promise.all(times);
    expect(first).not.toBe(second);
  });

  it('takes a series away with the first cycle that does not give it', async () => {
    const bench = new EngineBench();
    bench.measures.set('tcp', (_, cycle) =>
      cycle === 1
        ? measured('tcp', 1)
        : { families: [], problems: [{ code: 'no_source', message: 'There is no /proc/net/tcp.' }] },
    );
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(1_000);
    expect(bench.text()).toContain('tcp_value 1');
    expect(bench.text()).toContain('pushtray_collector_success{collector="tcp"} 1');
    await bench.clock.advance(5_000);
    expect(bench.text()).not.toContain('tcp_value');
    expect(bench.text()).toContain('pushtray_collector_success{collector="tcp"} 0');
    expect(bench.engine.status().collectors[0]).toMatchObject({
      state: 'failing',
      problems: [{ code: 'no_source' }],
    });
  });

  it('empties the slot of a collector at once when it is switched off or removed', async () => {
    const bench = new EngineBench();
    bench.start({ collectors: [tcp, ping] });
    await bench.clock.advance(1_000);
    bench.apply({ collectors: [tcp, { ...ping, enabled: false }] });
    expect(bench.text()).not.toContain('ping_value');
    expect(bench.text()).not.toContain('collector="ping"');
    expect(bench.engine.status().collectors[1]).toMatchObject({ state: 'paused', enabled: false });
    bench.apply({ collectors: [] });
    expect(bench.text()).not.toContain('tcp_value');
    expect(bench.closed).toEqual(['ping', 'tcp']);
  });

  it('keeps schedule and slot of a collector whose settings did not change', async () => {
    const bench = new EngineBench();
    bench.start({ interval, collectors: [tcp, ping] });
    await bench.clock.advance(1_000);
    bench.apply({ interval, collectors: [{ ...tcp }, { ...ping, count: 7 }] });
    expect(bench.text()).toContain('tcp_value 1');
    expect(bench.text()).not.toContain('ping_value');
    expect(bench.closed).toEqual(['ping']);
    const before = bench.cyclesOf('tcp').length;
    await bench.clock.advance(10_000);
    expect(bench.cyclesOf('tcp').length - before).toBe(2);
  });

  it('keeps what was measured when only the interval changes', async () => {
    const bench = new EngineBench();
    bench.start({ interval: '1m', collectors: [ping] });
    await bench.clock.advance(1_000);
    bench.apply({ interval: '2s', collectors: [ping] });
    expect(bench.text()).toContain('ping_value 1');
    expect(bench.closed).toEqual([]);
    await bench.clock.advance(20_000);
    expect(bench.cyclesOf('ping').length).toBeGreaterThanOrEqual(10);
  });

  it('shows nothing of before while monitoring is off, and measures anew after', async () => {
    const bench = new EngineBench();
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(1_000);
    bench.apply({ collectors: [tcp], monitoring: false });
    await bench.clock.advance(30_000);
    expect(bench.cyclesOf('tcp')).toHaveLength(1);
    expect(bench.text()).not.toContain('tcp_value');
    expect(bench.engine.status()).toMatchObject({ monitoring: false, collectors: [{ state: 'paused' }] });
    bench.apply({ collectors: [tcp] });
    await bench.clock.advance(1_000);
    expect(bench.text()).toContain('tcp_value 1');
  });

  it('counts and shows the cycles that an overrun skips, never running two at once', async () => {
    const bench = new EngineBench();
    bench.measures.set(
      'tcp',
      () => new Promise((resolve) => bench.clock.after(12_000, () => resolve(measured('tcp', 1)))),
    );
    bench.start({ collectors: [{ ...tcp, timeout: '20s' }] });
    await bench.clock.advance(60_000);
    const times = bench.cyclesOf('tcp');
    for (const [index, atMs] of times.slice(1).entries())
      expect(atMs - (times[index] ?? 0)).toBeGreaterThan(12_000);
    expect(bench.text()).toMatch(/pushtray_cycles_skipped_total\{collector="tcp"\} [1-9]/);
    expect(bench.engine.status().collectors[0]?.skippedCycles).toBeGreaterThan(0);
  });

  it('never asks a collector again that hangs, and says that it does', async () => {
    const bench = new EngineBench();
    bench.measures.set('tcp', () => new Promise(() => {}));
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(60_000);
    expect(bench.cyclesOf('tcp')).toHaveLength(1);
    expect(bench.engine.status().collectors[0]).toMatchObject({
      state: 'failing',
      problems: [{ code: 'timeout' }],
    });
  });

  it('drops the later of two equal series and says so at its collector', async () => {
    const bench = new EngineBench();
    for (const id of ['tcp', 'ping']) bench.measures.set(id, () => measured('same', id === 'tcp' ? 1 : 2));
    bench.start({ collectors: [tcp, ping] });
    await bench.clock.advance(1_000);
    expect(bench.text()).toContain('same_value 1');
    expect(bench.engine.status().collectors).toMatchObject([
      { id: 'tcp', state: 'ok', problems: [] },
      { id: 'ping', state: 'failing', problems: [{ code: 'bad_output' }] },
    ]);
  });

  it('lets nobody else say what Pushtray says of itself', async () => {
    const bench = new EngineBench();
    const impostor = gauge('pushtray_build_info', '', [[{ version: '1.2.3' }, 7]]);
    bench.measures.set('tcp', () => ({ families: [impostor], problems: [] }));
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(1_000);
    expect(bench.text()).toContain('pushtray_build_info{version="1.2.3"} 1');
  });

  it('records what each cycle gave, at the time it was over', async () => {
    const bench = new EngineBench();
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(1_000);
    const startMs = bench.clock.nowMs() - bench.clock.monotonicMs();
    expect(bench.history.recorded).toEqual([
      { atMs: startMs + (bench.cyclesOf('tcp')[0] ?? 0), families: measured('tcp', 1).families },
    ]);
  });

  it('logs a lasting problem once, and its end', async () => {
    const bench = new EngineBench();
    bench.measures.set('tcp', (_, cycle) =>
      cycle < 5
        ? { families: [], problems: [{ code: 'no_source', message: `Try ${cycle}.` }] }
        : measured('tcp', cycle),
    );
    bench.start({ collectors: [tcp] });
    await bench.clock.advance(60_000);
    expect(bench.logger.entries.map(({ level }) => level)).toEqual(['warn', 'info']);
  });

  it('logs once of targets that they have no address, and once that they have one again', async () => {
    const bench = new EngineBench();
    const host = 'misspelt.example';
    const reason = 'There is no host named "misspelt.example".';
    const lost = (name: string): TargetReading => ({ name, host, outcome: 'unresolvable', reason });
    const found = (name: string): TargetReading => ({ name, host, outcome: 'loss', ip: '10.0.0.1' });
    const skipped = (name: string): TargetReading => ({ name, host, outcome: 'skipped' });
    const rounds = [
      [lost('a'), found('b')],
      [lost('a'), lost('b')],
      [skipped('a'), lost('b')],
      [],
      [lost('a'), lost('b')],
      [found('a'), found('b')],
    ];
    bench.measures.set('ping', (_, cycle) => ({
      families: [],
      problems: [],
      targets: rounds[cycle - 1] ?? [found('a'), found('b')],
    }));
    bench.start({ collectors: [ping] });
    await bench.clock.advance(120_000);
    expect(bench.logger.entries.map(({ level, fields }) => [level, fields])).toEqual([
      ['warn', { collector: 'ping', targets: 'a', reason }],
      ['warn', { collector: 'ping', targets: 'b', reason }],
      ['info', { collector: 'ping', targets: 'a, b' }],
    ]);
  });

  it('names only some of many targets that lose their addresses together', async () => {
    const bench = new EngineBench();
    const names = Array.from({ length: 500 }, (_, index) => `t${index}`);
    bench.measures.set('ping', () => ({
      families: [],
      problems: [],
      targets: names.map((name) => ({ name, host: name, outcome: 'unresolvable', reason: 'No answer.' })),
    }));
    bench.start({ collectors: [ping] });
    await bench.clock.advance(60_000);
    expect(bench.logger.entries).toMatchObject([{ fields: { targets: 't0, t1, t2, t3, t4 and 495 more' } }]);
  });
});

describe('targets', () => {
  it('show what the last cycle found, why one was not probed, and which are off', async () => {
    const bench = new EngineBench();
    bench.measures.set('ping', (_, cycle) => ({
      families: [],
      targets:
        cycle === 1
          ? [{ name: 'router', host: 'gateway', ip: '10.0.0.1', outcome: 'reply', rttSeconds: 0.01 }]
          : [],
      problems: cycle === 1 ? [] : [{ code: 'no_ping_program', message: 'There is no ping.' }],
    }));
    const [router = { name: '', host: '' }, lo = { name: '', host: '' }] = ping.targets;
    bench.start({ interval, collectors: [{ ...ping, targets: [router, { ...lo, enabled: false }] }] });
    expect(bench.engine.status().targets).toEqual([
      { collector: 'ping', name: 'router', host: 'gateway', enabled: true },
      { collector: 'ping', name: 'lo', host: '127.0.0.1', enabled: false },
    ]);
    await bench.clock.advance(1_000);
    expect(bench.engine.status().targets[0]).toMatchObject({
      outcome: 'reply',
      ip: '10.0.0.1',
      rttSeconds: 0.01,
    });
    await bench.clock.advance(15_000);
    const [now] = bench.engine.status().targets;
    expect(now).toMatchObject({ outcome: 'failed', reason: 'There is no ping.' });
    expect(now).not.toHaveProperty('rttSeconds');
  });
});

describe('trying a collector', () => {
  it('gives one cycle of it and keeps nothing', async () => {
    const bench = new EngineBench();
    bench.start({ collectors: [] });
    const { collectors } = bench.apply({ collectors: [] });
    expect(collectors).toEqual([]);
    const [settings] = bench.apply({ collectors: [{ ...tcp, enabled: false }] }).collectors;
    if (!settings) throw new Error('no settings');
    const tried = await bench.engine.tryCollector(settings);
    expect(tried).toMatchObject({ families: [{ name: 'tcp_value' }], problems: [], durationMs: 0 });
    expect(bench.text()).not.toContain('tcp_value');
    expect(bench.closed).toEqual(['tcp']);
    expect(bench.history.recorded).toEqual([]);
  });
});

describe('a single measurement', () => {
  it('runs one cycle of each collector without starting anything', async () => {
    const bench = new EngineBench();
    bench.apply({ collectors: [tcp, ping] });
    await bench.engine.measureOnce();
    expect(bench.text()).toContain('ping_value 1');
    await bench.clock.advance(60_000);
    expect(bench.cycles).toHaveLength(2);
  });
});
