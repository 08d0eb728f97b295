import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PathRound } from '../../main/collectors/path/path';
import type { Outcome } from '../../main/outcome';
import { canMakeNamespaces, type Exec } from '../support/netns';
import { makeRouterChain, type RouterChain } from '../support/router-chain';

const script = join(__dirname, '../support/probe-path.ts');

describe.skipIf(!canMakeNamespaces)('the way to a host behind three routers (needs root on Linux)', () => {
  let chain: RouterChain;
  beforeEach(async () => {
    chain = await makeRouterChain(3);
  });
  afterEach(() => chain.remove());

  it.each(['ipv4', 'ipv6'] as const)('names every hop over %s, each with its time', async (version) => {
    const host = chain[version].at(-1) ?? '';
    const { hops, reached, ip } = await way(host);
    expect(ip).toBe(host);
    expect(reached).toBe(true);
    expect(hops.map((hop) => hop.ip)).toEqual(chain[version]);
    for (const { rttSeconds = 0 } of hops) {
      expect(rttSeconds).toBeGreaterThan(0);
      expect(rttSeconds).toBeLessThan(1);
    }
  });

  it('finds the host by its name', async () => {
    const host = chain.ipv4.at(-1) ?? '';
    const named = `mount -t tmpfs none /mnt && echo '${host} behind.test' > /mnt/hosts && mount --bind /mnt/hosts /etc/hosts`;
    const inMounts = ['--mount', 'sh', '-c', `${named} && exec "$0" "$@"`];
    const [machine] = chain.exec;
    const stdout = (await machine?.('unshare', [...inMounts, ...probing(['behind.test'])]))?.stdout ?? '[]';
    expect(read(stdout)[0]).toMatchObject({ value: { ip: host, reached: true } });
  });

  it('needs no privileges: a user without any finds every hop', async () => {
    const [machine] = chain.exec;
    // As distributions set it: who may ping without a right of his own.
    await machine?.('sysctl', ['-qw', 'net.ipv4.ping_group_range=0 2147483647']);
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'];
    const tsx = ['env', `TMPDIR=${publicDir()}`];
    const answer = await machine?.('setpriv', [...nobody, ...tsx, ...probing([chain.ipv4.at(-1) ?? ''])]);
    expect(read(answer?.stdout ?? '[]')).toMatchObject([
      { value: { reached: true, hops: chain.ipv4.map((ip) => ({ ip, rttSeconds: expect.any(Number) })) } },
    ]);
  });

  it('goes on behind a router that is silent', async () => {
    await drop(chain.exec[2], 'output', 'icmp type time-exceeded');
    const { hops, reached } = await way(chain.ipv4.at(-1) ?? '');
    expect(reached).toBe(true);
    expect(hops.map(({ ip }) => ip)).toEqual([chain.ipv4[0], undefined, chain.ipv4[2], chain.ipv4[3]]);
  });

  it('does not say that a host was reached that answers nothing', async () => {
    await drop(chain.exec[4], 'input', 'icmp type echo-request');
    const { hops, reached } = await way(chain.ipv4.at(-1) ?? '');
    expect(reached).toBe(false);
    expect(hops.map(({ ip }) => ip)).toEqual([...chain.ipv4.slice(0, 3), ...Array(5).fill(undefined)]);
  });

  it('ends at the router that has no way to the host', async () => {
    const { hops, reached } = await way('10.55.0.1');
    expect(reached).toBe(false);
    expect(hops.map(({ ip }) => ip)).toEqual(chain.ipv4);
  });

  it('probes no hop more than once a second, however many ask', async () => {
    const host = chain.ipv4.at(-1) ?? '';
    const target = chain.exec[4];
    const counting = `table inet seen { chain input { type filter hook input priority 0; icmp type echo-request limit rate over 65/minute burst 1 packets counter comment "too soon"; icmp type echo-request counter comment "all"; }; }`;
    await target?.('nft', [counting]);
    const found = await probe([host, host, host], 2);
    expect(found.every((one) => one.ok && one.value.reached)).toBe(true);
    const counters = (await target?.('nft', ['list', 'table', 'inet', 'seen']))?.stdout ?? '';
    const packets = [...counters.matchAll(/counter packets (\d+)/g)].map(([, count]) => Number(count));
    expect(packets).toEqual([0, 4]);
  });

  async function way(host: string): Promise<PathRound> {
    const [found] = await probe([host]);
    if (!found?.ok) throw new Error(found?.error.message);
    return found.value;
  }

  async function probe(hosts: readonly string[], rounds = 1): Promise<readonly Outcome<PathRound>[]> {
    const answer = await chain.exec[0]?.(process.execPath, probing(hosts, rounds).slice(1));
    return read(answer?.stdout ?? '[]');
  }
});

/** A folder that everybody may write to. */
function publicDir(): string {
  const dir = mkdtempSync('/tmp/pushtray-path-');
  chmodSync(dir, 0o777);
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function probing(hosts: readonly string[], rounds = 1): string[] {
  return [process.execPath, '--import', 'tsx', script, JSON.stringify({ hosts, rounds })];
}

function read(stdout: string): readonly Outcome<PathRound>[] {
  return JSON.parse(stdout);
}

async function drop(exec: Exec | undefined, hook: 'input' | 'output', what: string): Promise<void> {
  await exec?.('nft', [
    `table inet drops { chain ${hook} { type filter hook ${hook} priority 0; ${what} drop; }; }`,
  ]);
}
