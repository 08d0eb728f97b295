import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { waitConnections } from '../../main/collectors/tcp-states/states';
import { encodeText } from '../../main/metrics/encode';
import { collectIn } from '../support/collect-in';
import { holdAllStates } from '../support/hold-all-states';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { hasPromtool, promtoolSays } from '../support/promtool';
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
  let holder: ChildProcess;
  beforeAll(async () => {
    namespace = await makeNamespace();
    holder = await holdAllStates(namespace);
  });
  afterAll(async () => {
    holder.kill();
    await once(holder, 'exit');
    await namespace.remove();
  });

  describe.each([
    ['netlink', { netlink: true }],
    ['/proc/net/tcp, /proc/net/tcp6', { netlink: false }],
  ])('from %s', (source, way) => {
    it('counts every state and every queue as ss does, over IPv4 and IPv6', async () => {
      const [collected] = await collectIn(namespace, { settings, ...way });
      const counted = samplesOf(collected?.families ?? [], 'node_tcp_connection_states');
      expect(collected).toMatchObject({ problems: [], source });
      expect(counted).toEqual(await countBySs(namespace));
      const empty = Object.entries(counted).filter(([, count]) => count === 0);
      expect(empty).toEqual([['state=close', 0]]);
    });

    it('needs neither ss nor netstat', async () => {
      const request = { settings, ...way };
      const [bare, other] = await Promise.all([
        collectIn(namespace, request, ['PATH=/nowhere']),
        collectIn(namespace, request),
      ]);
      expect(statesOf(bare)).toEqual(statesOf(other));
      expect(bare[0]).toMatchObject({ problems: [], source });
    });
  });

  it('reads /proc where koffi has no binary for the system', async () => {
    const withoutKoffi = join(__dirname, '../support/programs/without-koffi.cjs');
    const env = [`NODE_OPTIONS=--require=${withoutKoffi}`];
    const [bare, other] = await Promise.all([
      collectIn(namespace, { settings, netlink: true }, env),
      collectIn(namespace, { settings, netlink: true }),
    ]);
    expect(bare[0]).toMatchObject({ problems: [], source: '/proc/net/tcp, /proc/net/tcp6' });
    expect(other[0]?.source).toBe('netlink');
    expect(statesOf(bare)).toEqual(statesOf(other));
  });

  it('counts waiting connections as the original script did: netstat -ant | grep -ci wait', async () => {
    const [collected] = await collectIn(namespace, { settings });
    const { stdout } = await namespace.exec('sh', ['-c', 'netstat -ant | grep -ci wait']);
    expect(Number(stdout)).toBeGreaterThan(10);
    expect(samplesOf(collected?.families ?? [], waitConnections)).toEqual({ '': Number(stdout) });
  });

  it('runs the original one-liner as a command, unchanged, and gives what netstat itself says', async () => {
    const oneLiner = 'netstat -an | grep -i wait | wc -l';
    const command = { id: 'waiting', kind: 'command', command: oneLiner, metric: waitConnections };
    const [collected] = await collectIn(namespace, { settings: command });
    const { stdout } = await namespace.exec('sh', ['-c', oneLiner]);
    expect(Number(stdout)).toBeGreaterThan(10);
    expect(collected?.problems).toEqual([]);
    expect(encodeText(collected?.families ?? [])).toContain(`\n${waitConnections} ${Number(stdout)}\n`);
  });

  it('counts the same through netstat, the way of macOS', async () => {
    const [ours, throughNetstat] = await Promise.all([
      collectIn(namespace, { settings }),
      collectIn(namespace, { settings, platform: 'darwin' }),
    ]);
    expect(throughNetstat[0]?.source).toBe('netstat');
    expect(statesOf(throughNetstat)).toEqual(statesOf(ours));
  });

  it.skipIf(!hasPromtool)(
    "stands up to promtool check metrics, but for the camelCase of node_exporter's names (needs promtool)",
    async () => {
      const [collected] = await collectIn(namespace, { settings, netlink: true });
      const complaints = promtoolSays(collected?.families ?? [])
        .split('\n')
        .filter(Boolean);
      expect(complaints.length).toBeGreaterThan(0);
      expect(complaints.filter((line) => !/^node_netstat_\w+ .*camelCase/.test(line))).toEqual([]);
    },
  );

  it('gives nothing, never 0, when netstat is missing there', async () => {
    const [collected] = await collectIn(namespace, { settings, platform: 'darwin' }, ['PATH=/nowhere']);
    expect(collected).toMatchObject({ families: [], problems: [{ code: 'no_source' }] });
  });
});

function statesOf([collected]: readonly Collected[]): Record<string, number> {
  return samplesOf(collected?.families ?? [], 'node_tcp_connection_states');
}

async function countBySs({ exec }: Namespace): Promise<Record<string, number>> {
  const { stdout } = await exec('ss', ['-tanH']);
  const counts = Object.fromEntries(Object.values(ssNames).map((state) => [`state=${state}`, 0]));
  const add = (state: string, more: number) => {
    counts[`state=${state}`] = (counts[`state=${state}`] ?? 0) + more;
  };
  for (const line of stdout.split('\n').filter(Boolean)) {
    const [name = '', rxQueue, txQueue] = line.split(/\s+/);
    add(ssNames[name] ?? `not known to this test: ${line}`, 1);
    add('rx_queued_bytes', Number(rxQueue));
    // Of a listening socket this is how many it would let wait.
    add('tx_queued_bytes', name === 'LISTEN' ? 0 : Number(txQueue));
  }
  return counts;
}
