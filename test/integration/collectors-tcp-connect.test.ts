import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateFamilies } from '../../main/metrics/validate';
import { collectIn } from '../support/collect-in';
import { collectWith, cycleOf } from '../support/collector-of';
import { freePort } from '../support/free-port';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { samplesOf } from '../support/samples';
import { withNameServer } from '../support/with-name-server';

describe('tcp-connect', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('measures how long a connection takes, and leaves none behind', async () => {
    const { families, targets, problems } = await collectWith(settings({ up: ['127.0.0.1', port] }));
    expect(problems).toEqual([]);
    expect(validateFamilies(families).faults).toEqual([]);
    expect(samplesOf(families, 'probe_success')).toEqual({ 'target=up,kind=tcp-connect': 1 });
    expect(samplesOf(families, 'probe_ip_protocol')).toEqual({ 'target=up,kind=tcp-connect': 4 });
    expect(samplesOf(families, 'probe_failure_info')).toEqual({});
    const [seconds] = Object.values(samplesOf(families, 'probe_tcp_connect_duration_seconds'));
    expect(seconds).toBeGreaterThan(0);
    expect(targets).toEqual([
      {
        name: 'up',
        host: `127.0.0.1:${port}`,
        ip: '127.0.0.1',
        outcome: 'reply',
        lossRatio: 0,
        rttSeconds: seconds,
      },
    ]);
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('looks names up, and says how long that took', async () => {
    const { families } = await collectWith({ ...settings({ up: ['localhost', port] }), ipVersion: 4 });
    expect(samplesOf(families, 'probe_success')).toEqual({ 'target=up,kind=tcp-connect': 1 });
    expect(Object.keys(samplesOf(families, 'probe_dns_lookup_time_seconds'))).toEqual([
      'target=up,kind=tcp-connect',
    ]);
  });

  it('calls a port where nothing listens down, by its reason, and succeeds as a collector', async () => {
    const { families, targets, problems } = await collectWith(
      settings({ down: ['127.0.0.1', await freePort()] }),
    );
    expect(problems).toEqual([]);
    expect(targets).toMatchObject([
      { outcome: 'loss', lossRatio: 1, reason: expect.stringContaining('refused') },
    ]);
    expect(samplesOf(families, 'probe_success')).toEqual({ 'target=down,kind=tcp-connect': 0 });
    expect(samplesOf(families, 'probe_failure_info')).toEqual({
      'target=down,kind=tcp-connect,reason=refused': 1,
    });
    expect(samplesOf(families, 'probe_tcp_connect_duration_seconds')).toEqual({});
  });

  it('measures many targets and the others when one has no address', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`t${index}`, ['127.0.0.1', port] as const]),
    );
    const { targets } = await cycleOf(settings({ ...many, bad: ['no-such-host.invalid', 1] }), 5000);
    expect(targets?.filter(({ outcome }) => outcome === 'reply')).toHaveLength(40);
    expect(targets?.at(-1)).toMatchObject({ outcome: 'unresolvable' });
  });
});

describe.skipIf(!canMakeNamespaces)('tcp-connect in a network namespace (needs root on Linux)', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await makeNamespace();
  });
  afterEach(() => namespace.remove());

  it('tells a target that says nothing from one that refuses and one without a route', async () => {
    await namespace.nftables('input', ['tcp dport 81 drop']);
    const asked = settings({
      silent: ['127.0.0.1', 81],
      refusing: ['127.0.0.1', 82],
      far: ['192.0.2.1', 80],
    });
    const [cycle] = await collectIn(namespace, { settings: { id: 't', ...asked }, limitMs: 1500 });
    expect(cycle?.problems).toEqual([]);
    expect(cycle?.targets).toMatchObject([
      { outcome: 'loss', reason: expect.stringContaining('did not take the connection within') },
      { outcome: 'loss', reason: expect.stringContaining('connection refused') },
      { outcome: 'no_route' },
    ]);
    expect(Object.keys(samplesOf(cycle?.families ?? [], 'probe_failure_info'))).toEqual([
      'target=silent,kind=tcp-connect,reason=timeout',
      'target=refusing,kind=tcp-connect,reason=refused',
      'target=far,kind=tcp-connect,reason=no_route',
    ]);
  });

  it('calls a host down that is not there on a network of its own, whether it waits long or short', async () => {
    const { ipv4 } = await namespace.addGateway();
    const dead = { id: 't', ...settings({ dead: [ipv4.replace(/1$/, '77'), 80] }) };
    for (const limitMs of [1_000, 8_000]) {
      const [cycle] = await collectIn(namespace, { settings: dead, limitMs });
      expect(cycle?.targets).toMatchObject([{ outcome: 'loss', lossRatio: 1 }]);
      expect(Object.keys(samplesOf(cycle?.families ?? [], 'probe_failure_info'))).toEqual([
        'target=dead,kind=tcp-connect,reason=timeout',
      ]);
    }
  }, 30_000);

  it('goes to the name server that the system asks now, under the name "dns"', async () => {
    await namespace.nftables('output', ['tcp dport 53 reject with tcp reset']);
    const asked = settings({ resolver: ['dns', 53] });
    const inside = withNameServer(namespace, '127.0.0.9');
    const [cycle] = await collectIn(inside, { settings: { id: 't', ...asked } });
    expect(cycle?.targets).toMatchObject([{ name: 'resolver', ip: '127.0.0.9' }]);
  });

  it('says so when the name server is the stub of systemd-resolved and nobody knows whom that asks', async () => {
    const asked = settings({ resolver: ['dns', 53] });
    const inside = withNameServer(namespace, '127.0.0.53', 'mount -t tmpfs none /run');
    const [cycle] = await collectIn(inside, { settings: { id: 't', ...asked } });
    expect(cycle?.targets).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('systemd-resolved') },
    ]);
    expect(cycle?.problems).toMatchObject([{ code: 'no_source' }]);
  });
});

function settings(targets: Record<string, readonly [host: string, port: number]>) {
  const list = Object.entries(targets).map(([name, [host, port]]) => ({ name, host, port }));
  return { kind: 'tcp-connect', targets: list };
}
