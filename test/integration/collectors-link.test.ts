import { describe, expect, it, vi } from 'vitest';
import { parseText } from '../../main/metrics/parse';
import { collectIn } from '../support/collect-in';
import { collectWith } from '../support/collector-of';
import { canMakeNamespaces, gateway, makeNamespace } from '../support/netns';
import { hasNodeExporter, startNodeExporter } from '../support/node-exporter';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { samplesOf } from '../support/samples';

const settings = { id: 'link', kind: 'link' };

describe.skipIf(!canMakeNamespaces)('link in a network namespace (needs root on Linux)', () => {
  it('knows addresses and default routes, and that they go when the interface goes down', async () => {
    const namespace = await makeNamespace();
    try {
      await namespace.addGateway();
      // The kernel takes a moment to find the carrier.
      const before = await vi.waitFor(
        async () => {
          const [collected] = await collectIn(namespace, { settings });
          expect(samplesOf(collected?.families ?? [], 'node_network_up')).toEqual({ 'device=up0': 1 });
          return collected;
        },
        { timeout: 20_000 },
      );
      expect(before?.problems).toEqual([]);
      expect(samplesOf(before?.families ?? [], 'node_network_address_info')).toMatchObject({
        'device=up0,address=10.99.0.2,netmask=24,scope=global': 1,
        'device=up0,address=fd99::2,netmask=64,scope=global': 1,
      });
      expect(samplesOf(before?.families ?? [], 'node_network_route_info')).toEqual({
        [`device=up0,dest=default,gw=${gateway.ipv4},priority=0`]: 1,
        [`device=up0,dest=default,gw=${gateway.ipv6},priority=1024`]: 1,
      });
      await namespace.exec('ip', ['link', 'set', 'up0', 'down']);
      const [after] = await collectIn(namespace, { settings });
      expect(samplesOf(after?.families ?? [], 'node_network_up')).toEqual({ 'device=up0': 0 });
      expect(samplesOf(after?.families ?? [], 'node_network_route_info')).toEqual({});
    } finally {
      await namespace.remove();
    }
  });

  it('does not say whether a device is up that does not tell it itself', async () => {
    const namespace = await makeNamespace();
    try {
      await namespace.exec('ip', ['link', 'add', 'vpn0', 'type', 'ifb']);
      await namespace.exec('ip', ['address', 'add', '10.8.0.2/24', 'dev', 'vpn0']);
      await namespace.exec('ip', ['link', 'set', 'vpn0', 'up']);
      await namespace.exec('ip', ['route', 'add', 'default', 'dev', 'vpn0']);
      const { stdout } = await namespace.exec('cat', ['/sys/class/net/vpn0/operstate']);
      expect(stdout).toBe('unknown\n');
      const [collected] = await collectIn(namespace, { settings });
      expect(collected?.problems).toEqual([]);
      expect(samplesOf(collected?.families ?? [], 'node_network_up')).toEqual({});
      expect(samplesOf(collected?.families ?? [], 'node_network_route_info')).toEqual({
        'device=vpn0,dest=default,gw=,priority=0': 1,
      });
    } finally {
      await namespace.remove();
    }
  });

  it('counts the bytes that went through as the kernel does', async () => {
    const namespace = await makeNamespace();
    try {
      await namespace.addGateway();
      await namespace.exec('ping', ['-c', '3', '-i', '0.2', '-s', '1000', gateway.ipv4]);
      // Neighbours may speak in between.
      const sent = async () =>
        Number((await namespace.exec('cat', ['/sys/class/net/up0/statistics/tx_bytes'])).stdout);
      const least = await sent();
      const [collected] = await collectIn(namespace, { settings });
      const bytes = samplesOf(collected?.families ?? [], 'node_network_transmit_bytes_total')['device=up0'];
      expect(least).toBeGreaterThan(3_000);
      expect(bytes).toBeGreaterThanOrEqual(least);
      expect(bytes).toBeLessThanOrEqual(await sent());
    } finally {
      await namespace.remove();
    }
  });
});

describe.skipIf(!hasNodeExporter)('link beside node_exporter (needs prometheus-node-exporter)', () => {
  it('has the same families and the same devices up', async () => {
    const url = await startNodeExporter();
    const { families } = await collectWith(settings);
    const theirs = new Map(
      parseText(await (await fetch(url)).text()).families.map((family) => [family.name, family]),
    );
    // Theirs has addresses only when told to.
    const own = families.filter(({ name }) => !/^node_network_(?:route|address)_info$/.test(name));
    expect(own.map(({ name, type, help }) => ({ name, type, help }))).toEqual(
      own.map(({ name }) => ({ name, type: theirs.get(name)?.type, help: theirs.get(name)?.help })),
    );
    const { lo: _lo, ...up } = byDevice(samplesOf([...theirs.values()], 'node_network_up'));
    // Theirs is 0 for devices that do not tell their state; ours leaves them out.
    const ours = byDevice(samplesOf(families, 'node_network_up'));
    expect(up).toMatchObject(ours);
    const areUp = Object.keys(up).filter((device) => up[device] === 1);
    expect(Object.keys(ours)).toEqual(expect.arrayContaining(areUp));
  });
});

describe.skipIf(process.platform !== 'linux')(
  'link through systeminformation, the way of macOS and Windows',
  () => {
    it('knows the same of the devices that it names', async () => {
      const [ours, through] = await Promise.all([
        collectWith(settings),
        collectWith(settings, { platform: 'darwin' }),
      ]);
      expect(through).toMatchObject({ problems: [], source: 'systeminformation' });
      const up = byDevice(samplesOf(through.families, 'node_network_up'));
      expect(Object.keys(up)).not.toEqual([]);
      expect(byDevice(samplesOf(ours.families, 'node_network_up'))).toMatchObject(up);
    });
  },
);

describe.skipIf(!hasPromtool)('link (needs promtool)', () => {
  it('stands up to promtool check metrics', async () => {
    const { families } = await collectWith(settings);
    expect(families.length).toBeGreaterThan(8);
    expect(promtoolSays(families)).toBe('');
  });
});

function byDevice(samples: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(samples).map(([key, value]) => [key.replace('device=', ''), value]),
  );
}
