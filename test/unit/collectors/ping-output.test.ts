import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateFamilies } from '../../../main/metrics/validate';
import { FakePing, type FakeRun } from '../../support/fake-ping';
import { recordedRun } from '../../support/recorded-run';
import { samplesOf } from '../../support/samples';

describe.each(['iputils', 'busybox', 'inetutils'])('ping of %s', (program) => {
  it('is read: replies', async () => {
    const { target, families, problems } = await probe(`${program}/replies`);
    expect(target).toMatchObject({ outcome: 'reply', ip: '127.0.0.1', lossRatio: 0 });
    expect(target).not.toHaveProperty('reason');
    expect(problems).toEqual([]);
    expect(validateFamilies(families).faults).toEqual([]);
  });

  it('is read: half of the packets lost', async () => {
    const { target, families } = await probe(`${program}/half-lost`);
    expect(target).toMatchObject({ outcome: 'reply', lossRatio: 0.5 });
    expect(only(families, 'ping_up')).toBe(1);
    expect(only(families, 'ping_packets_sent_total')).toBe(4);
    expect(only(families, 'ping_packets_received_total')).toBe(2);
  });

  it.each(['all-lost', 'unreachable'])('gives a lost target no round-trip time: %s', async (run) => {
    const { target, families, problems } = await probe(`${program}/${run}`);
    expect(target).toMatchObject({
      outcome: 'loss',
      lossRatio: 1,
      reason: expect.stringContaining('No reply to 4 packets'),
    });
    expect(target).not.toHaveProperty('rttSeconds');
    expect(families.map(({ name }) => name)).toEqual([
      'ping_up',
      'ping_loss_ratio',
      'ping_packets_sent_total',
      'ping_packets_received_total',
      'ping_duplicates_total',
      'ping_rtt_seconds',
    ]);
    expect(only(families, 'ping_up')).toBe(0);
    expect(problems).toEqual([]);
  });

  it('tells a missing route from loss, with neither up nor loss', async () => {
    const { target, families, problems } = await probe(`${program}/no-route`);
    expect(target).toMatchObject({
      outcome: 'no_route',
      reason: expect.stringContaining('Network is unreachable'),
    });
    expect(target).not.toHaveProperty('lossRatio');
    expect(families.map(({ name }) => name)).toEqual(['ping_failure_info']);
    expect(reasonsOf(families)).toEqual(['no_route']);
    expect(problems).toEqual([]);
  });

  it('tells what it is not permitted from loss, and what to do', async () => {
    const { target, problems } = await probe(`${program}/not-permitted`);
    expect(target.outcome).toBe('permission');
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'permission',
        message: expect.stringContaining('setcap cap_net_raw+p'),
      }),
    ]);
  });
});

describe('ping of iputils', () => {
  it('has its round-trip times from the reply lines', async () => {
    const { families, target } = await probe('iputils/half-lost');
    const rtts = [...recordedRun('iputils/half-lost').stdout.matchAll(/time=(\S+)/g)].map(([, ms]) =>
      Number(`${ms}e-3`),
    );
    const [first = 0, second = 0] = rtts;
    expect(rtts).toHaveLength(2);
    expect(only(families, 'ping_rtt_best_seconds')).toBe(Math.min(...rtts));
    expect(only(families, 'ping_rtt_worst_seconds')).toBe(Math.max(...rtts));
    expect(only(families, 'ping_rtt_mean_seconds')).toBeCloseTo((first + second) / 2, 12);
    expect(only(families, 'ping_rtt_std_deviation_seconds')).toBeCloseTo(Math.abs(first - second) / 2, 12);
    expect(target.rttSeconds).toBe(only(families, 'ping_rtt_mean_seconds'));
  });

  it.each([
    [[7], 7],
    [[7, 1], 4],
    [[9, 1, 2], 2],
    [[9, 1, 2, 4], 3],
  ])('has the middle one of its times as the median: %j', async (times, median) => {
    const { families } = await probe({ stdout: repliesOf(times) });
    expect(only(families, 'ping_rtt_median_seconds')).toBeCloseTo(median / 1000, 12);
  });

  it('tells the jitter between one reply and the next, and none of a single one', async () => {
    const { families, target } = await probe({ stdout: repliesOf([10, 30, 20]) });
    expect(target.jitterSeconds).toBeCloseTo(0.015, 12);
    expect(only(families, 'ping_rtt_jitter_seconds')).toBe(target.jitterSeconds);
    expect((await probe({ stdout: repliesOf([10]) })).target).not.toHaveProperty('jitterSeconds');
  });

  it('is counted by sequence number: a second answer to a packet is no second reply', async () => {
    const { families, target } = await probe('iputils/duplicates', 'linux', { count: 3 });
    expect(only(families, 'ping_packets_received_total')).toBe(3);
    expect(target.lossRatio).toBe(0);
    expect(only(families, 'ping_rtt_worst_seconds')).toBe(0.00005);
  });

  it('has a packet in the first bucket that its time fits into, with bounds as Go writes them', async () => {
    const { families } = await probe({ stdout: repliesOf([0.049, 0.05, 0.051, 7, 30_000]) }, 'linux', {
      count: 5,
    });
    const histogram = families.find(({ name }) => name === 'ping_rtt_seconds');
    const buckets = histogram?.samples.filter(({ name }) => name === 'ping_rtt_seconds_bucket') ?? [];
    expect(buckets.map(({ labels, value }) => [labels['le'], value])).toEqual([
      ['5e-05', 2],
      ...['0.0001', '0.0002', '0.0004', '0.0008', '0.0016', '0.0032', '0.0064'].map((le) => [le, 3]),
      ...['0.0128', '0.0256', '0.0512', '0.1024', '0.2048', '0.4096', '0.8192'].map((le) => [le, 4]),
      ...['1.6384', '3.2768', '6.5536', '13.1072', '26.2144'].map((le) => [le, 4]),
      ['+Inf', 5],
    ]);
    const [sum, count] = histogram?.samples.slice(-2) ?? [];
    const labels = { target: '127.0.0.1', ip: '127.0.0.1', ip_version: '4' };
    expect(sum).toEqual({ name: 'ping_rtt_seconds_sum', labels, value: expect.closeTo(30.00715, 9) });
    expect(count).toEqual({ name: 'ping_rtt_seconds_count', labels, value: 5 });
  });

  it('names who says that the target cannot be reached', async () => {
    const { target } = await probe('iputils/unreachable');
    expect(target.reason).toBe('No reply to 4 packets: 10.99.0.2 says "Destination Host Unreachable".');
  });

  it.each([
    ['sending-dropped', 0.5, 4],
    ['route-lost-midway', 0.4, 5],
    ['different-address', 0, 4],
  ])('is read: %s', async (run, loss, sent) => {
    const { target, families } = await probe(`iputils/${run}`);
    expect(target).toMatchObject({ outcome: 'reply', lossRatio: loss });
    expect(only(families, 'ping_packets_sent_total')).toBe(sent);
  });

  it('is read in another language too', async () => {
    const { target } = await probe('iputils/ukrainian');
    expect(target).toMatchObject({ outcome: 'reply', rttSeconds: 0.000042, lossRatio: 0 });
  });

  it('is read with a comma in its numbers', async () => {
    const stdout =
      '64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=12,3 ms\n3 packets transmitted, 1 received, 66,6667% packet loss\n';
    const { target } = await probe({ stdout });
    expect(target).toMatchObject({ rttSeconds: 0.0123, lossRatio: 2 / 3 });
  });

  it('without IPv6 in the kernel has no route', async () => {
    const { target } = await probe('iputils/ipv6-off', 'linux', {}, '::1');
    expect(target).toMatchObject({ outcome: 'no_route', reason: expect.stringContaining('Cannot assign') });
  });

  it.each(['usage', 'zone-unknown', 'broadcast'])(
    'that says something else is a problem: %s',
    async (run) => {
      const { target, families, problems } = await probe(`iputils/${run}`);
      expect(target.outcome).toBe('failed');
      expect(families.map(({ name }) => name)).toEqual(['ping_failure_info']);
      expect(reasonsOf(families)).toEqual(['bad_output']);
      expect(problems).toEqual([
        expect.objectContaining({
          code: 'bad_output',
          message: expect.stringContaining('ended with status 2'),
        }),
      ]);
    },
  );
});

describe('ping of busybox and inetutils', () => {
  it.each([
    ['busybox/ipv6', 'reply'],
    ['busybox/ipv6-off', 'no_route'],
    ['inetutils/ipv6-off', 'no_program'],
    // They give up at the first packet that a firewall keeps from leaving.
    ['busybox/sending-dropped', 'permission'],
    ['inetutils/sending-dropped', 'permission'],
  ])('is read: %s', async (run, outcome) => {
    expect((await probe(run, 'linux', {}, '::1')).target.outcome).toBe(outcome);
  });
});

describe('ping of inetutils, which knows IPv4 alone', () => {
  it('is said to be the wrong program for IPv6, and which one to install', async () => {
    const { target, problems } = await probe('inetutils/ipv6', 'linux', {}, '::1');
    expect(target.outcome).toBe('no_program');
    expect(problems).toEqual([
      expect.objectContaining({ code: 'no_ping_program', message: expect.stringContaining('iputils-ping') }),
    ]);
  });
});

describe('ping of macOS', () => {
  it('is read: replies', async () => {
    const { target, families } = await probe('macos/replies', 'darwin');
    expect(target).toMatchObject({ outcome: 'reply', lossRatio: 0 });
    expect(only(families, 'ping_rtt_best_seconds')).toBe(0.004269);
    expect(only(families, 'ping_rtt_std_deviation_seconds')).toBeCloseTo(0.000424, 6);
  });

  it('is read: ping6', async () => {
    const { target } = await probe('macos/ipv6', 'darwin', {}, '::1');
    expect(target).toMatchObject({ outcome: 'reply', ip: '::1', rttSeconds: 0.0001115 });
  });

  it('is loss when the kernel gave up looking for a host on the link', async () => {
    const { target } = await probe('macos/host-down', 'darwin');
    expect(target).toMatchObject({ outcome: 'loss', lossRatio: 1 });
  });

  it('is no route when not one packet could leave', async () => {
    const { target } = await probe('macos/no-route', 'darwin');
    expect(target.outcome).toBe('no_route');
    expect(target).not.toHaveProperty('lossRatio');
  });
});

describe('ping of Windows', () => {
  it.each([
    ['english', 0.55525],
    ['french', 0.001],
    ['japanese', 0.005],
    ['russian', 0.0355],
  ])('is read by shape: %s', async (run, mean) => {
    const { target, families } = await probe(`windows/${run}`, 'win32');
    expect(target).toMatchObject({ outcome: 'reply', lossRatio: 0 });
    expect(target.rttSeconds).toBeCloseTo(mean, 9);
    expect(only(families, 'ping_packets_sent_total')).toBe(4);
  });

  it('is read by shape: IPv6, in German, with the line ends of Windows', async () => {
    const run = recordedRun('windows/german-ipv6');
    const { target } = await probe(
      { ...run, stdout: run.stdout.replaceAll('\n', '\r\n') },
      'win32',
      {},
      '::1',
    );
    expect(target).toMatchObject({ outcome: 'reply', lossRatio: 0 });
    expect(target.rttSeconds).toBeCloseTo(0.01275, 9);
  });

  it('is lost when a router says "unreachable", which ping.exe counts as received', async () => {
    const { target, families } = await probe('windows/unreachable', 'win32');
    expect(target).toMatchObject({ outcome: 'loss', lossRatio: 1 });
    expect(only(families, 'ping_packets_received_total')).toBe(0);
  });

  it('is no route when not one packet could leave', async () => {
    expect((await probe('windows/general-failure', 'win32')).target.outcome).toBe('no_route');
  });

  it('that cannot be read is a problem, not a crash', async () => {
    const stdout = 'Ping\r\nReply =\r\n= 1, = 1, = 0\r\nx=32 time= TTL=1\r\n';
    const { target, problems } = await probe({ stdout, exitCode: 0 }, 'win32');
    expect(target.outcome).toBe('failed');
    expect(problems).toEqual([expect.objectContaining({ code: 'bad_output' })]);
  });
});

describe('time to live', () => {
  it.each([
    ['iputils/replies', 'linux', 64],
    ['busybox/replies', 'linux', 64],
    ['inetutils/replies', 'linux', 64],
    ['macos/replies', 'darwin', 54],
    ['macos/ipv6', 'darwin', 64],
    ['windows/french', 'win32', 128],
    // Windows says none of IPv6.
    ['windows/german-ipv6', 'win32', undefined],
    ['iputils/all-lost', 'linux', undefined],
  ] as const)('is that of the last reply: %s', async (run, platform, ttl) => {
    const { families } = await probe(run, platform, {}, run.includes('ipv6') ? '::1' : '127.0.0.1');
    expect(only(families, 'ping_response_ttl')).toBe(ttl);
  });

  it('may change within a burst', async () => {
    const stdout = repliesOf([10, 20]).replace('icmp_seq=2 ttl=64', 'icmp_seq=2 ttl=57');
    expect(only((await probe({ stdout })).families, 'ping_response_ttl')).toBe(57);
  });
});

describe.each(['linux', 'darwin', 'win32'] as const)('whatever ping prints on %s', (platform) => {
  const word = fc.constantFrom(
    ...[
      '64 bytes from ::1: ',
      'icmp_seq=',
      'time=',
      '0.1 ms',
      '1',
      '99',
      '%',
      ' = ',
      ',',
      'packets transmitted',
    ],
    ...['Reply from', 'bytes=32 ', 'TTL=3', '<1ms', ':', '\n', '\r\n', 'é', ' ', '--- '],
  );
  const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map((words) => words.join(''));

  it('nothing is thrown, and a loss is a share', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom('127.0.0.1', '::1'), async (stdout, stderr, host) => {
        const { target, families, problems } = await probe(
          { stdout, stderr, exitCode: 1 },
          platform,
          {},
          host,
        );
        if (target.lossRatio !== undefined) {
          expect(target.lossRatio).toBeGreaterThanOrEqual(0);
          expect(target.lossRatio).toBeLessThanOrEqual(1);
        }
        expect(problems.filter(({ code }) => code === 'internal')).toEqual([]);
        expect(validateFamilies(families).faults).toEqual([]);
      }),
    );
  });
});

async function probe(
  run: FakeRun,
  platform: NodeJS.Platform = 'linux',
  more: object = {},
  host = '127.0.0.1',
) {
  const collected = await new FakePing([run], platform).collect([host], more);
  const [target] = collected.targets ?? [];
  if (!target) throw new Error('no reading');
  return { ...collected, target };
}

function only(families: Parameters<typeof samplesOf>[0], name: string): number | undefined {
  return Object.values(samplesOf(families, name))[0];
}

function reasonsOf(families: Parameters<typeof samplesOf>[0]): unknown[] {
  const failures = families.find(({ name }) => name === 'ping_failure_info');
  return failures?.samples.map(({ labels }) => labels['reason']) ?? [];
}

/** What iputils prints when all of its packets are answered, each after so many milliseconds. */
function repliesOf(timesMs: readonly number[]): string {
  const replies = timesMs.map(
    (ms, index) => `64 bytes from 127.0.0.1: icmp_seq=${index + 1} ttl=64 time=${ms} ms`,
  );
  const count = timesMs.length;
  return [...replies, `${count} packets transmitted, ${count} received, 0% packet loss`, ''].join('\n');
}
