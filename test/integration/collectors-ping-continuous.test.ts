import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as passed } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { followProcess } from '../../main/platform/line-process';
import { pingSettings } from '../../main/settings/schema/collectors';
import { type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { startRealEngine } from '../support/real-engine';
import { samplesOf } from '../support/samples';
import { testMachine } from '../support/test-machine';

describe.skipIf(!canMakeNamespaces)('a ping that goes on (needs root on Linux)', () => {
  let namespace: Namespace;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    namespace = await makeNamespace();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await namespace.remove();
  });

  it('is one process a target, which lasts from cycle to cycle and ends with the collector', async () => {
    const { cycle, started, close } = collector(['127.0.0.1', '::1']);
    for (let index = 0; index < 3; index++) {
      // The first one waits for the pings to begin.
      const [{ targets, problems }] = await Promise.all([cycle(index === 0 ? 5000 : 300), passed(300)]);
      expect(problems).toEqual([]);
      expect(targets).toMatchObject([
        { outcome: 'reply', lossRatio: 0 },
        { outcome: 'reply', lossRatio: 0 },
      ]);
    }
    expect(started).toHaveLength(2);
    expect(pingsInside()).toHaveLength(2);
    await close();
    expect(pingsInside()).toEqual([]);
  });

  it('finds exactly the loss there is, and gives no packet two cycles', async () => {
    await namespace.nftables('input', ['icmp type echo-reply numgen inc mod 10 < 3 drop']);
    const { cycle } = collector(['127.0.0.1'], { replyTimeout: '200ms' });
    let last: Collected | undefined;
    const sent = () => only(last, 'ping_packets_sent_total') ?? 0;
    while (sent() < 20) last = await cycle(1000);
    const lost = sent() - (only(last, 'ping_packets_received_total') ?? 0);
    expect(lost).toBeGreaterThanOrEqual(3 * Math.floor(sent() / 10));
    expect(lost).toBeLessThanOrEqual(3 * Math.ceil(sent() / 10));
    const count = last?.families.find(({ name }) => name === 'ping_rtt_seconds')?.samples.at(-1);
    expect(count).toMatchObject({ name: 'ping_rtt_seconds_count', value: sent() - lost });
  });

  it('calls a dead target down, after the time of its first packet and not before', async () => {
    await namespace.nftables('input', ['icmp type echo-reply drop']);
    const { cycle } = collector(['127.0.0.1'], { replyTimeout: '500ms' });
    const first = await cycle(200);
    expect(first).toMatchObject({ targets: [], problems: [] });
    expect(samplesOf(first.families, 'ping_up')).toEqual({});
    await vi.waitFor(
      async () => expect((await cycle(300)).targets).toMatchObject([{ outcome: 'loss' }]),
      5000,
    );
  });

  it('begins anew after many losses, and measures again when the target is back', async () => {
    await namespace.nftables('input', ['icmp type echo-reply drop']);
    const { cycle, started } = collector(['127.0.0.1'], { replyTimeout: '200ms' });
    while (started.length < 2) await cycle(500);
    await namespace.exec('nft', ['flush', 'ruleset']);
    await vi.waitFor(
      async () => expect((await cycle(500)).targets).toMatchObject([{ outcome: 'reply', lossRatio: 0 }]),
      5000,
    );
  }, 20_000);

  it('without a route says so each cycle, and measures as soon as there is one', async () => {
    const { cycle } = collector(['10.99.0.1']);
    for (let index = 0; index < 2; index++) {
      const { targets, problems } = await cycle(500);
      expect(targets).toMatchObject([{ outcome: 'no_route' }]);
      expect(problems).toEqual([]);
    }
    await namespace.addGateway();
    await vi.waitFor(
      async () => expect((await cycle(500)).targets).toMatchObject([{ outcome: 'reply' }]),
      5000,
    );
  });

  it('gives way to bursts where the program refuses', async () => {
    const refuse = `for o; do [ "$o" != -O ] || { echo "ping: invalid option -- 'O'" >&2; exit 1; }; done; exec ping "$@"`;
    const { cycle } = collector(['127.0.0.1'], {}, ['sh', '-c', refuse, 'ping']);
    for (let index = 0; index < 2; index++) {
      const { targets, problems, source } = await cycle(2000);
      expect(targets).toMatchObject([{ outcome: 'reply' }]);
      expect(problems).toEqual([]);
      expect(source).toBe('ping; this one knows bursts only');
    }
  });

  it('lasts as long as its target is in the settings and monitoring is on', async () => {
    const settings = (hosts: readonly string[], monitoring = true): SettingsInput => ({
      version: 1,
      interval: '1s',
      pushing: false,
      monitoring,
      collectors: [
        { id: 'p', kind: 'ping', mode: 'continuous', targets: hosts.map((host) => ({ name: host, host })) },
      ],
    });
    const { engine } = startRealEngine([], undefined, settings(['127.0.0.1', '127.0.0.2']));
    const areAlive = (hosts: readonly string[]) =>
      vi.waitFor(() => expect(ownPings()).toEqual(hosts), { timeout: 5_000, interval: 100 });
    const apply = (input: SettingsInput) => engine.apply(settingsSchema.parse(input));
    await areAlive(['127.0.0.1', '127.0.0.2']);
    apply(settings(['127.0.0.2']));
    await areAlive(['127.0.0.2']);
    apply(settings(['127.0.0.2'], false));
    await areAlive([]);
    apply(settings(['127.0.0.2']));
    await areAlive(['127.0.0.2']);
    await engine.stop();
    expect(ownPings()).toEqual([]);
  });

  it('does not outlive a Pushtray that was killed', async () => {
    const script = `
      const { followProcess } = require('./main/platform/line-process.ts');
      followProcess({ file: 'ip', args: ${JSON.stringify(['netns', 'exec', namespace.name, 'ping', '-O', '-i', '0.2', '127.0.0.1'])} },
        { onLine: (line) => console.log(line), onEnd() {} });`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    expect(pingsInside()).toHaveLength(1);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(pingsInside()).toEqual([]), 5000);
  });

  /** Cycles as the engine runs them, with ping inside of the namespace. */
  function collector(hosts: readonly string[], more: object = {}, program: readonly string[] = ['ping']) {
    const started: string[] = [];
    const targets = hosts.map((host) => ({ name: host, host }));
    const settings = { id: 'p', kind: 'ping', mode: 'continuous', spacing: '200ms', targets, ...more };
    const inside = (args: readonly string[]) => [...namespace.prefix.slice(1), ...program, ...args];
    const machine = testMachine();
    const { collect, close } = collectorKinds.ping(pingSettings.parse(settings), {
      ...machine,
      run: (asked) => machine.run({ ...asked, file: 'ip', args: inside(asked.args) }),
      follow: (asked, listener) => {
        started.push(asked.args.at(-1) ?? '');
        return followProcess({ ...asked, file: 'ip', args: inside(asked.args) }, listener);
      },
    });
    closing.push(close);
    return { started, close, cycle: (limitMs: number) => collect(new AbortController().signal, limitMs) };
  }

  function pingsInside(): string[] {
    const pids = execFileSync('ip', ['netns', 'pids', namespace.name], { encoding: 'utf8' });
    return pids.split('\n').filter((pid) => pid !== '');
  }
});

/** What the pings that this process started go to. */
function ownPings(): string[] {
  const programs = execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  const pings = programs.split('\n').filter((line) => /^ping .*-O/.test(line));
  return pings.map((line) => line.trim().split(' ').at(-1) ?? '').sort();
}

function only(collected: Collected | undefined, name: string): number | undefined {
  return Object.values(samplesOf(collected?.families ?? [], name))[0];
}
