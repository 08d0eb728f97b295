import { beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../main/gateway/gateway';
import { makeGateway } from '../../../main/gateway/group-store';
import { encodeText } from '../../../main/metrics/encode';
import type { Labels, MetricType } from '../../../main/metrics/model';
import { parseText } from '../../../main/metrics/parse';
import { FakeClock } from '../../support/fake-clock';

let clock: FakeClock;
let gateway: Gateway;
let ownTypes: Record<string, MetricType>;

beforeEach(() => {
  clock = new FakeClock(1_000_000);
  ownTypes = {};
  gateway = makeGateway({
    clock,
    ownTypes: () => new Map(Object.entries(ownTypes)),
    limits: { maxSeries: 20, maxGroups: 4 },
  });
});

function send(method: 'PUT' | 'POST', groupingKey: Labels, text: string) {
  const { families, faults } = parseText(text, { timestamps: 'keep' });
  expect(faults).toEqual([]);
  return gateway.push({ method, groupingKey, families });
}

const put = (key: Labels, text: string) => send('PUT', key, text);
const post = (key: Labels, text: string) => send('POST', key, text);

/** What a scrape would read, without the two push times and comments. */
function series(onlyPushTimesOf?: Labels): string[] {
  const families = gateway.families(onlyPushTimesOf && { onlyPushTimesOf });
  return lines(encodeText(families.filter(({ name }) => !name.startsWith('push_'))));
}

function pushTimes(): string[] {
  return lines(encodeText(gateway.families().filter(({ name }) => name.startsWith('push_'))));
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const histogram = (name: string, labels = '') =>
  `# TYPE ${name} histogram\n${name}_bucket{${labels}le="+Inf"} 2\n${name}_sum{${labels}} 1\n${name}_count{${labels}} 2\n`;

describe('a group', () => {
  it('is replaced whole by PUT', () => {
    put({ job: 'x' }, 'a 1\nb 2\n');
    put({ job: 'x' }, 'b 3\n');
    expect(series()).toEqual(['b{instance="",job="x"} 3']);
  });

  it('keeps families of other names at a POST', () => {
    put({ job: 'x' }, 'a 1\nb{p="1"} 2\n');
    post({ job: 'x' }, 'b{p="2"} 3\n');
    expect(series()).toEqual(['a{instance="",job="x"} 1', 'b{instance="",job="x",p="2"} 3']);
  });

  it('is emptied by a PUT of nothing, and not touched by a POST of nothing, but for the time', async () => {
    put({ job: 'x' }, 'a 1\n');
    await clock.advance(1000);
    expect(post({ job: 'x' }, '')).toMatchObject({ ok: true });
    expect(series()).toEqual(['a{instance="",job="x"} 1']);
    expect(pushTimes()).toContain('push_time_seconds{instance="",job="x"} 1001');
    put({ job: 'x' }, '');
    expect(series()).toEqual([]);
    expect(gateway.groups()).toHaveLength(1);
  });

  it('loses no family to one of that name without samples', () => {
    put({ job: 'x' }, 'a 1\n');
    gateway.push({
      method: 'POST',
      groupingKey: { job: 'x' },
      families: [{ name: 'a', type: 'gauge', help: '', samples: [] }],
    });
    expect(series()).toEqual(['a{instance="",job="x"} 1']);
  });

  it('is the same whatever the order of its labels', () => {
    put({ job: 'x', a: '1', b: '2' }, 'm 1\n');
    put({ b: '2', a: '1', job: 'x' }, 'm 2\n');
    expect(series()).toEqual(['m{a="1",b="2",instance="",job="x"} 2']);
  });

  it('is deleted by exactly its key', () => {
    put({ job: 'x', instance: 'i' }, 'm 1\n');
    gateway.delete({ job: 'x' });
    gateway.delete({ job: 'x', instance: 'i', a: '' });
    expect(gateway.groups()).toHaveLength(1);
    gateway.delete({ instance: 'i', job: 'x' });
    expect(gateway.groups()).toEqual([]);
    expect(gateway.families()).toEqual([]);
  });

  it('may change the type of a metric that it alone has', () => {
    put({ job: 'x' }, '# TYPE m gauge\nm 1\n');
    expect(put({ job: 'x' }, '# TYPE m counter\nm 1\n')).toMatchObject({ ok: true });
    expect(gateway.families()[0]).toMatchObject({ name: 'm', type: 'counter' });
  });

  it('is listed with its families and its times', async () => {
    put({ job: 'x' }, 'm 1\n');
    await clock.advance(500);
    put({ job: 'x' }, 'm 1 5\n');
    expect(gateway.groups()).toMatchObject([
      { groupingKey: { job: 'x' }, families: [{ name: 'm' }], pushedAtMs: 1_000_000, failedAtMs: 1_000_500 },
    ]);
  });
});

describe('the labels of a pushed series', () => {
  it('are overwritten by those of the group', () => {
    put({ job: 'x', instance: 'i' }, 'm{job="other",a="1"} 1\n');
    expect(series()).toEqual(['m{a="1",instance="i",job="x"} 1']);
  });

  it('have an empty instance where nobody gave one, and else the one from the body', () => {
    put({ job: 'x' }, 'm 1\nm{instance="i"} 2\n');
    expect(series()).toEqual(['m{instance="",job="x"} 1', 'm{instance="i",job="x"} 2']);
  });

  it('end with the one that tells buckets apart', () => {
    put({ job: 'x', zone: 'z' }, histogram('h'));
    expect(series()[0]).toBe('h_bucket{instance="",job="x",zone="z",le="+Inf"} 2');
  });
});

describe('the push times', () => {
  it('are the last success and, until there was one, a failure at 0', () => {
    put({ job: 'x' }, 'm 1\n');
    expect(pushTimes()).toEqual([
      'push_failure_time_seconds{instance="",job="x"} 0',
      'push_time_seconds{instance="",job="x"} 1000',
    ]);
  });

  it('show a failure, that creates the group, and a later success does not clear it', async () => {
    put({ job: 'x' }, 'm 1 5\n');
    expect(pushTimes()).toEqual([
      'push_failure_time_seconds{instance="",job="x"} 1000',
      'push_time_seconds{instance="",job="x"} 0',
    ]);
    await clock.advance(1500);
    put({ job: 'x' }, 'm 1\n');
    expect(pushTimes()).toEqual([
      'push_failure_time_seconds{instance="",job="x"} 1000',
      'push_time_seconds{instance="",job="x"} 1001.5',
    ]);
  });

  it('are never taken from a body, whatever their type there', () => {
    put({ job: 'x' }, `push_failure_time_seconds 5\nm 1\n${histogram('push_time_seconds')}`);
    expect(pushTimes()).toEqual([
      'push_failure_time_seconds{instance="",job="x"} 0',
      'push_time_seconds{instance="",job="x"} 1000',
    ]);
  });

  it('have the help of the Pushgateway', () => {
    put({ job: 'x' }, 'm 1\n');
    const helps = gateway.families().map(({ help }) => help);
    expect(helps).toContain('Last Unix time when changing this group in the Pushgateway succeeded.');
    expect(helps).toContain('Last Unix time when changing this group in the Pushgateway failed.');
  });
});

describe('a push is refused as inconsistent, and the group keeps what it has,', () => {
  const refused: [title: string, key: Labels, text: string, reason: string][] = [
    ['for any timestamp, even 0', { job: 'y' }, 'fresh 1 0\n', '"fresh" has a timestamp'],
    [
      'for a type that another group has otherwise',
      { job: 'y' },
      '# TYPE m counter\nm 1\n',
      '"m" is pushed as counter, but its type is gauge in the group {job="x"}',
    ],
    ["for a type that this machine's own metrics have otherwise", { job: 'y' }, 'own 1\n', "machine's own"],
    ['for the name of a part of a histogram', { job: 'y' }, 'h_count 1\n', 'belongs to the histogram "h"'],
    ['for the name of a bucket of a histogram', { job: 'y' }, 'h_bucket 1\n', 'belongs to the histogram "h"'],
    ['for a histogram whose parts are named like another metric', { job: 'y' }, histogram('p'), '"p_sum"'],
    [
      'for a part in its own group too',
      { job: 'x' },
      'h_sum 1\n',
      'the name "h_sum" belongs to the histogram "h"',
    ],
    [
      'for series that are equal once the labels of the URL are in',
      { job: 'y', a: '3' },
      'q{a="1"} 1\nq{a="2"} 2\n',
      'q{a="3",job="y"} is there twice',
    ],
    [
      'for histograms that are equal once the labels of the URL are in',
      { job: 'y', a: '3' },
      `# TYPE g histogram\n${['1', '2'].map((a) => histogram('g', `a="${a}",`).replace(/^.*\n/, '')).join('')}`,
      'g{a="3",job="y"} is there twice',
    ],
    [
      'for a series that another group has',
      { job: 'x', a: '1' },
      '# TYPE m gauge\nm 1\n',
      'm{a="1",job="x"} is already in the group {job="x"}',
    ],
    [
      'for a histogram that another group has',
      { job: 'x', a: '1' },
      histogram('h'),
      'h{a="1",job="x"} is already in the group {job="x"}',
    ],
    ['for a label le in the URL of a histogram', { job: 'y', le: '1' }, histogram('g'), '"le" in the URL'],
    [
      'for a label quantile in the URL of a summary',
      { job: 'y', quantile: '1' },
      '# TYPE s summary\ns_sum 1\ns_count 1\n',
      '"quantile" in the URL',
    ],
  ];

  it.each(refused)('%s', (_title, key, text, reason) => {
    ownTypes = { own: 'gauge' };
    put({ job: 'x' }, `# TYPE m gauge\nm{a="1"} 1\n${histogram('h', 'a="1",')}p_sum 1\n`);
    const before = series();
    const outcome = post(key, text);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'inconsistent' } });
    const message = outcome.ok ? '' : outcome.error.message;
    expect(message).toMatch(/^pushed metrics are invalid or inconsistent with existing metrics: /);
    expect(message).toContain(reason);
    expect(series()).toEqual(before);
    const noted = gateway.groups().filter(({ failedAtMs }) => failedAtMs === clock.nowMs());
    expect(noted.map(({ groupingKey }) => groupingKey)).toEqual([key]);
  });

  it('for a group that Prometheus could not tell from another, and leaves no trace', () => {
    put({ job: 'x' }, 'm 1\n');
    const times = pushTimes();
    const outcome = put({ job: 'x', instance: '' }, 'm 1\n');
    expect(outcome).toMatchObject({ ok: false, error: { code: 'inconsistent' } });
    expect(outcome.ok ? '' : outcome.error.message).toContain('{job="x"}');
    expect(pushTimes()).toEqual(times);
  });
});

describe('what is taken though it looks odd:', () => {
  it('another help in another group, of which one is shown', () => {
    put({ job: 'x' }, 'm 1\n');
    put({ job: 'y' }, '# HELP m one\nm 1\n');
    put({ job: 'z' }, '# HELP m two\nm 1\n');
    expect(gateway.families()[0]).toMatchObject({ name: 'm', help: 'one' });
    expect(series()).toHaveLength(3);
  });

  it('a label le in the URL of a gauge', () => {
    expect(put({ job: 'x', le: '1' }, 'm 1\n')).toMatchObject({ ok: true });
    expect(series()).toEqual(['m{instance="",job="x",le="1"} 1']);
  });

  it('a metric that this machine itself has, with the same type', () => {
    ownTypes = { own: 'untyped' };
    expect(put({ job: 'x' }, 'own 1\n')).toMatchObject({ ok: true });
  });

  it('a type or a series that another group had before it was deleted', () => {
    put({ job: 'x' }, '# TYPE m gauge\nm{a="1"} 1\n');
    gateway.delete({ job: 'x' });
    expect(put({ job: 'x', a: '1' }, '# TYPE m counter\nm 1\n')).toMatchObject({ ok: true });
  });

  it('a type or a series that another group had before it was pushed anew', () => {
    put({ job: 'x' }, '# TYPE m gauge\nm{a="1"} 1\n# TYPE n gauge\nn 1\n');
    put({ job: 'x' }, '# TYPE m gauge\nm{a="2"} 1\n');
    const freed = '# TYPE m gauge\nm 1\n# TYPE n counter\nn 1\n';
    expect(put({ job: 'x', a: '1' }, freed)).toMatchObject({ ok: true });
  });
});

describe('the limits', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `m{n="${at}"} 1\n`).join('');

  it('refuse more series than the gateway may hold, and note the failure', () => {
    put({ job: 'x' }, many(15));
    expect(put({ job: 'y' }, many(6))).toMatchObject({ ok: false, error: { code: 'full' } });
    expect(gateway.groups()).toMatchObject([{ groupingKey: { job: 'x' } }, { failedAtMs: 1_000_000 }]);
    expect(put({ job: 'x' }, many(20))).toMatchObject({ ok: true });
  });

  it('count what is stored, not what was pushed', () => {
    for (let pushes = 0; pushes < 5; pushes += 1) {
      expect(put({ job: 'x' }, many(15))).toMatchObject({ ok: true });
      expect(post({ job: 'x' }, many(16))).toMatchObject({ ok: true });
    }
  });

  it('refuse more groups than the gateway may hold, but no push to those it has', () => {
    for (const job of ['a', 'b', 'c', 'd']) expect(put({ job }, 'm 1\n')).toMatchObject({ ok: true });
    expect(put({ job: 'e' }, '')).toMatchObject({ ok: false, error: { code: 'full' } });
    expect(put({ job: 'd' }, 'm 2\n')).toMatchObject({ ok: true });
    gateway.delete({ job: 'a' });
    expect(put({ job: 'e' }, 'm 1\n')).toMatchObject({ ok: true });
  });
});

describe('the time to live', () => {
  let groupTtlMs: number | undefined;
  const expired: Labels[] = [];
  const changed: Labels[] = [];

  beforeEach(() => {
    groupTtlMs = 60_000;
    expired.length = 0;
    changed.length = 0;
    gateway = makeGateway({
      clock,
      ownTypes: () => new Map(),
      groupTtlMs: () => groupTtlMs,
      onExpired: (key) => expired.push(key),
      onChange: (key) => changed.push(key),
    });
  });

  it('takes a group away when nobody pushed to it for so long, and counts it', async () => {
    put({ job: 'x' }, 'm 1\n');
    await clock.advance(30_000);
    put({ job: 'y' }, 'm 1\n');
    expect(gateway.groups().map(({ expiresAtMs }) => expiresAtMs)).toEqual([1_060_000, 1_090_000]);
    await clock.advance(30_000);
    expect(series()).toEqual(['m{instance="",job="y"} 1']);
    expect(pushTimes()).toHaveLength(2);
    expect(gateway.expiredGroups()).toBe(1);
    expect(expired).toEqual([{ job: 'x' }]);
    expect(changed.at(-1)).toEqual({ job: 'x' });
  });

  it('begins anew with each push, whatever it holds', async () => {
    put({ job: 'x' }, 'm 1\n');
    await clock.advance(50_000);
    post({ job: 'x' }, '');
    await clock.advance(50_000);
    expect(series()).toHaveLength(1);
  });

  it('does not begin anew with a push that failed, which alone makes a group for as long', async () => {
    put({ job: 'x' }, 'm 1\n');
    await clock.advance(50_000);
    put({ job: 'x' }, 'm 1 5\n');
    put({ job: 'y' }, 'm 1 5\n');
    await clock.advance(50_000);
    expect(gateway.groups().map(({ groupingKey }) => groupingKey)).toEqual([{ job: 'y' }]);
    await clock.advance(10_000);
    expect(gateway.groups()).toEqual([]);
  });

  it('frees what the group had, for others', async () => {
    put({ job: 'x' }, '# TYPE m gauge\nm 1\n');
    await clock.advance(60_000);
    expect(put({ job: 'y' }, '# TYPE m counter\nm 1\n')).toMatchObject({ ok: true });
  });

  it("is a push's own where it says so, until the next that succeeds says otherwise or nothing", async () => {
    const say = (ttlMs: number | undefined, text = 'm 1\n') =>
      gateway.push({ method: 'PUT', groupingKey: { job: 'x' }, families: parseText(text).families, ttlMs });
    const expiry = () => gateway.group({ job: 'x' })?.expiresAtMs;
    groupTtlMs = undefined;
    say(5_000);
    gateway.noteFailure({ job: 'x' });
    expect(expiry()).toBe(1_005_000);
    say(undefined);
    expect(expiry()).toBeUndefined();
    groupTtlMs = 60_000;
    say(90_000);
    put({ job: 'y' }, 'n 1\n');
    await clock.advance(60_000);
    expect(gateway.groups().map(({ groupingKey }) => groupingKey)).toEqual([{ job: 'x' }]);
    await clock.advance(30_000);
    expect(gateway.groups()).toEqual([]);
    expect(gateway.expiredGroups()).toBe(2);
  });

  it('may change, and is for ever when there is none', async () => {
    groupTtlMs = undefined;
    put({ job: 'x' }, 'm 1\n');
    await clock.advance(10 ** 9);
    expect(gateway.groups()).toMatchObject([{ groupingKey: { job: 'x' } }]);
    expect(gateway.groups()[0]).not.toHaveProperty('expiresAtMs');
    groupTtlMs = 10 ** 9;
    expect(gateway.groups()).toEqual([]);
  });
});

describe('what a group is shown with', () => {
  it('is when each family was pushed, and whether the last push failed', async () => {
    put({ job: 'x' }, 'a 1\nb 1\n');
    await clock.advance(1000);
    post({ job: 'x' }, 'b 2\n');
    await clock.advance(1000);
    post({ job: 'x' }, 'b 3 5\n');
    const [group] = gateway.groups();
    expect(group?.families.map(({ name, pushedAtMs }) => [name, pushedAtMs])).toEqual([
      ['a', 1_000_000],
      ['b', 1_001_000],
    ]);
    expect(group).toMatchObject({ createdAtMs: 1_000_000, failedAtMs: 1_002_000, lastPushFailed: true });
    post({ job: 'x' }, '');
    expect(gateway.groups()[0]).toMatchObject({ failedAtMs: 1_002_000, lastPushFailed: false });
  });

  it('are bounds of buckets and quantiles as a Pushgateway writes them', () => {
    put({ job: 'x' }, histogram('h').replace('\n', '\nh_bucket{le="1.0"} 0\nh_bucket{le="1000000"} 1\n'));
    put({ job: 'y' }, '# TYPE s summary\ns{quantile="0.50"} 1\ns_sum 1\ns_count 1\n');
    const shown = series().join();
    for (const part of ['le="1"', 'le="1e+06"', 'le="+Inf"', 'quantile="0.5"']) expect(shown).toContain(part);
  });
});

it('leaves the series of one group out of a scrape, but for its push times', () => {
  put({ job: 'own', instance: 'i' }, 'm 1\n');
  put({ job: 'x' }, 'm 1\n');
  expect(series({ instance: 'i', job: 'own' })).toEqual(['m{instance="",job="x"} 1']);
  expect(pushTimes()).toContain('push_time_seconds{instance="i",job="own"} 1000');
});

it('gives families sorted by name', () => {
  put({ job: 'x' }, 'z 1\na 1\n');
  put({ job: 'y' }, 'm 1\n');
  const names = gateway.families().map(({ name }) => name);
  expect(names).toEqual(['a', 'm', 'push_failure_time_seconds', 'push_time_seconds', 'z']);
});

describe('what is told of groups', () => {
  it('is another revision after each push that succeeded, equal or not', () => {
    put({ job: 'x' }, 'a 1\n');
    put({ job: 'x' }, 'a 1\n');
    put({ job: 'y' }, 'b 1\n');
    gateway.noteFailure({ job: 'y' });
    gateway.noteFailure({ job: 'z' });
    expect(gateway.heads()).toEqual([
      { groupingKey: { job: 'x' }, revision: 2, pushedAtMs: clock.nowMs() },
      { groupingKey: { job: 'y' }, revision: 3, pushedAtMs: clock.nowMs() },
    ]);
    expect(gateway.group({ job: 'y' })).toMatchObject({ revision: 3, lastPushFailed: true });
    expect(gateway.group({ job: 'y', instance: '' })).toBeUndefined();
  });

  it('is how much is held', () => {
    put({ job: 'x' }, 'a 1\n');
    put({ job: 'y' }, 'b{p="1"} 1\nb{p="2"} 2\n');
    expect(gateway.size()).toEqual({ groups: 2, series: 3 });
    expect([gateway.delete({ job: 'x' }), gateway.delete({ job: 'x' })]).toEqual([true, false]);
    expect(gateway.size()).toEqual({ groups: 1, series: 2 });
  });

  it('is by which Pushtrays the last push came', () => {
    const families = [{ name: 'a', type: 'gauge', help: '', samples: [] }] as const;
    gateway.push({ method: 'PUT', groupingKey: { job: 'x' }, families, via: ['00000000000000ab'] });
    expect(gateway.group({ job: 'x' })?.via).toEqual(['00000000000000ab']);
    put({ job: 'x' }, 'a 1\n');
    expect(gateway.group({ job: 'x' })?.via).toEqual([]);
  });

  it('leaves one group out where that is asked for, its push times too', () => {
    put({ job: 'x' }, 'a 1\n');
    put({ job: 'y' }, 'b 1\n');
    const text = encodeText(gateway.families({ without: { job: 'x' } }));
    expect(text).not.toContain('job="x"');
    expect(text).toContain('push_time_seconds{instance="",job="y"}');
  });
});

describe('those who want to know', () => {
  it('are told of each change, and of what is to be gone, though it was never here', async () => {
    const told: string[] = [];
    let ttlMs: number | undefined;
    const watched = makeGateway({
      clock,
      ownTypes: () => new Map(),
      groupTtlMs: () => ttlMs,
      onChange: ({ job }) => told.push(`changed ${job}`),
      onGone: (keys) => told.push(...keys.map(({ job }) => `gone ${job}`)),
    });
    watched.push({ method: 'PUT', groupingKey: { job: 'x' }, families: [] });
    watched.delete({ job: 'x' });
    watched.delete({ job: 'never' });
    watched.push({ method: 'PUT', groupingKey: { job: 'y' }, families: [] });
    watched.delete({ job: 'y', instance: '' });
    ttlMs = 1_000;
    await clock.advance(1_000);
    watched.heads();
    const [changes, goings] = ['changed', 'gone'].map((what) => told.filter((one) => one.startsWith(what)));
    expect(changes).toEqual(['changed x', 'changed x', 'changed y', 'changed y']);
    expect(goings).toEqual(['gone x', 'gone never', 'gone y']);
  });
});
