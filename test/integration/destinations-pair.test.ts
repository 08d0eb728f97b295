import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseText } from '../../main/metrics/parse';
import { freePort } from '../support/free-port';
import { groupJournal } from '../support/group-journal';
import { prometheusIsHere, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { startRealEngine } from '../support/real-engine';
import { tempDir } from '../support/temp-dir';

const soon = { timeout: 30_000, interval: 100 };
const heartbeat = 'pushtray_heartbeat_timestamp_seconds';
/** Three scrapes: a machine at work on other things misses one of a second. */
const mostGapMs = 3_000;

interface Pair {
  readonly ports: readonly [number, number];
  readonly urls: [string, string];
  readonly running: Map<number, RunningPushgateway>;
}

async function startPair(): Promise<Pair> {
  const ports = [await freePort(), await freePort()] as const;
  const running = new Map<number, RunningPushgateway>();
  for (const port of ports) running.set(port, await startPushgateway([], port));
  return { ports, urls: [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`], running };
}

/** When what a gateway holds of us was measured; undefined when it holds nothing. */
async function measuredAt(url: string): Promise<number | undefined> {
  const { families } = parseText(await (await fetch(`${url}/metrics`)).text(), { timestamps: 'refuse' });
  return families.find(({ name }) => name === heartbeat)?.samples[0]?.value;
}

describe.skipIf(!pushgatewayIsHere || !prometheusIsHere)('a pair of real Pushgateways', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await startPair();
  });
  afterEach(() => Promise.all([...pair.running.values()].map((gateway) => gateway.stop())));

  async function kill(port: number): Promise<void> {
    const gateway = pair.running.get(port);
    if (gateway) process.kill(gateway.pid, 'SIGKILL');
    await vi.waitFor(() => expect(fetch(`http://127.0.0.1:${port}/-/ready`)).rejects.toThrow(), soon);
  }

  async function revive(port: number): Promise<void> {
    pair.running.set(port, await startPushgateway([], port));
  }

  it('leaves no hole and gives no series twice when one is killed between two pushes, and has both again later', async () => {
    const prometheus = await startPrometheus(pair.ports.map((port) => `127.0.0.1:${port}`));
    try {
      const { engine } = startRealEngine([{ id: 'pair', kind: 'pushgateway', urls: pair.urls }]);
      await vi.waitFor(async () => expect(await prometheus.query(heartbeat)).toHaveLength(1), soon);
      await kill(pair.ports[0]);
      const killedAt = Date.now() / 1_000;
      await vi.waitFor(async () => {
        const found = await prometheus.query(heartbeat);
        expect(found).toHaveLength(1);
        expect(Number(found[0]?.value[1])).toBeGreaterThan(killedAt + 2);
        expect(await prometheus.query('pair_value')).toHaveLength(1);
      }, soon);
      const [beats, ...others] = await prometheus.samples(heartbeat);
      expect(others).toEqual([]);
      const times = beats?.timesMs ?? [];
      expect(new Set(times).size).toBe(times.length);
      const gapsMs = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
      expect(Math.max(...gapsMs)).toBeLessThanOrEqual(mostGapMs);
      await vi.waitFor(
        () =>
          expect(engine.status().destinations).toMatchObject([
            { url: pair.urls[0], state: 'failing' },
            { url: pair.urls[1], state: 'ok' },
          ]),
        soon,
      );
      await revive(pair.ports[0]);
      await vi.waitFor(async () => {
        expect(await measuredAt(pair.urls[0])).toBeGreaterThan(killedAt);
        expect(engine.status().destinations.map(({ state }) => state)).toEqual(['ok', 'ok']);
      }, soon);
      expect(await prometheus.query(heartbeat)).toHaveLength(1);
    } finally {
      await prometheus.stop();
    }
  });

  it('gets the newest, and that alone, when both were away for several pushes', async () => {
    const { engine, history } = startRealEngine([{ id: 'pair', kind: 'pushgateway', urls: pair.urls }]);
    const failures = () => history.records.filter(({ ok }) => !ok);
    await vi.waitFor(async () => expect(await measuredAt(pair.urls[1])).toBeDefined(), soon);
    for (const port of pair.ports) await kill(port);
    await vi.waitFor(() => expect(failures().length).toBeGreaterThanOrEqual(6), soon);
    const [destination] = engine.status().destinations;
    expect(destination).toMatchObject({ state: 'failing', failureCode: 'unreachable' });
    expect(destination?.problem).toContain(String(pair.ports[0]));
    const lastFailedAt = failures().at(-1)?.atMs ?? 0;
    for (const port of pair.ports) await revive(port);
    for (const url of pair.urls) {
      await vi.waitFor(async () => expect(await measuredAt(url)).toBeGreaterThan(lastFailedAt / 1_000), soon);
    }
    expect(new Set(failures().map(({ url }) => new URL(url).origin))).toEqual(new Set(pair.urls));
  });

  it('that fails over holds every series once, whichever of the two works', async () => {
    const { engine, history } = startRealEngine([
      { id: 'pair', kind: 'pushgateway', urls: pair.urls, mode: 'failover' },
    ]);
    await vi.waitFor(async () => expect(await measuredAt(pair.urls[0])).toBeDefined(), soon);
    expect(await measuredAt(pair.urls[1])).toBeUndefined();
    await kill(pair.ports[0]);
    await vi.waitFor(async () => expect(await measuredAt(pair.urls[1])).toBeDefined(), soon);
    await vi.waitFor(() => expect(engine.status().destinations[0]?.url).toBe(pair.urls[1]), soon);
    expect(engine.status().destinations).toMatchObject([{ id: 'pair', state: 'ok' }]);
    expect(engine.status().destinations[0]?.problem).toContain(String(pair.ports[0]));
    await revive(pair.ports[0]);
    await vi.waitFor(async () => {
      expect(await measuredAt(pair.urls[0])).toBeDefined();
      expect(await measuredAt(pair.urls[1])).toBeUndefined();
    }, soon);
    const deleted = history.records.filter(({ method }) => method === 'DELETE');
    expect(deleted.map(({ url }) => new URL(url).origin)).toContain(pair.urls[1]);
    await engine.stop();
    await vi.waitFor(async () => expect(await measuredAt(pair.urls[0])).toBeUndefined(), soon);
  });

  it('is cleaned up by the next start when a run ended without a goodbye, under another key by now', async () => {
    const file = join(tempDir(), 'pushed-groups.json');
    const [url] = pair.urls;
    const crashed = startRealEngine(
      [{ id: 'pair', kind: 'pushgateway', urls: [url], job: 'before' }],
      groupJournal(file),
    );
    await vi.waitFor(async () => expect(await measuredAt(url)).toBeDefined(), soon);
    await crashed.engine.stop({ forget: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('"before"');

    startRealEngine([{ id: 'pair', kind: 'pushgateway', urls: [url], job: 'after' }], groupJournal(file));
    await vi.waitFor(async () => {
      const text = await (await fetch(`${url}/metrics`)).text();
      expect(text).toContain('job="after"');
      expect(text).not.toContain('job="before"');
    }, soon);
    expect(readFileSync(file, 'utf8')).not.toContain('"before"');
  });
});
