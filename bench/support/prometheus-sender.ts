import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeText } from '../../main/metrics/encode';
import { freePort } from '../../test/support/free-port';
import { prometheusProgram, startPrometheus, untilReady } from '../../test/support/prometheus';
import type { BenchOptions } from '../bench';
import { cpuMsOf } from './cpu';
import { sampleSet } from './sample-set';

const warmUpMs = 10_000;
const measureForMs = 60_000;
const scrapesPerSecond = 1;

export interface SenderCost {
  readonly cpuMsOfASample: number;
}

/** What sending on costs a Prometheus: two that scrape the same, side by side, one of which sends it on. */
export async function senderCosts(
  sizes: readonly number[],
  { say }: BenchOptions,
): Promise<ReadonlyMap<number, SenderCost>> {
  const costs = new Map<number, SenderCost>();
  for (const samples of sizes) {
    say(`  Prometheus' own sender, ${samples} samples a second, ${measureForMs / 1_000} s`);
    costs.set(samples, await senderCost(samples));
  }
  return costs;
}

async function senderCost(samples: number): Promise<SenderCost> {
  const page = await startPage(encodeText(sampleSet(samples).families));
  const receiver = await startPrometheus([], { remoteWrite: true });
  const target = `127.0.0.1:${(page.address() as AddressInfo).port}`;
  const sending = await startScraper(target, `remote_write: [{ url: "${receiver.url}/api/v1/write" }]`);
  const keeping = await startScraper(target, '');
  try {
    await delay(warmUpMs);
    const before = [cpuMsOf(sending.pid), cpuMsOf(keeping.pid)] as const;
    await delay(measureForMs);
    const more = cpuMsOf(sending.pid) - before[0] - (cpuMsOf(keeping.pid) - before[1]);
    return { cpuMsOfASample: more / (samples * scrapesPerSecond * (measureForMs / 1_000)) };
  } finally {
    await Promise.all([sending.stop(), keeping.stop(), receiver.stop()]);
    page.closeAllConnections();
    page.close();
  }
}

async function startPage(text: string): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function startScraper(target: string, remoteWrite: string) {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-bench-prometheus-'));
  const port = await freePort();
  const config = [
    `global: { scrape_interval: ${1 / scrapesPerSecond}s }`,
    `scrape_configs: [{ job_name: bench, static_configs: [{ targets: ["${target}"] }] }]`,
    remoteWrite,
  ];
  writeFileSync(join(dir, 'prometheus.yml'), config.join('\n'));
  const child: ChildProcess = spawn(
    prometheusProgram,
    [
      `--config.file=${join(dir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  await untilReady(`http://127.0.0.1:${port}/-/ready`, child);
  return {
    pid: child.pid as number,
    async stop() {
      child.kill();
      await once(child, 'exit');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
