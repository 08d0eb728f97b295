import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectIn } from '../support/collect-in';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { samplesOf } from '../support/samples';

const settings = { id: 'tcp', kind: 'tcp-states' };

/** ss' names for node_exporter's. */
const ssNames: Readonly<Record<string, string>> = {
  ESTAB: 'established',
  'SYN-SENT': 'syn_sent',
  'SYN-RECV': 'syn_recv',
  'FIN-WAIT-1': 'fin_wait1',
  'FIN-WAIT-2': 'fin_wait2',
  'TIME-WAIT': 'time_wait',
  UNCONN: 'close',
  'CLOSE-WAIT': 'close_wait',
  'LAST-ACK': 'last_ack',
  LISTEN: 'listen',
  CLOSING: 'closing',
};

describe.skipIf(!canMakeNamespaces)('tcp-states in a network namespace (needs root on Linux)', () => {
  let namespace: Namespace;
  let holder: ChildProcess & { stdin: Writable; stdout: Readable };
  beforeAll(async () => {
    namespace = await makeNamespace();
    const [ip, ...args] = namespace.prefix;
    const script = join(__dirname, '../support/hold-connections.ts');
    holder = spawn(ip, [...args, process.execPath, '--import', 'tsx', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }) as typeof holder;
    await once(holder.stdout, 'data');
    const cutOff = ['dport', 'sport'].map((side) => `tcp ${side} 7001 tcp flags & fin == fin drop`);
    await namespace.nftables('output', [...cutOff, 'tcp sport 7002 drop']);
    holder.stdin.write('\n');
    await once(holder.stdout, 'data');
  });
  afterAll(async () => {
    holder.kill();
    await once(holder, 'exit');
    await namespace.remove();
  });

  it('counts every state as ss does, over IPv4 and IPv6', async () => {
    const [collected] = await collectIn(namespace, { settings });
    const bySs = await countBySs(namespace);
    const counted = samplesOf(collected?.families ?? [], 'node_tcp_connection_states');
    expect(counted).toEqual(
      Object.fromEntries(Object.values(ssNames).map((state) => [`state=${state}`, bySs[state] ?? 0])),
    );
    const held = [
      'established',
      'listen',
      'close_wait',
      'fin_wait1',
      'fin_wait2',
      'time_wait',
      'syn_sent',
      'syn_recv',
    ];
    for (const state of held) expect(counted[`state=${state}`], state).toBeGreaterThan(0);
    expect(collected).toMatchObject({ problems: [], source: '/proc/net/tcp, /proc/net/tcp6' });
  });

  it('counts waiting connections as the original script did: netstat -ant | grep -ci wait', async () => {
    const [collected] = await collectIn(namespace, { settings });
    const { stdout } = await namespace.exec('sh', ['-c', 'netstat -ant | grep -ci wait']);
    expect(Number(stdout)).toBeGreaterThan(10);
    expect(samplesOf(collected?.families ?? [], 'count_netstat_wait_connections')).toEqual({
      '': Number(stdout),
    });
  });

  it('counts the same through netstat, the way of macOS and Windows', async () => {
    const [ours, throughNetstat] = await Promise.all([
      collectIn(namespace, { settings }),
      collectIn(namespace, { settings, platform: 'darwin' }),
    ]);
    expect(throughNetstat[0]?.source).toBe('netstat');
    expect(throughNetstat[0]?.families).toEqual(ours[0]?.families);
  });

  it('gives nothing, never 0, when netstat and ss are missing there', async () => {
    const [collected] = await collectIn(namespace, { settings, platform: 'darwin' }, ['PATH=/nowhere']);
    expect(collected).toMatchObject({ families: [], problems: [{ code: 'no_source' }] });
  });
});

async function countBySs({ exec }: Namespace): Promise<Record<string, number>> {
  const { stdout } = await exec('ss', ['-tanH']);
  const counts: Record<string, number> = {};
  for (const line of stdout.split('\n').filter(Boolean)) {
    const state = ssNames[line.split(/\s+/)[0] ?? ''] ?? `not known to this test: ${line}`;
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
