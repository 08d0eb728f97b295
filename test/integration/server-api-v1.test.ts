import { afterEach, describe, expect, it } from 'vitest';
import { makeGateway } from '../../main/gateway/group-store';
import { FakeClock } from '../support/fake-clock';
import { type LocalServer, startLocalServer } from '../support/local-server';

let clock: FakeClock;
let server: LocalServer;

afterEach(() => server.close());

function push(method: string, target: string, body: string) {
  return server.ask(target, { method, body });
}

async function start(): Promise<void> {
  clock = new FakeClock(Date.UTC(2026, 0, 2));
  server = await startLocalServer({ gateway: makeGateway({ clock, ownTypes: () => new Map() }) });
}

async function metrics(): Promise<unknown> {
  const answer = await server.ask('/api/v1/metrics');
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  return JSON.parse(answer.body);
}

describe('/api/v1/metrics', () => {
  it('has no groups at first', async () => {
    await start();
    expect(await metrics()).toEqual({ status: 'success', data: [] });
  });

  it('has every group with its families as the Pushgateway shows them, each with the time of its push', async () => {
    await start();
    const text = `# HELP c Some help.
# TYPE c counter
c{z="1"} 1234567
# TYPE h histogram
h_bucket{le="1.0"} 1
h_bucket{le="+Inf"} 2000000
h_sum 1.5
h_count 2000000
# TYPE s summary
s{quantile="0.5"} 3
s_sum NaN
s_count 2
`;
    await push('PUT', '/metrics/job/x', text);
    await clock.advance(1500);
    await push('POST', '/metrics/job/x', '# TYPE u untyped\nu +Inf\n');
    const labels = { instance: '', job: 'x' };
    const first = { time_stamp: '2026-01-02T00:00:00.000Z' };
    const second = { time_stamp: '2026-01-02T00:00:01.500Z' };
    const help = (outcome: string) =>
      `Last Unix time when changing this group in the Pushgateway ${outcome}.`;
    expect(await metrics()).toEqual({
      status: 'success',
      data: [
        {
          labels: { job: 'x' },
          last_push_successful: true,
          c: {
            ...first,
            type: 'COUNTER',
            help: 'Some help.',
            metrics: [{ labels: { ...labels, z: '1' }, value: '1.234567e+06' }],
          },
          h: {
            ...first,
            type: 'HISTOGRAM',
            metrics: [{ labels, buckets: { '1': '1', '+Inf': '2000000' }, count: '2000000', sum: '1.5' }],
          },
          s: {
            ...first,
            type: 'SUMMARY',
            metrics: [{ labels, quantiles: { '0.5': '3' }, count: '2', sum: 'NaN' }],
          },
          u: { ...second, type: 'UNTYPED', metrics: [{ labels, value: '+Inf' }] },
          push_failure_time_seconds: {
            ...first,
            type: 'GAUGE',
            help: help('failed'),
            metrics: [{ labels, value: '0' }],
          },
          push_time_seconds: {
            ...second,
            type: 'GAUGE',
            help: help('succeeded'),
            metrics: [{ labels, value: '1.7673120015e+09' }],
          },
        },
      ],
    });
  });

  it('says that the last push failed until one succeeds', async () => {
    await start();
    const lastPush = async () => ((await metrics()) as { data: { last_push_successful: boolean }[] }).data[0];
    await push('PUT', '/metrics/job/x', 'm 1 5\n');
    expect(await lastPush()).toMatchObject({ last_push_successful: false });
    await push('PUT', '/metrics/job/x', 'm 1\n');
    expect(await lastPush()).toMatchObject({ last_push_successful: true });
  });

  it('shows a metric whatever its name is', async () => {
    await start();
    await push('PUT', '/metrics/job/x', '__proto__ 1\nconstructor 2\nlabels 3\n');
    const { body } = await server.ask('/api/v1/metrics');
    for (const name of ['__proto__', 'constructor', 'labels'])
      expect(body).toContain(`"${name}":{"time_stamp":`);
  });
});

describe('/api/v1/status', () => {
  it('says what runs and since when', async () => {
    await start();
    const { data } = JSON.parse((await server.ask('/api/v1/status')).body);
    expect(data.build_information).toMatchObject({ program: 'pushtray', version: '1.2.3', goVersion: '' });
    expect(data.flags).toMatchObject({ 'web.listen-address': `127.0.0.1:${server.port}` });
    expect(data.start_time).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('under /api/v1/', () => {
  it.each([
    ['OPTIONS', '/api/v1/metrics', 200],
    ['OPTIONS', '/api/v1/anything', 200],
    ['HEAD', '/api/v1/metrics', 405],
    ['POST', '/api/v1/status', 405],
    ['PUT', '/api/v1/admin/wipe', 404],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1', 301],
  ])('%s %s is answered %d', async (method, target, status) => {
    await start();
    expect((await server.ask(target, { method })).status).toBe(status);
  });

  it('nothing is let in from other web pages, and nothing says that it would be', async () => {
    await start();
    const headers = { Origin: 'https://evil.example' };
    expect((await server.ask('/api/v1/metrics', { headers })).status).toBe(403);
    expect((await server.ask('/api/v1/metrics')).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('there is nothing while the gateway is switched off', async () => {
    server = await startLocalServer({ gateway: undefined });
    const answer = await server.ask('/api/v1/metrics');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('switched off');
  });
});
