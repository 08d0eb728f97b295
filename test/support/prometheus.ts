import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';

export const prometheusProgram = '/usr/bin/prometheus';
export const prometheusIsHere = existsSync(prometheusProgram);

export interface RunningPrometheus {
  readonly url: string;
  /** The instant query's result vector. */
  query(expression: string): Promise<readonly QueryResult[]>;
  /** All samples of each series that a selector names, of the last hours; staleness markers are none. */
  samples(selector: string): Promise<readonly StoredSeries[]>;
  /** Away until `back`, which is at the same address with all it had stored. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}

export interface StoredSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export interface QueryResult {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/**
 * A real Prometheus with a storage of its own that scrapes these `host:port` every second, honouring labels; with
 * `remoteWrite` it takes that at /api/v1/write, with `features` it does what `--enable-feature` names.
 */
export async function startPrometheus(
  scrape: readonly string[],
  {
    remoteWrite = false,
    features = [],
  }: { readonly remoteWrite?: boolean; readonly features?: readonly string[] } = {},
): Promise<RunningPrometheus> {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-prometheus-'));
  const port = await freePort();
  writeFileSync(join(dir, 'prometheus.yml'), configuration(scrape));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  const start = async () => {
    child = spawn(
      prometheusProgram,
      [
        `--config.file=${join(dir, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(dir, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        ...(remoteWrite ? ['--web.enable-remote-write-receiver'] : []),
        ...features.map((feature) => `--enable-feature=${feature}`),
      ],
      { stdio: ['ignore', 'ignore', 'ignore'] },
    );
    await untilReady(`${url}/-/ready`, child);
  };
  const end = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    async query(expression) {
      const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expression)}`);
      const body = (await answer.json()) as { data: { result: QueryResult[] } };
      return body.data.result;
    },
    async samples(selector) {
      const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(`${selector}[6h]`)}`);
      const body = (await answer.json()) as {
        data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
      };
      return body.data.result.map(({ metric, values }) => ({
        metric,
        timesMs: values.map(([seconds]) => Math.round(seconds * 1_000)),
        values: values.map(([, value]) => Number(value)),
      }));
    },
    away: end,
    back: start,
    async stop() {
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configuration(scrape: readonly string[]): string {
  return [
    'global: { scrape_interval: 1s, evaluation_interval: 1s }',
    'scrape_configs:',
    '  - job_name: pushgateway',
    '    honor_labels: true',
    `    static_configs: [{ targets: ${JSON.stringify(scrape)} }]`,
  ].join('\n');
}

/** Waits until a server answers 200, or fails when its process ends first. */
export async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} was not ready in 30 s`);
}
