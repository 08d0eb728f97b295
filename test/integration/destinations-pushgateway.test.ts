import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Destination, Snapshot } from '../../main/destinations/destination';
import { destinationKinds } from '../../main/destinations/kinds';
import { counter, gauge, type MetricFamily } from '../../main/metrics/model';
import { systemClock } from '../../main/platform/clock';
import { makeHttpClient } from '../../main/platform/http-client';
import { pushgatewaySettings } from '../../main/settings/schema/destinations';
import { groupJournal } from '../support/group-journal';
import { memoryBacklog } from '../support/memory-backlog';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';

const never = new AbortController().signal;
const opened: Destination[] = [];

afterEach(() => {
  for (const destination of opened.splice(0)) destination.close();
});

function destination(url: string, settings: Record<string, unknown> = {}): Destination {
  const checked = pushgatewaySettings.parse({ id: 'team', kind: 'pushgateway', urls: [url], ...settings });
  const made = destinationKinds.pushgateway(checked, {
    http: makeHttpClient(),
    secret: () => 'hunter2',
    nowMs: systemClock.nowMs,
    monotonicMs: systemClock.monotonicMs,
    groups: groupJournal(),
    openBacklog: memoryBacklog,
  });
  opened.push(made);
  return made;
}

function snapshotOf(families: readonly MetricFamily[], labels: Record<string, string> = {}): Snapshot {
  return { instance: 'web1', labels, takenAtMs: Date.now(), families };
}

const warm = gauge('temperature_celsius', 'How warm.', [[{ room: 'hall' }, 21.5]]);

describe.skipIf(!pushgatewayIsHere)('pushing to a real Pushgateway', () => {
  let gateway: RunningPushgateway;
  beforeAll(async () => {
    gateway = await startPushgateway();
  });
  afterAll(() => gateway?.stop());

  /** The lines of `/metrics` of one metric. */
  async function scraped(metric: string): Promise<string[]> {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith(`${metric}{`));
  }

  it.each([true, false])('delivers a snapshot, compressed: %s', async (gzip) => {
    // Leads to this machine too, but by no name of loopback, where nothing is compressed.
    const url = gateway.url.replace('127.0.0.1', '0.0.0.0');
    const to = destination(url, { gzip, job: `gzip-${gzip}` });
    const outcome = await to.push(snapshotOf([warm]), never);
    expect(outcome).toMatchObject({ status: 200, responseBody: '' });
    expect(outcome.bytesSent !== outcome.bytes).toBe(gzip);
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome.durationMs).toBeGreaterThan(0);
    expect(await scraped('temperature_celsius')).toContain(
      `temperature_celsius{instance="web1",job="gzip-${gzip}",room="hall"} 21.5`,
    );
  });

  it.each(['/var/tmp', 'a/b', '', '.', '..', 'ä €', 'a b+c%20', '?#&=@', '=='])(
    'files the snapshot under exactly the label value %j, and finds it again to forget it',
    async (value) => {
      const to = destination(gateway.url, { job: 'any value' });
      const snapshot = snapshotOf([gauge('odd_labels', '', [[{}, 1]])], { path: value });
      expect(await to.push(snapshot, never)).not.toHaveProperty('failure');
      expect(await scraped('odd_labels')).toEqual([
        `odd_labels{instance="web1",job="any value",path="${value}"} 1`,
      ]);
      expect(await to.forget(snapshot, 'quit', never)).toMatchObject({ status: 202 });
      await expect.poll(() => scraped('odd_labels')).toEqual([]);
    },
  );

  it('replaces the whole group by PUT, and only families of the same name by POST', async () => {
    const put = destination(gateway.url, { job: 'methods' });
    const post = destination(gateway.url, { job: 'methods', method: 'POST' });
    const cold = gauge('cold_celsius', '', [[{}, -3]]);
    await put.push(snapshotOf([warm]), never);
    await post.push(snapshotOf([cold]), never);
    const ofGroup = async (metric: string) =>
      (await scraped(metric)).filter((line) => line.includes('methods'));
    expect(await ofGroup('temperature_celsius')).toHaveLength(1);
    expect(await ofGroup('cold_celsius')).toHaveLength(1);
    await put.push(snapshotOf([cold]), never);
    expect(await ofGroup('temperature_celsius')).toHaveLength(0);
  });

  it('tells in the words of the gateway that another group has the metric with another type', async () => {
    await destination(gateway.url, { job: 'first' }).push(
      snapshotOf([gauge('disputed', '', [[{}, 1]])]),
      never,
    );
    const second = destination(gateway.url, { job: 'second' });
    const outcome = await second.push(snapshotOf([counter('disputed', '', [[{}, 1]])]), never);
    expect(outcome).toMatchObject({ status: 400, failure: { code: 'refused', retryable: true } });
    expect(outcome.failure?.message).toContain('disputed');
  });

  it('tells what stands in the group that a first push would replace: by PUT all, by POST what has its names', async () => {
    const group = `${gateway.url}/metrics/job/shared/instance/web1`;
    await fetch(group, {
      method: 'PUT',
      body: '# TYPE temperature_celsius gauge\ntemperature_celsius 1\nspool_files 3\n',
    });
    const put = destination(gateway.url, { job: 'shared' });
    expect(await put.replaced?.(snapshotOf([warm]), never)).toEqual(['spool_files', 'temperature_celsius']);
    const post = destination(gateway.url, { job: 'shared', method: 'POST' });
    expect(await post.replaced?.(snapshotOf([warm]), never)).toEqual(['temperature_celsius']);
    expect(await post.replaced?.(snapshotOf([]), never)).toEqual([]);
    expect(await destination(gateway.url, { job: 'free' }).replaced?.(snapshotOf([warm]), never)).toEqual([]);
    await put.push(snapshotOf([warm]), never);
    expect(await put.replaced?.(snapshotOf([]), never)).toEqual([]);
  });

  it('tells that the address leads nowhere the gateway knows', async () => {
    const outcome = await destination(`${gateway.url}/pgw`).push(snapshotOf([warm]), never);
    expect(outcome).toMatchObject({ status: 404, failure: { code: 'not_found', retryable: false } });
  });
});

describe('pushing to servers that are no Pushgateway', () => {
  let server: Server;
  let listener: RequestListener;
  let connections: number;
  let url: string;

  beforeEach(async () => {
    connections = 0;
    server = createServer((request, response) => {
      request.resume();
      listener(request, response);
    });
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps one connection for all pushes', async () => {
    listener = (_request, response) => response.end();
    const to = destination(url);
    for (let push = 0; push < 3; push += 1) await to.push(snapshotOf([warm]), never);
    expect(connections).toBe(1);
  });

  it('pushes below the path of the address', async () => {
    let asked: string | undefined;
    listener = (request, response) => {
      asked = request.url;
      response.end();
    };
    await destination(`${url}/pgw/`).push(snapshotOf([warm]), never);
    expect(asked).toBe('/pgw/metrics/job/pushtray/instance/web1');
  });

  it('authenticates with the secret', async () => {
    listener = (request, response) => {
      response.statusCode = request.headers.authorization === 'Bearer hunter2' ? 200 : 401;
      response.end();
    };
    const auth = { bearer: { secret: 'team' } };
    expect(await destination(url, { auth }).push(snapshotOf([warm]), never)).toMatchObject({ status: 200 });
    expect(await destination(url).push(snapshotOf([warm]), never)).toMatchObject({ status: 401 });
  });

  it('does not follow a redirect', async () => {
    let asked = 0;
    listener = (_request, response) => {
      asked += 1;
      response.writeHead(307, { Location: '/elsewhere' }).end();
    };
    const outcome = await destination(url).push(snapshotOf([warm]), never);
    expect(outcome.failure).toMatchObject({ code: 'redirect', retryable: false });
    expect(outcome.failure?.message).toContain('/elsewhere');
    expect(asked).toBe(1);
  });

  it('gives up when the answer trickles for longer than the time limit', async () => {
    listener = (_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    };
    const outcome = await destination(url, { timeout: '200ms' }).push(snapshotOf([warm]), never);
    expect(outcome.failure).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('gives up when asked to', async () => {
    const abort = new AbortController();
    listener = () => abort.abort();
    const outcome = await destination(url).push(snapshotOf([warm]), abort.signal);
    expect(outcome.failure).toMatchObject({ code: 'aborted' });
  });

  it('tells that no secure connection can be made', async () => {
    listener = (_request, response) => response.end();
    const outcome = await destination(url.replace('http:', 'https:')).push(snapshotOf([warm]), never);
    expect(outcome.failure).toMatchObject({ code: 'tls', retryable: false });
  });

  it('tells that nothing listens there', async () => {
    await new Promise((resolve) => server.close(resolve));
    const outcome = await destination(url).push(snapshotOf([warm]), never);
    expect(outcome.failure).toMatchObject({ code: 'unreachable', retryable: true });
  });
});
