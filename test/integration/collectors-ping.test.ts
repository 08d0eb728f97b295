import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { runProcess } from '../../main/platform/process';
import { pingSettings } from '../../main/settings/schema/collectors';
import { collectIn } from '../support/collect-in';
import { canMakeNamespaces, gateway, makeNamespace, type Namespace } from '../support/netns';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { samplesOf } from '../support/samples';
import { testMachine } from '../support/test-machine';

describe.skipIf(!canMakeNamespaces)('ping in a network namespace (needs root on Linux)', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await makeNamespace();
  });
  afterEach(() => namespace.remove());

  it('measures over IPv4 and IPv6, by address and by name', async () => {
    const { families, targets, problems } = await ping(['127.0.0.1', '::1', 'localhost']);
    expect(problems).toEqual([]);
    expect(targets?.map(({ outcome }) => outcome)).toEqual(['reply', 'reply', 'reply']);
    expect(Object.values(samplesOf(families, 'ping_up'))).toEqual([1, 1, 1]);
    expect(Object.values(samplesOf(families, 'ping_loss_ratio'))).toEqual([0, 0, 0]);
    const means = Object.values(samplesOf(families, 'ping_rtt_mean_seconds'));
    expect(means).toHaveLength(3);
    for (const mean of means) expect(mean).toBeGreaterThan(0);
    expect(samplesOf(families, 'ping_resolve_failures_total')).toEqual({ 'target=localhost': 0 });
  });

  it.each([
    [1, 0.1],
    [5, 0.5],
    [3, 0.3],
  ])('finds exactly the loss there is: %i of 10', async (lostOfTen, ratio) => {
    await namespace.nftables('input', [`icmp type echo-reply numgen inc mod 10 < ${lostOfTen} drop`]);
    const [first, second] = await pingCycles(['127.0.0.1'], { count: 10 }, 2);
    expect(first?.targets).toEqual([expect.objectContaining({ outcome: 'reply', lossRatio: ratio })]);
    const families = second?.families ?? [];
    expect(Object.values(samplesOf(families, 'ping_packets_sent_total'))).toEqual([20]);
    expect(Object.values(samplesOf(families, 'ping_packets_received_total'))).toEqual([20 - 2 * lostOfTen]);
  });

  it('finds the loss when packets are dropped on their way out', async () => {
    await namespace.nftables('output', ['icmpv6 type echo-request numgen inc mod 2 < 1 drop']);
    const { targets } = await ping(['::1'], { count: 6 });
    expect(targets).toEqual([expect.objectContaining({ outcome: 'reply', lossRatio: 0.5 })]);
  });

  it('calls a target down when nothing comes back, without a round-trip time and without a problem', async () => {
    await namespace.nftables('input', ['icmp type echo-reply drop']);
    const { families, targets, problems } = await ping(['127.0.0.1'], { replyTimeout: '1s' });
    expect(targets).toEqual([expect.objectContaining({ outcome: 'loss', lossRatio: 1 })]);
    expect(problems).toEqual([]);
    expect(Object.values(samplesOf(families, 'ping_up'))).toEqual([0]);
    expect(samplesOf(families, 'ping_rtt_mean_seconds')).toEqual({});
  });

  it.each([1000, 2000])('calls a dead target down in a cycle of %i ms, and succeeds', async (limitMs) => {
    await namespace.nftables('input', ['icmp type echo-reply drop']);
    const [cycle] = await collectIn(namespace, { ...request(['127.0.0.1', '127.0.0.2']), limitMs });
    expect(cycle?.targets).toMatchObject([
      { outcome: 'loss', lossRatio: 1 },
      { outcome: 'loss', lossRatio: 1 },
    ]);
    expect(cycle?.problems).toEqual([]);
    expect(Object.values(samplesOf(cycle?.families ?? [], 'ping_up'))).toEqual([0, 0]);
  });

  it('counts the packets of a burst that is too long for the cycle, and loses none', async () => {
    const [cycle] = await collectIn(namespace, { ...request(['127.0.0.1'], { count: 10 }), limitMs: 1500 });
    expect(cycle?.targets).toMatchObject([{ outcome: 'reply', lossRatio: 0 }]);
    expect(cycle?.problems).toEqual([]);
    const [sent = 0] = Object.values(samplesOf(cycle?.families ?? [], 'ping_packets_sent_total'));
    expect(sent).toBeGreaterThan(1);
    expect(sent).toBeLessThan(10);
  });

  it('measures the others when a name has no address and an address no route', async () => {
    const hosts = ['no-such-host.invalid', '192.0.2.1', '2001:db8::1', '127.0.0.1'];
    const [, second] = await pingCycles(hosts, {}, 2);
    expect(second?.targets?.map(({ outcome }) => outcome)).toEqual([
      'unresolvable',
      'no_route',
      'no_route',
      'reply',
    ]);
    expect(second?.problems).toEqual([]);
    const families = second?.families ?? [];
    expect(samplesOf(families, 'ping_failure_info')).toEqual({
      'target=no-such-host.invalid,reason=unresolvable': 1,
      'target=192.0.2.1,ip=192.0.2.1,ip_version=4,reason=no_route': 1,
      'target=2001:db8::1,ip=2001:db8::1,ip_version=6,reason=no_route': 1,
    });
    expect(Object.keys(samplesOf(families, 'ping_up'))).toEqual([
      'target=127.0.0.1,ip=127.0.0.1,ip_version=4',
    ]);
    expect(samplesOf(families, 'ping_resolve_failures_total')).toEqual({ 'target=no-such-host.invalid': 2 });
  });

  it.skipIf(!hasPromtool)('stands up to promtool check metrics, well or not (needs promtool)', async () => {
    const { families } = await ping(['localhost', '::1', 'no-such-host.invalid', '192.0.2.1']);
    expect(Object.keys(samplesOf(families, 'ping_failure_info'))).toHaveLength(2);
    expect(promtoolSays(families)).toBe('');
  });

  it('pings the gateway of the default route', async () => {
    await namespace.addGateway();
    const { targets, problems } = await ping(['gateway', gateway.ipv6]);
    expect(problems).toEqual([]);
    expect(targets).toEqual([
      expect.objectContaining({ host: 'gateway', ip: gateway.ipv4, outcome: 'reply' }),
      expect.objectContaining({ ip: gateway.ipv6, outcome: 'reply' }),
    ]);
  });

  it('says that there is no gateway where there is no default route', async () => {
    const { targets, families } = await ping(['gateway']);
    expect(targets).toEqual([
      expect.objectContaining({ outcome: 'no_route', reason: expect.stringContaining('no default route') }),
    ]);
    expect(families.map(({ name }) => name)).toEqual(['ping_failure_info']);
  });

  it('says once that ping is missing, and which package has it', async () => {
    const [collected] = await collectIn(namespace, request(['127.0.0.1', '::1']), ['PATH=/nowhere']);
    expect(collected?.targets?.map(({ outcome }) => outcome)).toEqual(['no_program', 'no_program']);
    expect(collected?.problems).toEqual([
      {
        code: 'no_ping_program',
        message: expect.stringMatching(/no program "ping" on the PATH.*iputils-ping/),
      },
    ]);
  });

  async function ping(hosts: readonly string[], more: object = {}): Promise<Collected> {
    const [collected] = await pingCycles(hosts, more, 1);
    if (!collected) throw new Error('nothing collected');
    return collected;
  }

  /** Under another language's settings, as a user may have them. */
  function pingCycles(hosts: readonly string[], more: object, cycles: number): Promise<readonly Collected[]> {
    return collectIn(namespace, { ...request(hosts, more), cycles }, [
      'LANG=de_DE.UTF-8',
      'LC_ALL=de_DE.UTF-8',
    ]);
  }
});

describe.skipIf(process.platform === 'win32')('a ping program that misbehaves (needs a shell)', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pt-ping-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is not allowed to be run: permission, not loss', async () => {
    const { targets, problems } = await collect(stub('exit 0', 0o644));
    expect(targets).toEqual([expect.objectContaining({ outcome: 'permission' })]);
    expect(problems).toEqual([expect.objectContaining({ code: 'permission' })]);
  });

  it('prints one word: a problem, and Pushtray goes on', async () => {
    const { targets, problems } = await collect(stub('echo Usage; exit 2'));
    expect(targets).toEqual([expect.objectContaining({ outcome: 'failed' })]);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'bad_output', message: expect.stringContaining('status 2') }),
    ]);
  });

  it('does not end: it is ended, with what it started, when the collector is closed', async () => {
    const pidFile = join(directory, 'pid');
    const collector = makeCollector(stub(`echo $$ > ${pidFile}; sleep 600 & wait`));
    const cycle = collector.collect(new AbortController().signal);
    await vi.waitFor(() => expect(existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/\n$/), 5000);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await collector.close();
    const { targets } = await cycle;
    expect(targets).toEqual([expect.objectContaining({ outcome: 'skipped' })]);
    // What the shell left is reaped by the system a moment later.
    await vi.waitFor(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'), 5000);
  });

  it('does not end: it is ended after the time its options give it', async () => {
    const { targets, problems } = await collect(stub("trap '' INT; sleep 600"), {
      count: 1,
      replyTimeout: '100ms',
    });
    expect(targets).toEqual([expect.objectContaining({ outcome: 'failed' })]);
    expect(problems).toEqual([expect.objectContaining({ code: 'timeout', target: '127.0.0.1' })]);
  });

  it('does not end: it is ended when the cycle is over', async () => {
    const stop = new AbortController();
    const cycle = makeCollector(stub('sleep 600')).collect(stop.signal);
    setTimeout(() => stop.abort(), 100);
    expect((await cycle).targets).toEqual([expect.objectContaining({ outcome: 'skipped' })]);
  });

  function stub(script: string, mode = 0o755): string {
    const file = join(directory, 'ping');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, mode);
    return file;
  }

  function makeCollector(file: string, more: object = {}) {
    const machine = testMachine({ platform: 'linux', run: (asked) => runProcess({ ...asked, file }) });
    return collectorKinds.ping(pingSettings.parse(request(['127.0.0.1'], more).settings), machine);
  }

  function collect(file: string, more: object = {}): Promise<Collected> {
    return makeCollector(file, more).collect(new AbortController().signal);
  }
});

function request(hosts: readonly string[], more: object = {}) {
  const targets = hosts.map((host) => ({ name: host, host }));
  return { settings: { id: 'ping', kind: 'ping', targets, ...more } };
}
