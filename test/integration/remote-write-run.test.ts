import { writeFileSync } from 'node:fs';
import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SampleSeries } from '../../main/history/history';
import { openHistory } from '../../main/history/open-history';
import { systemClock } from '../../main/platform/clock';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { freePort } from '../support/free-port';
import { prometheusIsHere, type StoredSeries, startPrometheus } from '../support/prometheus';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';
import { RecordingLogger } from '../support/recording-logger';
import { startVictoriaMetrics, victoriaMetricsIsHere } from '../support/victoria-metrics';

const heartbeat = 'pushtray_heartbeat_timestamp_seconds';
const measured = 'measured_milliseconds';
/** What history has not written by then is lost by a kill; it writes each second. */
const mostLostMs = 5_000;

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

/** When that was. */
async function killed(pushtray: RunningPushtray): Promise<number> {
  pushtray.signal('SIGKILL');
  await pushtray.ended;
  return Date.now();
}

/** What the Pushtray of this directory, which has ended, has in its own history. */
async function ownHistory(dir: string, metric: string): Promise<SampleSeries | undefined> {
  const opened = openHistory({
    file: join(dir, 'history.db'),
    clock: systemClock,
    logger: new RecordingLogger(),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const all = { fromMs: 0, toMs: Date.now(), maxPoints: 100_000 };
  const [series] = await opened.value.samples({ metric, labels: {}, ...all });
  opened.value.close();
  return series;
}

interface Receiver {
  readonly url: string;
  samples(selector: string): Promise<readonly StoredSeries[]>;
  away(): Promise<void>;
  back(): Promise<void>;
}

interface Setting {
  readonly settings: SettingsInput;
  readonly data: ReturnType<typeof makeDataDir>;
  readonly args: readonly string[];
  readonly proxy: Proxy;
}

/** Settings that write to a receiver by way of a proxy; gone when the test is over. */
async function settingFor(receiver: Receiver): Promise<Setting> {
  const proxy = await startProxy(() => receiver.url);
  onTestFinished(() => proxy.close());
  const settings: SettingsInput = {
    version: 1,
    instance: 'laptop',
    interval: '1s',
    collectors: [
      { id: 'tcp', kind: 'tcp-states', interval: '1s' },
      // Another value each time.
      { id: 'clock', kind: 'command', command: 'date +%s%3N', metric: measured, interval: '1s' },
    ],
    destinations: [{ id: 'prom', kind: 'remote-write', url: `http://127.0.0.1:${proxy.port}/api/v1/write` }],
    server: { listen: `127.0.0.1:${await freePort()}` },
  };
  const data = makeDataDir(settings);
  onTestFinished(data.remove);
  return { settings, data, proxy, args: ['run', '--settings', data.settingsFile, '--data-dir', data.dir] };
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
  const killedAtMs = [await killed(first)];
  const afterOutage = waitingTimes(data.dir);

  await receiver.back();
  proxy.passed = 0;
  proxy.holds = () => proxy.passed === 2;
  const second = await startPushtray(args);
  await expect.poll(() => proxy.passed, { timeout: 20_000 }).toBe(2);
  killedAtMs.push(await killed(second));
  const afterKill = waitingTimes(data.dir);
  expect(afterKill.slice(0, afterOutage.length - 1)).toEqual(afterOutage.slice(1));

  proxy.holds = () => false;
  const third = await startPushtray(args);
  await expect.poll(() => waitingTimes(data.dir), { timeout: 20_000 }).toEqual([]);
  const metrics = await (await fetch(`${third.address}/metrics`)).text();
  expect(metrics).toMatch(/pushtray_backlog_dropped_samples_total\{.*destination="prom".*\} 0\n/);
  return { third, killedAtMs, waited: [...afterOutage, ...afterKill] };
}

describe.skipIf(!prometheusIsHere)('a Pushtray that writes to a real Prometheus', () => {
  it('loses nothing by an outage, nor by being killed twice in the midst of it, and brings nothing twice', async () => {
    const prometheus = await startPrometheus([], { remoteWrite: true });
    onTestFinished(() => prometheus.stop());
    const setting = await settingFor(prometheus);
    const { third, killedAtMs, waited } = await outageAndKills(prometheus, setting);
    const times = await arrivedAt(prometheus);
    expect(times).toEqual(expect.arrayContaining(waited));
    expect([...new Set(times)].sort()).toEqual(times);

    expect(await prometheus.query('up{instance="laptop"}')).toMatchObject([
      { value: [expect.any(Number), '1'] },
    ]);
    expect(await third.stop()).toBe(0);
    expect(await prometheus.query('{instance="laptop"}')).toEqual([]);
    const [up] = await prometheus.samples('up{instance="laptop"}');
    expect(up?.values.at(-1)).toBe(0);

    const [arrived, ...others] = await prometheus.samples(`${measured}{instance="laptop"}`);
    expect(others).toEqual([]);
    const known = await ownHistory(setting.data.dir, measured);
    const arrivedTimes = (arrived?.timesMs ?? []).filter((atMs) => times.includes(atMs));
    expect([...new Set(arrivedTimes)].sort()).toEqual(arrivedTimes);
    // The first snapshot of each of the three runs may be taken before the command has run.
    expect(arrivedTimes.length).toBeGreaterThanOrEqual(times.length - 3);
    expect(wrong(arrived, known, killedAtMs)).toEqual([]);
  }, 90_000);

  it.each<[string, (settings: SettingsInput) => Partial<SettingsInput>, string]>([
    ['another instance', () => ({ instance: 'renamed' }), 'up{instance="renamed"}'],
    [
      'another job',
      ({ destinations = [] }) => ({ destinations: destinations.map((one) => ({ ...one, job: 'b' })) }),
      'up{job="b"}',
    ],
    [
      'another id and label',
      ({ destinations = [] }) => ({
        destinations: destinations.map((one) => ({ ...one, id: 'b', labels: { site: 'x' } })),
      }),
      'up{site="x"}',
    ],
    ['no destination', () => ({ destinations: [] }), 'absent(up{instance="laptop"})'],
  ])(
    'has ended what it wrote when it starts after kill -9 with %s',
    async (_with, change, now) => {
      const prometheus = await startPrometheus([], { remoteWrite: true });
      onTestFinished(() => prometheus.stop());
      const { args, data, settings } = await settingFor(prometheus);
      const first = await startPushtray(args);
      await expect.poll(() => arrivedAt(prometheus), { timeout: 20_000 }).not.toHaveLength(0);
      await killed(first);
      const before = await prometheus.query('{instance="laptop",site=""}');
      expect(before.length).toBeGreaterThan(5);
      writeFileSync(data.settingsFile, JSON.stringify({ ...settings, ...change(settings) }));
      const second = await startPushtray(args);
      const old = '{instance="laptop",job="pushtray",site=""}';
      await expect.poll(() => prometheus.query(old), { timeout: 20_000 }).toEqual([]);
      await expect
        .poll(() => prometheus.query(now), { timeout: 20_000 })
        .toMatchObject([{ value: [expect.any(Number), '1'] }]);
      expect(await second.stop()).toBe(0);
    },
    60_000,
  );
});

/** Samples that are not what the app's own history has as the newest of their moment, but for what a kill took from history. */
function wrong(
  arrived: StoredSeries | undefined,
  known: SampleSeries | undefined,
  killedAtMs: readonly number[],
): unknown[] {
  const valueAt = (atMs: number) => {
    const after = known?.timesMs.findIndex((timeMs) => timeMs > atMs) ?? -1;
    return known?.values.at(after < 0 ? -1 : after - 1);
  };
  const isLost = (value: number) => killedAtMs.some((atMs) => value <= atMs && atMs - value < mostLostMs);
  return (arrived?.timesMs ?? []).flatMap((atMs, index) => {
    const value = arrived?.values[index] ?? Number.NaN;
    const isKnown = known?.values.includes(value) ?? false;
    const isRight = isKnown ? valueAt(atMs) === value : isLost(value);
    return isRight ? [] : [{ atMs, value, known: valueAt(atMs) }];
  });
}

describe.skipIf(!victoriaMetricsIsHere)('a Pushtray that writes to a real VictoriaMetrics', () => {
  it('loses nothing by an outage, nor by being killed twice in the midst of it', async () => {
    const victoria = await startVictoriaMetrics();
    onTestFinished(() => victoria.stop());
    const { third, waited } = await outageAndKills(victoria, await settingFor(victoria));
    // What was sent without an answer is sent again, and VictoriaMetrics keeps both: it is compared as a set.
    const missing = async () => {
      const there = new Set(await arrivedAt(victoria));
      return waited.filter((atMs) => !there.has(atMs));
    };
    await expect.poll(missing, { timeout: 20_000 }).toEqual([]);
    await third.stop();
  }, 90_000);
});
