import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Destination, Snapshot } from '../../main/destinations/destination';
import { destinationKinds } from '../../main/destinations/kinds';
import type { GroupJournalFile } from '../../main/history/group-journal';
import { gauge } from '../../main/metrics/model';
import { makeHttpClient } from '../../main/platform/http-client';
import { pushgatewaySettings } from '../../main/settings/schema/destinations';
import { freePort } from '../support/free-port';
import { groupJournal } from '../support/group-journal';
import { memoryBacklog } from '../support/memory-backlog';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';

const never = new AbortController().signal;
const opened: Destination[] = [];

afterEach(() => {
  for (const destination of opened.splice(0)) destination.close();
});

function failover(
  urls: readonly string[],
  { groups = groupJournal(), job = 'pair' }: { groups?: GroupJournalFile; job?: string } = {},
): Destination {
  const settings = pushgatewaySettings.parse({
    id: 'team',
    kind: 'pushgateway',
    urls,
    mode: 'failover',
    job,
  });
  const made = destinationKinds.pushgateway(settings, {
    http: makeHttpClient(),
    secret: () => undefined,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    groups,
    openBacklog: memoryBacklog,
  });
  opened.push(made);
  return made;
}

function snapshot(value: number): Snapshot {
  const families = [gauge('pair_value', '', [[{}, value]])];
  return { instance: 'web1', labels: {}, takenAtMs: Date.now(), families };
}

/** The value that a gateway holds of the job's series. */
async function valueAt(url: string, job = 'pair'): Promise<string | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new RegExp(`^pair_value\\{instance="web1",job="${job}"\\} (.*)$`, 'm').exec(text)?.[1];
}

describe.skipIf(!pushgatewayIsHere)('failing over between two real Pushgateways', () => {
  let first: RunningPushgateway;
  let second: RunningPushgateway;

  beforeAll(async () => {
    [first, second] = await Promise.all([startPushgateway(), startPushgateway()]);
  });
  afterAll(() => Promise.all([first?.stop(), second?.stop()]));

  it('pushes to the first alone while that works', async () => {
    const to = failover([first.url, second.url], { job: 'calm' });
    const outcome = await to.push(snapshot(1), never);
    expect(outcome).toMatchObject({ status: 200, url: `${first.url}/metrics/job/calm/instance/web1` });
    expect(outcome).not.toHaveProperty('also');
    expect(await valueAt(second.url, 'calm')).toBeUndefined();
  });

  it('pushes to the second while the first is gone, and tells of both', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    const outcome = await failover([gone, second.url], { job: 'gone' }).push(snapshot(1), never);
    expect(outcome).toMatchObject({ status: 200, url: `${second.url}/metrics/job/gone/instance/web1` });
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome.also).toMatchObject([{ failure: { code: 'unreachable' } }]);
    expect(outcome.also?.[0]?.url).toContain(gone);
    expect(await valueAt(second.url, 'gone')).toBe('1');
  });

  it('goes back to the first as soon as it works, and leaves no series twice', async () => {
    const port = await freePort();
    const urls = [`http://127.0.0.1:${port}`, second.url];
    const to = failover(urls, { job: 'back' });
    await to.push(snapshot(1), never);
    const back = await startPushgateway([], port);
    try {
      const outcome = await to.push(snapshot(2), never);
      expect(outcome).toMatchObject({ status: 200, method: 'PUT' });
      expect(outcome.url).toContain(urls[0]);
      expect(outcome.also).toMatchObject([{ method: 'DELETE', status: 202 }]);
      expect(await valueAt(urls[0] as string, 'back')).toBe('2');
      await vi.waitFor(async () => expect(await valueAt(second.url, 'back')).toBeUndefined());
      expect(await to.push(snapshot(3), never)).not.toHaveProperty('also');
    } finally {
      await back.stop();
    }
  });

  it('knows after a restart where the run before had pushed to', async () => {
    const port = await freePort();
    const urls = [`http://127.0.0.1:${port}`, second.url];
    const groups = groupJournal();
    await failover(urls, { groups, job: 'restart' }).push(snapshot(1), never);
    const back = await startPushgateway([], port);
    try {
      const outcome = await failover(urls, { groups, job: 'restart' }).push(snapshot(2), never);
      expect(outcome.also).toMatchObject([{ method: 'DELETE' }]);
      await vi.waitFor(async () => expect(await valueAt(second.url, 'restart')).toBeUndefined());
    } finally {
      await back.stop();
    }
  });

  it('forgets where it was pushed to, and asks nobody else', async () => {
    const to = failover([first.url, second.url], { job: 'quit' });
    await to.push(snapshot(1), never);
    const forgotten = await to.forget(snapshot(0), 'quit', never);
    expect(forgotten).toMatchObject({ method: 'DELETE', status: 202 });
    expect(forgotten).not.toHaveProperty('also');
    await vi.waitFor(async () => expect(await valueAt(first.url, 'quit')).toBeUndefined());
  });

  it('fails as a whole when none works, and delivers the newest when one is back', async () => {
    const ports = [await freePort(), await freePort()] as const;
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    const to = failover(urls, { job: 'outage' });
    for (const value of [1, 2, 3]) {
      const outcome = await to.push(snapshot(value), never);
      expect(outcome).toMatchObject({ failure: { code: 'unreachable', retryable: true } });
      expect(outcome.also).toHaveLength(1);
    }
    const back = await startPushgateway([], ports[1]);
    try {
      expect(await to.push(snapshot(4), never)).toMatchObject({ status: 200 });
      expect(await valueAt(urls[1] as string, 'outage')).toBe('4');
    } finally {
      await back.stop();
    }
  });

  it('does not ask where nothing ever came, and leaves nothing of that in the journal', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    const groups = groupJournal();
    const to = failover([gone], { groups, job: 'never' });
    expect(await to.push(snapshot(1), never)).toMatchObject({ failure: { code: 'unreachable' } });
    expect(groups.list()).toHaveLength(1);
    expect(await to.forget(snapshot(0), 'quit', never)).toBeUndefined();
    to.close();
    expect(groups.list()).toEqual([]);
  });

  it('does not turn to the second with what the first refuses', async () => {
    const clash = failover([first.url], { job: 'clash' });
    await clash.push({ ...snapshot(0), families: [gauge('clashing', '', [[{}, 1]])] }, never);
    const to = failover([first.url, second.url], { job: 'other' });
    const family = { ...gauge('clashing', '', [[{}, 1]]), type: 'counter' as const };
    const outcome = await to.push({ ...snapshot(0), families: [family] }, never);
    expect(outcome).toMatchObject({ status: 400, failure: { code: 'refused' } });
    expect(outcome).not.toHaveProperty('also');
  });
});
