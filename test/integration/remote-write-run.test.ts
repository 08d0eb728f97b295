import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port';
import { prometheusIsHere, type StoredSeries, startPrometheus } from '../support/prometheus';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';
import { startVictoriaMetrics, victoriaMetricsIsHere } from '../support/victoria-metrics';

const heartbeat = 'pushtray_heartbeat_timestamp_seconds';

/** Passes everything on to `target`, and keeps the answers back while `holds` says so. */
interface Proxy {
  readonly port: number;
  holds: () => boolean;
  passed: number;
  close(): Promise<void>;
}

async function startProxy(target: () => string): Promise<Proxy> {
  const server: Server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = ask(new URL(url ?? '/', target()), { method, headers }, (answer) => {
      if (method === 'POST') proxy.passed += 1;
      if (method === 'POST' && proxy.holds()) return;
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    holds: () => false,
    passed: 0,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

/** When each snapshot that waits was taken. */
function waitingTimes(dir: string): number[] {
  const db = new DatabaseSync(join(dir, 'backlog.db'), { readOnly: true });
  const rows: { at: number }[] = db
    .prepare('SELECT at FROM entries WHERE id > ifnull((SELECT through FROM settled), 0) ORDER BY id')
    .all();
  db.close();
  return rows.map(({ at }) => at);
}

async function killed(pushtray: RunningPushtray): Promise<void> {
  pushtray.signal('SIGKILL');
  await pushtray.ended;
}

interface Receiver {
  readonly url: string;
  samples(selector: string): Promise<readonly StoredSeries[]>;
  away(): Promise<void>;
  back(): Promise<void>;
}

interface Setting {
  readonly data: ReturnType<typeof makeDataDir>;
  readonly args: readonly string[];
  readonly proxy: Proxy;
}

/** Settings that write to a receiver by way of a proxy; gone when the test is over. */
async function settingFor(receiver: Receiver): Promise<Setting> {
  const proxy = await startProxy(() => receiver.url);
  onTestFinished(() => proxy.close());
  const data = makeDataDir({
    version: 1,
    instance: 'laptop',
    interval: '1s',
    collectors: [{ id: 'tcp', kind: 'tcp-states', interval: '1s' }],
    destinations: [{ id: 'prom', kind: 'remote-write', url: `http://127.0.0.1:${proxy.port}/api/v1/write` }],
    server: { listen: `127.0.0.1:${await freePort()}` },
  });
  onTestFinished(data.remove);
  return { data, proxy, args: ['run', '--settings', data.settingsFile, '--data-dir', data.dir] };
}

async function arrivedAt(receiver: Receiver): Promise<readonly number[]> {
  const [series] = await receiver.samples(`${heartbeat}{instance="laptop"}`);
  return series?.timesMs ?? [];
}

/** An outage with a kill in it, and one more kill after a request that arrived without an answer. */
async function outageAndKills(receiver: Receiver, { args, data, proxy }: Setting) {
  const first = await startPushtray(args);
  await expect.poll(() => arrivedAt(receiver), { timeout: 20_000 }).not.toHaveLength(0);
  await receiver.away();
  await expect.poll(() => waitingTimes(data.dir).length, { timeout: 20_000 }).toBeGreaterThan(6);
  await killed(first);
  const afterOutage = waitingTimes(data.dir);

  await receiver.back();
  proxy.passed = 0;
  proxy.holds = () => proxy.passed === 2;
  const second = await startPushtray(args);
  await expect.poll(() => proxy.passed, { timeout: 20_000 }).toBe(2);
  await killed(second);
  const afterKill = waitingTimes(data.dir);
  expect(afterKill.slice(0, afterOutage.length - 1)).toEqual(afterOutage.slice(1));

  proxy.holds = () => false;
  const third = await startPushtray(args);
  await expect.poll(() => waitingTimes(data.dir), { timeout: 20_000 }).toEqual([]);
  const metrics = await (await fetch(`${third.address}/metrics`)).text();
  expect(metrics).toMatch(/pushtray_backlog_dropped_samples_total\{.*destination="prom".*\} 0\n/);
  return { third, measured: [...afterOutage, ...afterKill] };
}

describe.skipIf(!prometheusIsHere)('a Pushtray that writes to a real Prometheus', () => {
  it('loses nothing by an outage, nor by being killed twice in the midst of it, and brings nothing twice', async () => {
    const prometheus = await startPrometheus([], { remoteWrite: true });
    onTestFinished(() => prometheus.stop());
    const { third, measured } = await outageAndKills(prometheus, await settingFor(prometheus));
    const times = await arrivedAt(prometheus);
    expect(times).toEqual(expect.arrayContaining(measured));
    expect([...new Set(times)].sort()).toEqual(times);

    expect(await prometheus.query('up{instance="laptop"}')).toMatchObject([
      { value: [expect.any(Number), '1'] },
    ]);
    expect(await third.stop()).toBe(0);
    expect(await prometheus.query('{instance="laptop"}')).toEqual([]);
    const [up] = await prometheus.samples('up{instance="laptop"}');
    expect(up?.values.at(-1)).toBe(0);
  }, 90_000);
});

describe.skipIf(!victoriaMetricsIsHere)('a Pushtray that writes to a real VictoriaMetrics', () => {
  it('loses nothing by an outage, nor by being killed twice in the midst of it', async () => {
    const victoria = await startVictoriaMetrics();
    onTestFinished(() => victoria.stop());
    const { third, measured } = await outageAndKills(victoria, await settingFor(victoria));
    // What was sent without an answer is sent again, and VictoriaMetrics keeps both: it is compared as a set.
    const missing = async () => {
      const there = new Set(await arrivedAt(victoria));
      return measured.filter((atMs) => !there.has(atMs));
    };
    await expect.poll(missing, { timeout: 20_000 }).toEqual([]);
    await third.stop();
  }, 90_000);
});
