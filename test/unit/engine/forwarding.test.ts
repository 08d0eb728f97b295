import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { pushgatewaySettings } from '../../../main/settings/schema/destinations';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { ForwardBench, ownPath } from '../../support/forward-bench';
import { groupJournal } from '../../support/group-journal';
import { tempDir } from '../../support/temp-dir';

const url = 'http://gateway:9091';
const team = { id: 'team', kind: 'pushgateway' as const, urls: [url], gzip: false };
const common = { instance: 'web1', interval: '10s', destinations: [team] };
const backup = { job: 'backup', instance: 'db1' };
const backupPath = '/metrics/job/backup/instance/db1';

let bench: ForwardBench;

beforeEach(() => {
  bench = new ForwardBench();
});

/** Started, with its first rounds and pushes over. */
async function started(settings: Parameters<ForwardBench['start']>[0] = common): Promise<void> {
  bench.start(settings);
  await bench.clock.advance(10_000);
  bench.requests.length = 0;
}

function state(destination = 'team') {
  const [head] = bench.gateway.heads();
  return head && bench.engine.forwarded(head).find((one) => one.destination === destination);
}

describe('a group that others pushed', () => {
  it('is brought on at once, under its own key and with the labels that the URL does not give', async () => {
    await started();
    bench.push(backup, '# TYPE done gauge\ndone{disk="sda",instance="overwritten"} 1\n');
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
    expect(bench.at(url).groups.get('{instance="db1",job="backup"}')).toBe(
      '# TYPE done gauge\ndone{disk="sda"} 1\n',
    );
  });

  it('without an instance is not given one', async () => {
    await started();
    bench.push({ job: 'batch' }, 'done 1\n');
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual(['PUT /metrics/job/batch']);
    expect(bench.at(url).groups.get('{job="batch"}')).toBe('# TYPE done untyped\ndone 1\n');
  });

  it('is replaced whole: what a POST left in it comes along, and what a PUT took away does not stay', async () => {
    await started();
    bench.push(backup, 'first 1\n');
    const second = [
      { name: 'second', type: 'gauge', help: '', samples: [{ name: 'second', labels: {}, value: 2 }] },
    ] as const;
    bench.gateway.push({ method: 'POST', groupingKey: backup, families: second });
    await bench.clock.advance(10_000);
    expect(bench.at(url).groups.get('{instance="db1",job="backup"}')).toMatch(/first 1\n(.*\n)*second 2\n/);
    bench.push(backup, 'third 3\n');
    await bench.clock.advance(10_000);
    expect(bench.at(url).groups.get('{instance="db1",job="backup"}')).toBe('# TYPE third untyped\nthird 3\n');
  });

  it('is sent once however often the interval comes round', async () => {
    await started();
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(60_000);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
  });

  it('that is pushed again with equal content is sent again, so that its push time is right', async () => {
    await started();
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(20_000);
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`, `PUT ${backupPath}`]);
  });

  it('that is pushed more often than the interval comes round is sent at once and then once an interval, the newest', async () => {
    await started();
    for (let push = 1; push <= 50; push += 1) {
      bench.push(backup, `done ${push}\n`);
      await bench.clock.advance(200);
    }
    await bench.clock.advance(10_000);
    expect(bench.forwards().length).toBeLessThanOrEqual(3);
    expect(bench.at(url).groups.get('{instance="db1",job="backup"}')).toContain('done 50');
  });

  it('is deleted there when it is deleted here, and when it has outlived its time', async () => {
    await started();
    bench.push(backup, 'done 1\n');
    bench.push({ job: 'batch' }, 'other 1\n');
    await bench.clock.advance(1_000);
    bench.forwards();
    bench.gateway.delete(backup);
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual([`DELETE ${backupPath}`]);
    bench.groupTtlMs = 5_000;
    await bench.clock.advance(20_000);
    expect(bench.forwards()).toEqual(['DELETE /metrics/job/batch']);
    expect(bench.gateway.expiredGroups()).toBe(1);
    expect([...bench.at(url).groups.keys()]).toEqual(['{instance="web1",job="pushtray"}']);
  });

  it('that only failed to be pushed is not brought on', async () => {
    await started();
    bench.gateway.noteFailure(backup);
    await bench.clock.advance(20_000);
    expect(bench.forwards()).toEqual([]);
  });

  it('says which Pushtrays it has passed', async () => {
    await started();
    bench.push(backup, 'done 1\n', ['00000000000000cd']);
    await bench.clock.advance(0);
    expect(bench.requests.at(-1)?.via).toBe('00000000000000cd, 00000000000000ab');
    bench.gateway.delete(backup);
    await bench.clock.advance(0);
    expect(bench.requests.at(-1)?.via).toBe('00000000000000ab');
  });
});

describe('what is not brought on', () => {
  it("is this machine's own group, under its key here or at the destination", async () => {
    await started({ ...common, destinations: [{ ...team, job: 'laptop' }] });
    for (const job of ['pushtray', 'laptop']) bench.push({ job, instance: 'web1' }, `of_${job} 1\n`);
    await bench.clock.advance(20_000);
    expect(new Set(bench.forwards())).toEqual(new Set(['PUT /metrics/job/laptop/instance/web1']));
    expect(bench.at(url).groups.get('{instance="web1",job="laptop"}')).not.toContain('of_laptop');
    expect(bench.gateway.heads().flatMap((head) => bench.engine.forwarded(head))).toEqual([]);
  });

  it('is anything to a destination that is told not to, and to our own gateway', async () => {
    await started({ ...common, destinations: [{ ...team, forward: false }] });
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(20_000);
    expect(bench.forwards()).toEqual([]);
    bench.apply({ ...common, destinations: [] });
    await bench.clock.advance(20_000);
    expect(new Set(bench.forwards())).toEqual(new Set());
  });
});

describe('a receiver that is away', () => {
  it('gets the newest of each group once when it is back', async () => {
    await started();
    bench.at(url).isUp = false;
    for (let push = 1; push <= 5; push += 1) {
      bench.push(backup, `done ${push}\n`);
      bench.push({ job: 'batch' }, `other ${push}\n`);
      await bench.clock.advance(10_000);
    }
    expect(state()).toMatchObject({ state: 'failing', problem: expect.stringContaining(url) });
    bench.at(url).isUp = true;
    bench.forwards();
    await bench.clock.advance(70_000);
    expect(bench.forwards().sort((a, b) => a.localeCompare(b))).toEqual([
      'PUT /metrics/job/backup/instance/db1',
      'PUT /metrics/job/batch',
    ]);
    expect(bench.at(url).groups.get('{job="batch"}')).toContain('other 5');
    expect(state()).toMatchObject({ state: 'delivered', url });
  });

  it('is tried with one group at each point, however many wait and however often they are pushed', async () => {
    await started();
    bench.at(url).isUp = false;
    for (let push = 0; push < 200; push += 1)
      bench.push({ job: `job${push % 20}` }, `done_${push % 20} ${push}\n`);
    await bench.clock.advance(1_000);
    expect(bench.forwards()).toHaveLength(1);
    await bench.clock.advance(10_000);
    expect(bench.forwards().length).toBeLessThanOrEqual(2);
  });

  it('is told of deletions when it is back', async () => {
    await started();
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(1_000);
    bench.at(url).isUp = false;
    bench.gateway.delete(backup);
    await bench.clock.advance(10_000);
    bench.at(url).isUp = true;
    bench.forwards();
    await bench.clock.advance(70_000);
    expect(bench.forwards()).toEqual([`DELETE ${backupPath}`]);
    expect(bench.groups.forwarded.list()).toEqual([]);
  });

  it('gets all groups again when it is back, since it may have lost them', async () => {
    await started();
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(1_000);
    bench.at(url).isUp = false;
    await bench.clock.advance(20_000);
    bench.at(url).isUp = true;
    bench.at(url).groups.clear();
    await bench.clock.advance(70_000);
    expect(bench.at(url).groups.get('{instance="db1",job="backup"}')).toContain('done 1');
  });
});

describe('a group that the receiver refuses', () => {
  it('is dropped, counted and shown, and does not hold up the others', async () => {
    await started();
    bench.at(url).refusedJobs.add('backup');
    bench.push(backup, 'done 1\n');
    bench.push({ job: 'batch' }, 'other 1\n');
    await bench.clock.advance(60_000);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`, 'PUT /metrics/job/batch']);
    expect(state()).toMatchObject({ state: 'refused', problem: expect.stringContaining('inconsistent') });
    const [destination] = bench.engine.status().destinations;
    expect(destination).toMatchObject({
      state: 'ok',
      problem: expect.stringContaining('cannot be forwarded'),
    });
    const [family] = bench.engine.families().filter(({ name }) => name === 'pushtray_forward_refusals_total');
    expect(family?.samples).toMatchObject([{ labels: { destination: 'team' }, value: 1 }]);
    const record = bench.history.records.find(({ ok }) => !ok);
    expect(record).toMatchObject({ groupingKey: backup, destination: 'team', errorCode: 'refused' });
  });

  it('is no problem any more when it is deleted', async () => {
    await started();
    bench.at(url).refusedJobs.add('backup');
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(20_000);
    bench.gateway.delete(backup);
    await bench.clock.advance(0);
    expect(bench.engine.status().destinations[0]).not.toHaveProperty('problem');
  });

  it('is tried again when it is pushed again', async () => {
    await started();
    bench.at(url).refusedJobs.add('backup');
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(20_000);
    bench.at(url).refusedJobs.clear();
    bench.push(backup, 'done 2\n');
    await bench.clock.advance(0);
    expect(state()).toMatchObject({ state: 'delivered' });
    expect(bench.engine.status().destinations[0]).not.toHaveProperty('problem');
  });
});

describe('the end of forwarding', () => {
  async function withGroup(destination: object = {}): Promise<void> {
    await started({ ...common, destinations: [{ ...team, ...destination }] });
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(1_000);
    bench.forwards();
  }

  it('takes the groups away when Pushtray quits, and keeps them here', async () => {
    await withGroup();
    await bench.engine.stop();
    expect(bench.forwards()).toEqual([`DELETE ${backupPath}`]);
    expect(bench.at(url).groups.size).toBe(0);
    expect(bench.gateway.heads()).toHaveLength(1);
  });

  it('leaves them where "onQuit" is "keep"', async () => {
    await withGroup({ onQuit: 'keep' });
    await bench.engine.stop();
    expect(bench.forwards()).toEqual([]);
  });

  it('takes them away for sleep, and brings them back after it', async () => {
    await withGroup();
    await bench.engine.suspend();
    expect(bench.forwards()).toEqual([`DELETE ${backupPath}`]);
    bench.engine.resume();
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
  });

  it('brings them back after sleep only when all are taken away', async () => {
    await withGroup();
    let answer = () => {};
    bench.at(url).deletes = new Promise((resolve) => {
      answer = resolve;
    });
    void bench.engine.suspend();
    await bench.clock.advance(0);
    bench.engine.resume();
    await bench.clock.advance(100);
    answer();
    await bench.clock.advance(100);
    expect(bench.forwards()).toEqual([`DELETE ${backupPath}`, `PUT ${backupPath}`]);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(true);
  });

  it('leaves them where they are, and sends them again, when sleep is over at once', async () => {
    await withGroup();
    void bench.engine.suspend();
    bench.engine.resume();
    await bench.clock.advance(100);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
  });

  it.each([
    ['the destination is removed', { destinations: [{ ...team, id: 'other', urls: ['http://other:9091'] }] }],
    ['the destination is switched off', { destinations: [{ ...team, enabled: false }] }],
    ['the destination is to forward no more', { destinations: [{ ...team, forward: false }] }],
    ['the gateway is switched off', { server: { gateway: false } }],
    ['the server is switched off', { server: { enabled: false } }],
  ])('takes them away when %s', async (_why, change) => {
    await withGroup();
    bench.apply({ ...common, ...change });
    await bench.clock.advance(1_000);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(false);
    expect(bench.groups.forwarded.list().filter(({ settings }) => settings.id === 'team')).toEqual([]);
  });

  it('waits while this machine has no name, and takes nothing away for that', async () => {
    await withGroup();
    bench.engine.apply({
      ...settingsSchema.parse({ version: 1, collectors: [], ...common }),
      instance: 'localhost',
    });
    bench.push(backup, 'done 2\n');
    await bench.clock.advance(30_000);
    expect(bench.forwards()).toEqual([]);
    bench.apply(common);
    await bench.clock.advance(1_000);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
  });

  it.each([{ pushing: false }, { monitoring: false }])(
    'takes them away for a pause by %j, and brings them back as they are after it',
    async (off) => {
      await withGroup();
      bench.apply({ ...common, ...off });
      bench.push(backup, 'done 2\n');
      await bench.clock.advance(30_000);
      expect(bench.forwards()).toEqual([`DELETE ${backupPath}`]);
      bench.apply(common);
      await bench.clock.advance(0);
      expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
    },
  );

  it('leaves them for a pause where "onQuit" is "keep", and brings on what came meanwhile', async () => {
    await withGroup({ onQuit: 'keep' });
    const kept = { ...common, destinations: [{ ...team, onQuit: 'keep' as const }] };
    bench.apply({ ...kept, pushing: false });
    bench.push(backup, 'done 2\n');
    await bench.clock.advance(30_000);
    expect(bench.forwards()).toEqual([]);
    bench.apply(kept);
    await bench.clock.advance(0);
    expect(bench.forwards()).toEqual([`PUT ${backupPath}`]);
  });

  it('leaves them where "onRemove" is "keep" and the destination is removed', async () => {
    await withGroup({ onRemove: 'keep' });
    bench.apply({ ...common, destinations: [{ ...team, id: 'other', urls: ['http://other:9091'] }] });
    await bench.clock.advance(1_000);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(true);
    expect(bench.groups.forwarded.list().filter(({ settings }) => settings.id === 'team')).toEqual([]);
  });

  it.each([
    ['the destination is removed', { destinations: [{ ...team, id: 'other', urls: ['http://other:9091'] }] }],
    ['pushing is paused', { pushing: false }],
  ])('is tried again with back-off when the receiver is away as %s, told once', async (_why, change) => {
    await withGroup();
    bench.at(url).isUp = false;
    bench.apply({ ...common, ...change });
    await bench.clock.advance(20_000);
    const deletions = () =>
      bench.history.records.filter(
        ({ groupingKey, method }) => groupingKey['job'] === 'backup' && method === 'DELETE',
      );
    expect(bench.forwards().filter((one) => one === `DELETE ${backupPath}`).length).toBeGreaterThan(3);
    expect(deletions().map(({ ok }) => ok)).toEqual([false]);
    bench.at(url).isUp = true;
    await bench.clock.advance(60_000);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(false);
    expect(deletions().map(({ ok }) => ok)).toEqual([false, true]);
    bench.forwards();
    await bench.clock.advance(120_000);
    expect(bench.forwards().filter((one) => one.startsWith('DELETE'))).toEqual([]);
  });
});

describe('after a crash', () => {
  it('deletes what was deleted here while the receiver was away, and leaves what it knows nothing of', async () => {
    const file = join(tempDir(), 'groups.json');
    bench = new ForwardBench(groupJournal(file));
    await started();
    bench.push(backup, 'done 1\n');
    bench.push({ job: 'unsaved' }, 'other 1\n');
    await bench.clock.advance(1_000);
    const receiver = bench.at(url);
    receiver.isUp = false;
    bench.gateway.delete(backup);
    await bench.clock.advance(1_000);

    bench = new ForwardBench(groupJournal(file));
    bench.receivers.set(url, receiver);
    receiver.isUp = true;
    await started();
    expect([...receiver.groups.keys()].sort()).toEqual([
      '{instance="web1",job="pushtray"}',
      '{job="unsaved"}',
    ]);
    bench.gateway.delete({ job: 'unsaved' });
    await bench.clock.advance(0);
    expect([...receiver.groups.keys()]).toEqual(['{instance="web1",job="pushtray"}']);
  });

  it('takes away what was brought to a destination that is not in settings any more', async () => {
    const file = join(tempDir(), 'groups.json');
    bench = new ForwardBench(groupJournal(file));
    await started();
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(1_000);
    const receiver = bench.at(url);
    bench = new ForwardBench(groupJournal(file));
    bench.receivers.set(url, receiver);
    await started({ ...common, destinations: [{ ...team, urls: ['http://new:9091'] }] });
    expect(receiver.groups.has('{instance="db1",job="backup"}')).toBe(false);
  });
});

it('is not deleted here where our own gateway listens by now at what was a destination', async () => {
  const groups = groupJournal();
  groups.forwarded.add(pushgatewaySettings.parse({ ...team, urls: ['http://localhost:9091'] }), backup);
  bench = new ForwardBench(groups);
  bench.push(backup, 'done 1\n');
  await started({ ...common, destinations: [] });
  expect(bench.forwards()).toEqual([]);
  expect(bench.at('http://localhost:9091').groups.size).toBe(0);
  expect(groups.forwarded.list()).toEqual([]);
});

describe('several addresses', () => {
  const other = 'http://second:9091';

  it('each get every group in mode "all", whatever becomes of the others', async () => {
    await started({ ...common, destinations: [{ ...team, urls: [url, other] }] });
    bench.at(other).isUp = false;
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(0);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(true);
    const [head] = bench.gateway.heads();
    expect(head && bench.engine.forwarded(head)).toMatchObject([
      { url, state: 'delivered' },
      { url: other, state: 'failing' },
    ]);
    bench.at(other).isUp = true;
    await bench.clock.advance(70_000);
    expect(bench.at(other).groups.get('{instance="db1",job="backup"}')).toContain('done 1');
  });

  it('take turns in mode "failover", and a group stands at one of them alone', async () => {
    await started({ ...common, destinations: [{ ...team, urls: [url, other], mode: 'failover' }] });
    bench.push(backup, 'done 1\n');
    await bench.clock.advance(1_000);
    expect(bench.at(other).groups.size).toBe(0);
    bench.at(url).isUp = false;
    bench.at(url).groups.clear();
    await bench.clock.advance(40_000);
    expect(bench.at(other).groups.has('{instance="db1",job="backup"}')).toBe(true);
    expect(state()).toMatchObject({ state: 'delivered', url: other });
    bench.at(url).isUp = true;
    await bench.clock.advance(40_000);
    expect(bench.at(url).groups.has('{instance="db1",job="backup"}')).toBe(true);
    expect(bench.at(other).groups.size).toBe(0);
  });
});

it('is not kept from the rest by a deletion at an address that is gone for good', async () => {
  const other = 'http://second:9091';
  await started({ ...common, destinations: [{ ...team, urls: [url, other], mode: 'failover' }] });
  bench.push(backup, 'done 1\n');
  await bench.clock.advance(1_000);
  bench.at(url).isUp = false;
  await bench.clock.advance(40_000);
  expect(bench.at(other).groups.has('{instance="db1",job="backup"}')).toBe(true);
  bench.gateway.delete(backup);
  bench.push({ job: 'batch' }, 'other 1\n');
  await bench.clock.advance(20_000);
  expect([...bench.at(other).groups.keys()].sort((a, b) => a.localeCompare(b))).toEqual([
    '{instance="web1",job="pushtray"}',
    '{job="batch"}',
  ]);
  expect(state()).toMatchObject({ state: 'delivered', url: other });
});

it('pushes its own group as ever', async () => {
  bench.start(common);
  await bench.clock.advance(25_000);
  const own = bench.requests.filter(({ path }) => path === ownPath);
  expect(own.length).toBeGreaterThanOrEqual(2);
  expect(own[0]?.via).toBe('00000000000000ab');
});
