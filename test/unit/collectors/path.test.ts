import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { linuxHops } from '../../../main/collectors/path/linux';
import { macosHops } from '../../../main/collectors/path/macos';
import { windowsHops } from '../../../main/collectors/path/windows';
import { addressOf } from '../../../main/collectors/probing/address';
import { FakeHops } from '../../support/fake-hops';
import { recordedRun } from '../../support/recorded-run';

describe('a hop that iputils was sent to', () => {
  const read = (run: string) => linuxHops.read(linesOf(`iputils/${run}`), address('10.98.3.2')).get(2);

  it('is the router that the second packet ended at, with the time between leaving and answer', () => {
    expect(read('hop-router')).toEqual({ ip: '10.98.1.2', from: 'router', rttSeconds: 0.000103 });
    expect(read('hop-router-ipv6')).toEqual({ ip: 'fd98:1::2', from: 'router', rttSeconds: 0.000104 });
  });

  it("is the host itself, with ping's own time", () => {
    expect(read('hop-host')).toEqual({ ip: '10.98.3.2', from: 'host', rttSeconds: 0.000104 });
    expect(read('hop-host-ipv6')).toEqual({ ip: 'fd98:3::2', from: 'host', rttSeconds: 0.000104 });
  });

  it('is the router that does not pass packets on', () => {
    expect(read('hop-refused')).toMatchObject({ ip: '10.98.3.2', from: 'refused' });
  });

  it('is nobody when nothing came back of the second packet, though the first was answered', () => {
    expect(read('hop-silent')).toBeUndefined();
    const lines = linesOf('iputils/hop-router').filter((line) => !line.includes('From 10.98.1.2 icmp_seq=2'));
    const answers = linuxHops.read(lines, address('10.98.3.2'));
    expect(answers.get(1)).toEqual({ ip: '10.98.1.2', from: 'router' });
    expect(answers.get(2)).toBeUndefined();
  });
});

describe('a hop that ping of macOS or Windows was sent to', () => {
  it.each([
    ['macos/hop-router', '1.1.1.1', { ip: '192.0.2.1', from: 'router' }],
    ['macos/hop-router-ipv6', '2001:db8:1::1', { ip: 'fe80::1%en0', from: 'router' }],
    ['macos/hop-refused', '10.55.0.1', { ip: '192.0.2.1', from: 'refused' }],
    ['macos/replies', '172.217.6.238', { from: 'host' }],
    ['macos/host-down', '192.168.1.77', undefined],
  ])('is read: %s', (run, ip, answer) => {
    const [found] = macosHops.read(linesOf(run), address(ip)).values();
    if (answer?.from === 'host')
      expect(found).toMatchObject({ from: 'host', rttSeconds: expect.any(Number) });
    else expect(found).toEqual(answer);
  });

  it.each([
    ['windows/hop-router', '128.255.56.81', '205.221.255.10'],
    ['windows/hop-router-german', '8.8.8.8', '192.168.178.1'],
    ['windows/hop-router-chinese', '2001:db8::1', 'fe80::1%11'],
  ])('is the other address in any language: %s', (run, ip, router) => {
    expect(windowsHops.read(linesOf(run), address(ip)).get(0)).toEqual({ ip: router, from: 'router' });
  });

  it('is the host when Windows prints its time', () => {
    const found = windowsHops
      .read(linesOf('windows/german-ipv6'), address('2a00:1450:4001:810::2003'))
      .get(0);
    expect(found).toEqual({ ip: '2a00:1450:4001:810::2003', from: 'host', rttSeconds: 0.011 });
  });

  it('is nobody when Windows names only the host', () => {
    const lines = linesOf('windows/hop-router').filter((line) => !line.startsWith('Reply'));
    expect(windowsHops.read(lines, address('128.255.56.81')).size).toBe(0);
  });
});

describe('a round over the hops', () => {
  const host = '10.98.3.2';

  it('ends at the host and asks for nothing beyond it', async () => {
    const hops = new FakeHops(['iputils/hop-router', 'iputils/hop-router', 'iputils/hop-host']);
    const found = await hops.probe({ host, maxHops: 30 });
    expect(found).toMatchObject({ ok: true, value: { ip: host, reached: true } });
    expect(found.ok && found.value.hops.map(({ ttl, ip }) => [ttl, ip])).toEqual([
      [1, '10.98.1.2'],
      [2, '10.98.1.2'],
      [3, host],
    ]);
    expect(hops.ttls).toEqual([1, 2, 3]);
  });

  it('ends those that were sent too far before their probe leaves, when a slow host answers', async () => {
    const hops = new FakeHops(['iputils/hop-router', 'iputils/hop-host'], { answerAfterMs: 600 });
    const found = await hops.probe({ host, maxHops: 30 });
    expect(found.ok && found.value.hops).toHaveLength(2);
    expect(found).toMatchObject({ value: { reached: true } });
    expect(hops.ttls).toEqual([1, 2, 3, 4]);
    expect(hops.endedTtls).toEqual([3, 4]);
  });

  it('goes on over silent hops and leaves them without an address', async () => {
    const hops = new FakeHops(['iputils/hop-router', 'iputils/hop-silent', 'iputils/hop-host']);
    const found = await hops.probe({ host, maxHops: 30 });
    expect(found.ok && found.value.hops[1]).toEqual({ ttl: 2 });
    expect(found).toMatchObject({ value: { reached: true } });
  });

  it('gives up after five silent hops and says that the host was not reached', async () => {
    const hops = new FakeHops(['iputils/hop-router']);
    const found = await hops.probe({ host, maxHops: 30 });
    expect(found).toMatchObject({ ok: true, value: { reached: false } });
    expect(found.ok && found.value.hops.map(({ ip }) => ip !== undefined)).toEqual([
      true,
      ...[false, false, false, false, false],
    ]);
  });

  it('ends at a router that passes nothing on', async () => {
    const hops = new FakeHops(['iputils/hop-router', 'iputils/hop-refused', 'iputils/hop-refused']);
    const found = await hops.probe({ host: '10.55.0.1', maxHops: 30 });
    expect(found).toMatchObject({ ok: true, value: { reached: false } });
    expect(found.ok && found.value.hops.map(({ ip }) => ip)).toEqual(['10.98.1.2', '10.98.3.2']);
  });

  it('ends at a router that answers three times running, whatever words it has for it', async () => {
    const run = 'windows/hop-router-german';
    const hops = new FakeHops([run, run, run, run], { platform: 'win32' });
    const found = await hops.probe({ host: '8.8.8.8', maxHops: 30 });
    expect(found).toMatchObject({ ok: true, value: { reached: false } });
    expect(found.ok && found.value.hops).toEqual([{ ttl: 1, ip: '192.168.178.1' }]);
    expect(hops.ttls).toEqual([1, 2, 3]);
  });

  it('shows no hop where this machine itself says that nobody takes the packet', async () => {
    const own = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4')?.address;
    const hops = new FakeHops([
      { stdout: `PING\n[1.000000] From ${own} icmp_seq=1 Destination Host Unreachable\n`, exitCode: 1 },
    ]);
    const found = await hops.probe({ host, maxHops: 30 });
    expect(found).toMatchObject({ ok: true, value: { hops: [{ ttl: 1 }], reached: false } });
    expect(found.ok && found.value.hops[0]).not.toHaveProperty('ip');
  });

  it('asks for at most as many hops as wanted', async () => {
    const hops = new FakeHops(Array.from({ length: 9 }, () => 'iputils/hop-silent'));
    const found = await hops.probe({ host, maxHops: 3 });
    expect(found.ok && found.value.hops).toHaveLength(3);
  });
});

describe('what keeps a round from being', () => {
  const once = async (run: ConstructorParameters<typeof FakeHops>[0][number]) => {
    const found = await new FakeHops([run, run, run, run, run, run]).probe({
      host: '10.55.0.1',
      maxHops: 30,
    });
    return found.ok ? 'found' : found.error;
  };

  it('is no route', async () => {
    expect(await once('iputils/hop-no-route')).toMatchObject({ code: 'no_route' });
  });

  it('is a missing ping, with the package to install', async () => {
    const error = await once({ notStarted: 'not_found' });
    expect(error).toMatchObject({ code: 'no_ping_program', hint: expect.stringContaining('iputils-ping') });
  });

  it('is a ping that cannot tell routers, with the package to install', async () => {
    const error = await once({ stderr: "ping: invalid option -- 'D'\nusage: ping …\n", exitCode: 1 });
    expect(error).toMatchObject({ code: 'no_ping_program', hint: expect.stringContaining('iputils-ping') });
  });

  it('is a missing permission', async () => {
    const error = await once({ stderr: 'ping: socket: Operation not permitted\n', exitCode: 2 });
    expect(error).toMatchObject({ code: 'permission' });
  });

  it('is a host that has no address', async () => {
    const found = await new FakeHops([]).probe({ host: '-f', maxHops: 30 });
    expect(found).toMatchObject({ ok: false, error: { code: 'unresolvable' } });
  });
});

describe('asking for the same host again', () => {
  const host = '10.98.3.2';

  it('shares the round that is under way', async () => {
    const hops = new FakeHops(['iputils/hop-host']);
    const [first, second] = await hops.settle([
      hops.ask({ host, maxHops: 30 }),
      hops.ask({ host, maxHops: 30 }),
    ]);
    expect(first).toBe(second);
    expect(hops.ttls).toEqual([1]);
  });

  it('waits until a second after the last probe left', async () => {
    const hops = new FakeHops(['iputils/hop-host']);
    await hops.probe({ host, maxHops: 30 });
    await hops.probe({ host, maxHops: 30 });
    const [first = 0, second = 0] = hops.probesAtMs;
    expect(hops.probesAtMs).toHaveLength(2);
    expect(second - first).toBeGreaterThanOrEqual(1_000);
  });

  it('waits for a round over more hops, and probes none of them sooner', async () => {
    const hops = new FakeHops(['iputils/hop-router', 'iputils/hop-host']);
    await hops.settle([hops.ask({ host, maxHops: 30 }), hops.ask({ host, maxHops: 1 })]);
    expect(hops.ttls).toEqual([1, 2, 1]);
    const [first = 0, , third = 0] = hops.probesAtMs;
    expect(third - first).toBeGreaterThanOrEqual(1_000);
  });

  it('forgets a host when nobody asked for a while', async () => {
    const hops = new FakeHops(['iputils/hop-host']);
    await hops.probe({ host, maxHops: 30 });
    await hops.clock.advance(5_000);
    expect(hops.clock.waiting).toBe(0);
  });
});

it('ends its pings when it is closed', async () => {
  const hops = new FakeHops([{ stdout: 'PING\n', exitCode: 0 }], { answerAfterMs: 60_000 });
  const asked = hops.ask({ host: '10.98.3.2', maxHops: 30 });
  await hops.clock.advance(100);
  await hops.prober.close();
  await asked;
  expect(hops.endedTtls).toEqual(hops.ttls);
});

function linesOf(run: string): string[] {
  return recordedRun(run).stdout.split('\n');
}

function address(ip: string) {
  const found = addressOf(ip);
  if (!found) throw new Error(`no address: ${ip}`);
  return found;
}
