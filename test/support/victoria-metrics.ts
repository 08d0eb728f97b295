import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { type StoredSeries, untilReady } from './prometheus';

/** Of Debian's package victoria-metrics. */
export const victoriaMetricsProgram = '/usr/bin/victoria-metrics';
export const victoriaMetricsIsHere = existsSync(victoriaMetricsProgram);

export interface RunningVictoriaMetrics {
  readonly url: string;
  /** All samples of each series that a selector names, as often as they were written; a marker is NaN. */
  samples(selector: string): Promise<readonly StoredSeries[]>;
  /** Away until `back`, which is at the same address with all it had stored. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}

/** A real VictoriaMetrics that holds nothing yet; takes remote write at /api/v1/write. */
export async function startVictoriaMetrics(): Promise<RunningVictoriaMetrics> {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-victoria-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  const start = async () => {
    child = spawn(
      victoriaMetricsProgram,
      [`-httpListenAddr=127.0.0.1:${port}`, `-storageDataPath=${dir}`, '-memory.allowedPercent=10'],
      { stdio: 'ignore' },
    );
    await untilReady(`${url}/health`, child);
  };
  const end = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    async samples(selector) {
      await fetch(`${url}/internal/force_flush`);
      const answer = await fetch(`${url}/api/v1/export?match[]=${encodeURIComponent(selector)}`);
      const lines = (await answer.text()).split('\n').filter((line) => line !== '');
      return lines.map((line) => {
        const series = JSON.parse(line) as {
          metric: Record<string, string>;
          values: (number | null)[];
          timestamps: number[];
        };
        return {
          metric: series.metric,
          timesMs: series.timestamps,
          values: series.values.map((value) => value ?? Number.NaN),
        };
      });
    },
    away: end,
    back: start,
    async stop() {
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
