import { describe, expect, it } from 'vitest';
import type { ProcessRequest } from '../../../main/platform/process';
import { pingTarget } from '../../../main/settings/schema/collectors';
import { FakePing } from '../../support/fake-ping';
import { samplesOf } from '../../support/samples';

describe('the command of ping', () => {
  it('on Linux has options that every ping takes, and the address after --', async () => {
    const { args, env, file, timeoutMs } = await requestFor('linux', '127.0.0.1', { replyTimeout: '300ms' });
    expect(file).toBe('ping');
    expect(args).toEqual(['-n', '-W', '1', '-c', '4', '-s', '56', '-i', '0.2', '--', '127.0.0.1']);
    expect(env).toEqual({ LC_ALL: 'C' });
    expect(timeoutMs).toBe(3 * 200 + 1000 + 2000);
  });

  it('on Linux is the same program for IPv6', async () => {
    const { args, file } = await requestFor('linux', '::1');
    expect([file, args.at(-1)]).toEqual(['ping', '::1']);
  });

  it('on macOS waits milliseconds for an answer', async () => {
    const { args, file } = await requestFor('darwin', '127.0.0.1', { replyTimeout: '300ms' });
    expect(file).toBe('/sbin/ping');
    expect(args).toEqual(['-n', '-W', '300', '-c', '4', '-s', '56', '-i', '0.2', '--', '127.0.0.1']);
  });

  it('on macOS is ping6 for IPv6, which has no -W and no interval under a second', async () => {
    const { args, file, timeoutMs } = await requestFor('darwin', '::1');
    expect(file).toBe('/sbin/ping6');
    expect(args).toEqual(['-n', '-c', '4', '-s', '56', '-i', '1', '--', '::1']);
    expect(timeoutMs).toBe(3 * 1000 + 10_000 + 2000);
  });

  it('on Windows names the address family', async () => {
    const { args, file } = await requestFor('win32', '::1');
    expect(file).toMatch(/\/system32\/ping\.exe$/);
    expect(args).toEqual(['-6', '-w', '2000', '-n', '4', '-l', '32', '::1']);
  });

  it('changes nothing in the environment of Pushtray itself', async () => {
    const before = { ...process.env };
    await requestFor('linux', '127.0.0.1');
    expect(process.env).toEqual(before);
  });

  it('carries nothing from one family of addresses into the next run', async () => {
    const ping = new FakePing(['iputils/replies'], 'win32');
    await ping.collect(['::1', '127.0.0.1']);
    expect(ping.requests.map(({ args }) => args[0])).toEqual(['-6', '-4']);
  });
});

describe('the ping collector', () => {
  it('labels what it measured with the target, its address and the version of that', async () => {
    const { families } = await new FakePing(['iputils/replies']).collect(['127.0.0.1', '::1']);
    expect(samplesOf(families, 'ping_up')).toEqual({
      'target=127.0.0.1,ip=127.0.0.1,ip_version=4': 1,
      'target=::1,ip=::1,ip_version=6': 1,
    });
  });

  it('pings only targets that are switched on', async () => {
    const ping = new FakePing(['iputils/replies']);
    const targets = [
      { name: 'on', host: '127.0.0.1' },
      { name: 'off', host: '127.0.0.2', enabled: false },
    ];
    const { targets: readings } = await ping.collect([], { targets });
    expect(readings?.map(({ name }) => name)).toEqual(['on']);
    expect(ping.requests).toHaveLength(1);
  });

  it('counts packets over its life', async () => {
    const ping = new FakePing(['iputils/replies', 'iputils/half-lost', 'iputils/no-route']);
    const collector = ping.collector(['127.0.0.1']);
    const totals = [];
    for (let cycle = 0; cycle < 3; cycle++) {
      const { families } = await collector.collect(new AbortController().signal);
      totals.push(
        ['sent', 'received'].flatMap((kind) =>
          Object.values(samplesOf(families, `ping_packets_${kind}_total`)),
        ),
      );
    }
    expect(totals).toEqual([
      [4, 4],
      [8, 6],
      [8, 6],
    ]);
  });

  it('gives nothing of an earlier cycle when a target can no longer be pinged', async () => {
    const collector = new FakePing(['iputils/replies', 'iputils/no-route']).collector(['127.0.0.1']);
    await collector.collect(new AbortController().signal);
    const { families } = await collector.collect(new AbortController().signal);
    expect(families.map(({ name }) => name)).toEqual([
      'ping_packets_sent_total',
      'ping_packets_received_total',
    ]);
  });

  it.each(['-f', '-f127.0.0.1', '--help', 'a b', '$(id)', ''])(
    'never hands the host "%s" to a program',
    async (host) => {
      expect(pingTarget.safeParse({ name: 'bad', host }).success).toBe(false);
      const ping = new FakePing(['iputils/replies']);
      const { targets, families } = await ping.collect([host]);
      expect(ping.requests).toEqual([]);
      expect(targets).toEqual([expect.objectContaining({ outcome: 'unresolvable' })]);
      expect(samplesOf(families, 'ping_up')).toEqual({});
    },
  );

  it('says once, not once a target, that there is no ping, and what to install', async () => {
    const { targets, problems, families } = await new FakePing([{ notStarted: 'not_found' }]).collect([
      '127.0.0.1',
      '::1',
    ]);
    expect(targets?.map(({ outcome }) => outcome)).toEqual(['no_program', 'no_program']);
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'no_ping_program', message: expect.stringContaining('Install the package "iputils-ping"') },
    ]);
  });

  it.each([
    ['not_executable', 'permission', 'permission'],
    ['not_started', 'failed', 'internal'],
  ] as const)('tells why ping did not start: %s', async (notStarted, outcome, code) => {
    const { targets, problems } = await new FakePing([{ notStarted }]).collect(['127.0.0.1']);
    expect(targets).toEqual([expect.objectContaining({ outcome })]);
    expect(problems).toEqual([expect.objectContaining({ code })]);
  });

  it('calls a ping that did not end in its time a failure, not loss', async () => {
    const { targets, problems, families } = await new FakePing([{ endedBy: 'timeout' }]).collect([
      '127.0.0.1',
    ]);
    expect(targets).toEqual([expect.objectContaining({ outcome: 'failed' })]);
    expect(problems).toEqual([expect.objectContaining({ code: 'timeout', target: '127.0.0.1' })]);
    expect(families).toEqual([]);
  });

  it('finds the gateway of the default route anew each cycle', async () => {
    const ping = new FakePing(['iputils/replies']);
    const { targets } = await ping.collect(['gateway']);
    expect(targets).toEqual([
      expect.objectContaining({ host: 'gateway', ip: '10.99.0.1', outcome: 'reply' }),
    ]);
    expect(ping.requests[0]?.args.at(-1)).toBe('10.99.0.1');
  });

  it('pings a target of another cycle again when the one before ended early', async () => {
    const ping = new FakePing([{ endedBy: 'abort' }, 'iputils/replies']);
    const collector = ping.collector(['127.0.0.1']);
    const { targets, problems } = await collector.collect(new AbortController().signal);
    expect(targets).toEqual([expect.objectContaining({ outcome: 'skipped' })]);
    expect(problems).toEqual([expect.objectContaining({ code: 'timeout' })]);
    const next = await collector.collect(new AbortController().signal);
    expect(next.targets).toEqual([expect.objectContaining({ outcome: 'reply' })]);
  });

  it('starts no ping any more once the cycle is over', async () => {
    const stop = new AbortController();
    const ping = new FakePing(['iputils/replies']);
    const hosts = Array.from({ length: 40 }, (_, index) => `127.0.0.${index + 1}`);
    const cycle = ping.collector(hosts).collect(stop.signal);
    setTimeout(() => stop.abort(), 60);
    const { targets, problems } = await cycle;
    const outcomes = targets?.map(({ outcome }) => outcome) ?? [];
    expect(ping.requests.length).toBeLessThan(40);
    expect(outcomes.filter((outcome) => outcome === 'reply')).toHaveLength(ping.requests.length);
    expect(outcomes.filter((outcome) => outcome === 'skipped')).toHaveLength(40 - ping.requests.length);
    expect(problems).toEqual([
      { code: 'timeout', message: expect.stringContaining('before all targets were pinged') },
    ]);
  });
});

async function requestFor(
  platform: NodeJS.Platform,
  host: string,
  more: object = {},
): Promise<ProcessRequest> {
  const ping = new FakePing([{}], platform);
  await ping.collect([host], more);
  const [request] = ping.requests;
  if (!request) throw new Error('ping was not run');
  return request;
}
