import { describe, expect, it } from 'vitest';
import type { ProcessRequest } from '../../../main/platform/process';
import { pingSettings, pingTarget } from '../../../main/settings/schema/collectors';
import { FakePing } from '../../support/fake-ping';
import { recordedRun } from '../../support/recorded-run';
import { samplesOf } from '../../support/samples';

describe('the command of ping', () => {
  it('on Linux has options that every ping takes, and the address after --', async () => {
    const { args, env, file } = await requestFor('linux', '127.0.0.1', { replyTimeout: '300ms' });
    expect(file).toBe('ping');
    expect(args).toEqual(['-n', '-W', '1', '-c', '4', '-s', '56', '-i', '0.2', '--', '127.0.0.1']);
    expect(env).toEqual({ LC_ALL: 'C' });
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
    const { args, file } = await requestFor('darwin', '::1');
    expect(file).toBe('/sbin/ping6');
    expect(args).toEqual(['-n', '-c', '4', '-s', '56', '-i', '1', '--', '::1']);
  });

  it('on Windows names the address family', async () => {
    const { args, file } = await requestFor('win32', '::1');
    expect(file).toMatch(/\/system32\/ping\.exe$/);
    expect(args).toEqual(['-6', '-w', '2000', '-n', '4', '-l', '56', '::1']);
  });

  it.each([
    ['linux', '-W 2 -c 7 -s 1400 -i 0.35 --'],
    ['darwin', '-W 1500 -c 7 -s 1400 -i 0.35 --'],
    // ping.exe sends one a second, whatever it is told.
    ['win32', '-w 1500 -n 7 -l 1400'],
  ] as const)('has count, spacing, size and timeout of the settings, on %s', async (platform, options) => {
    const settings = { count: 7, spacing: '350ms', size: 1400, replyTimeout: '1500ms' };
    const { args } = await requestFor(platform, '127.0.0.1', settings);
    expect(args.join(' ')).toContain(options);
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

describe('a burst and its cycle', () => {
  it('waits for the last answer as long as settings say when there is time', async () => {
    const { args, interruptAfterMs } = await requestFor('linux', '127.0.0.1', { replyTimeout: '3s' }, 15_000);
    expect(args.slice(1, 5)).toEqual(['-W', '3', '-c', '4']);
    expect(interruptAfterMs).toBeGreaterThanOrEqual(3 * 200 + 3000);
    expect(interruptAfterMs).toBeLessThan(4000);
  });

  it.each(['linux', 'darwin'] as const)('ends before the cycle does, on %s', async (platform) => {
    const { args, interruptAfterMs } = await requestFor(platform, '127.0.0.1', {}, 2000);
    expect(args).toContain('4');
    expect(interruptAfterMs).toBeGreaterThanOrEqual(3 * 200 + 500);
    expect(interruptAfterMs).toBeLessThan(1900);
  });

  it('has fewer packets rather than no patience', async () => {
    const ping = new FakePing(['iputils/half-lost']);
    await ping.collect(['127.0.0.1'], { count: 5 }, 1000);
    const [{ args = [], interruptAfterMs = 0 } = {}] = ping.requests;
    const count = Number(args[args.indexOf('-c') + 1]);
    expect(count).toBe(2);
    expect(interruptAfterMs).toBeGreaterThanOrEqual((count - 1) * 200 + 500);
    expect(interruptAfterMs).toBeLessThan(1000);
  });

  it('says that packets were left out', async () => {
    const { source } = await new FakePing(['iputils/half-lost']).collect(['127.0.0.1'], { count: 9 });
    expect(source).toBe('ping; only 4 of 9 packets fitted into the cycle');
  });

  it('on Windows waits for each answer as long as the cycle lets it', async () => {
    const { args } = await requestFor('win32', '127.0.0.1', {}, 7000);
    expect(args.slice(3)).toEqual(['-n', '4', '-l', '56', '127.0.0.1']);
    expect(Number(args[2])).toBeGreaterThan(500);
    expect(4 * (1000 + Number(args[2]))).toBeLessThanOrEqual(6500);
  });

  it('that is ended before it said its result gives the packets whose time was over', async () => {
    const { stdout } = recordedRun('iputils/half-lost');
    const [said = ''] = stdout.split('\n---');
    const cut = (durationMs: number) =>
      new FakePing([{ endedBy: 'abort', stdout: said, durationMs }]).collect(['127.0.0.1']);
    const early = await cut(100);
    expect(early.targets).toMatchObject([{ outcome: 'reply', lossRatio: 0 }]);
    const late = await cut(60_000);
    expect(late.targets).toMatchObject([{ outcome: 'reply', lossRatio: 0.5 }]);
    expect(late.problems).toEqual([]);
  });

  it('is left out when nothing of it fits', async () => {
    const ping = new FakePing(['iputils/replies']);
    const { targets } = await ping.collect(['127.0.0.1'], {}, 300);
    expect(ping.requests).toEqual([]);
    expect(targets).toEqual([expect.objectContaining({ outcome: 'skipped' })]);
  });

  it('is refused in settings when its packets alone take longer', () => {
    const settings = { id: 'p', kind: 'ping', targets: [], interval: '2s' };
    expect(pingSettings.safeParse({ ...settings, count: 10 }).success).toBe(true);
    expect(pingSettings.safeParse({ ...settings, count: 11 }).error?.issues).toEqual([
      expect.objectContaining({
        path: ['count'],
        message: 'does not fit: 11 packets, one each 200 ms, take longer than the 2s that a cycle has',
      }),
    ]);
    expect(
      pingSettings.safeParse({ ...settings, interval: '1m', timeout: '1s', spacing: '1m' }).success,
    ).toBe(false);
    expect(pingSettings.safeParse({ ...settings, count: 100, mode: 'continuous' }).success).toBe(true);
  });
});

describe('over IPv4 and IPv6', () => {
  it('pings the address of the wanted version', async () => {
    const ping = new FakePing(['iputils/replies']);
    const { targets } = await ping.collect(['127.0.0.1', '::1'], { ipVersion: 6 });
    expect(ping.requests.map(({ args }) => args.at(-1))).toEqual(['::1']);
    expect(targets).toMatchObject([
      { outcome: 'unresolvable', reason: '"127.0.0.1" has no IPv6 address.' },
      { outcome: 'reply', ip: '::1' },
    ]);
  });

  it('with "both" measures each and shows the worse one', async () => {
    const ping = new FakePing(['iputils/replies', 'iputils/half-lost']);
    const { families, targets } = await ping.collect(['gateway'], { ipVersion: 'both' });
    expect(samplesOf(families, 'ping_loss_ratio')).toEqual({
      'target=gateway,ip=10.99.0.1,ip_version=4': 0,
      'target=gateway,ip=fe80::1%up0,ip_version=6': 0.5,
    });
    expect(targets).toMatchObject([{ name: 'gateway', ip: 'fe80::1%up0', lossRatio: 0.5 }]);
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
      'ping_failure_info',
      'ping_packets_sent_total',
      'ping_packets_received_total',
      'ping_duplicates_total',
      'ping_rtt_seconds',
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
    expect(families.map(({ name }) => name)).toEqual(['ping_failure_info']);
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
    expect(samplesOf(families, 'ping_failure_info')).toEqual({
      'target=127.0.0.1,ip=127.0.0.1,ip_version=4,reason=timeout': 1,
    });
    expect(families).toHaveLength(1);
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
  limitMs?: number,
): Promise<ProcessRequest> {
  const ping = new FakePing([{}], platform);
  await ping.collect([host], more, limitMs);
  const [request] = ping.requests;
  if (!request) throw new Error('ping was not run');
  return request;
}
