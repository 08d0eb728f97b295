import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

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

describe.skipIf(!prometheusIsHere)('a Pushtray that writes to a real Prometheus', () => {
  let prometheus: RunningPrometheus;
  let proxy: Proxy;
  let data: ReturnType<typeof makeDataDir>;
  let args: string[];

  beforeAll(async () => {
    prometheus = await startPrometheus([], { remoteWrite: true });
    proxy = await startProxy(() => prometheus.url);
    data = makeDataDir({
      version: 1,
      instance: 'laptop',
      interval: '1s',
      collectors: [{ id: 'tcp', kind: 'tcp-states', interval: '1s' }],
      destinations: [
        { id: 'prom', kind: 'remote-write', url: `http://127.0.0.1:${proxy.port}/api/v1/write` },
      ],
      server: { listen: `127.0.0.1:${await freePort()}` },
    });
    args = ['run', '--settings', data.settingsFile, '--data-dir', data.dir];
  });
  afterAll(async () => {
    await proxy?.close();
    await prometheus?.stop();
    data?.remove();
  });

  async function arrived(): Promise<readonly number[]> {
    const [series] = await prometheus.samples(`${heartbeat}{instance="laptop"}`);
    return series?.timesMs ?? [];
  }

  it('loses nothing by an outage, nor by being killed twice in the midst of it, and brings nothing twice', async () => {
    const first = await startPushtray(args);
    await expect.poll(arrived, { timeout: 20_000 }).not.toHaveLength(0);
    await prometheus.away();
    await expect.poll(() => waitingTimes(data.dir).length, { timeout: 20_000 }).toBeGreaterThan(6);
    await killed(first);
    const afterOutage = waitingTimes(data.dir);

    await prometheus.back();
    proxy.passed = 0;
    // The first goes twice, since Prometheus does not read version 2.0; the second arrives, but Pushtray never learns of it.
    proxy.holds = () => proxy.passed === 3;
    const second = await startPushtray(args);
    await expect.poll(() => proxy.passed, { timeout: 20_000 }).toBe(3);
    await killed(second);
    const afterKill = waitingTimes(data.dir);
    expect(afterKill.slice(0, afterOutage.length - 1)).toEqual(afterOutage.slice(1));

    proxy.holds = () => false;
    const third = await startPushtray(args);
    await expect.poll(() => waitingTimes(data.dir), { timeout: 20_000 }).toEqual([]);
    const metrics = await (await fetch(`${third.address}/metrics`)).text();
    expect(metrics).toMatch(/pushtray_backlog_dropped_samples_total\{.*destination="prom".*\} 0\n/);
    const times = await arrived();
    expect(times).toEqual(expect.arrayContaining([...afterOutage, ...afterKill]));
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
