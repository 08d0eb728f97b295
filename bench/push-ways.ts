import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pushgateway } from 'prom-client';
import { encodeText } from '../main/metrics/encode';
import type { MetricFamily } from '../main/metrics/model';
import { parseText } from '../main/metrics/parse';
import { endedChildrenCpuMs, ownCpuMs } from './support/cpu';
import { type BenchedDestination, benchedDestination } from './support/destination';
import type { Way } from './support/rounds';
import type { SampleSet } from './support/sample-set';

export interface WaysOfPushing {
  readonly ways: readonly Way[];
  close(): void;
}

/** Every way to push a whole group, each to a group of its own. */
export function gatewayWays(url: string, set: SampleSet, times: number): WaysOfPushing {
  const common = { kind: 'pushgateway', urls: [url] };
  const ours = benchedDestination({ ...common, job: 'ours' });
  // Leads to this machine too, but by no name of loopback, where nothing is compressed.
  const zipped = benchedDestination({
    ...common,
    urls: [url.replace('127.0.0.1', '0.0.0.0')],
    job: 'zipped',
  });
  const asRead = benchedDestination({ ...common, job: 'read' });
  const read = () => parseText(encodeText(set.measure())).families;
  const peer = new Pushgateway(url, {}, set.registry);
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-bench-curl-'));
  const file = join(dir, 'metrics.txt');
  writeFileSync(file, encodeText(set.families));
  const curl = `cat ${file} | curl --silent --fail --request PUT --data-binary @- ${url}/metrics/job/curl/instance/bench`;
  return {
    ways: [
      { name: 'pushtray', ...freshPushes(ours, set.measure), times },
      { name: 'pushtray-read', ...freshPushes(asRead, read), times },
      { name: 'pushtray-zipped', ...freshPushes(zipped, set.measure), times },
      {
        name: 'prom-client',
        prepare: set.measureInRegistry,
        run: async () => void (await peer.push({ jobName: 'prom-client', groupings: { instance: 'bench' } })),
        cpuMs: ownCpuMs,
        times,
      },
      { name: 'curl', run: () => shell(curl), cpuMs: endedChildrenCpuMs, times: Math.min(times, 5) },
    ],
    close() {
      ours.close();
      asRead.close();
      zipped.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function remoteWriteWays(url: string, set: SampleSet, times: number): WaysOfPushing {
  const ours = benchedDestination({ kind: 'remote-write', url: `${url}/api/v1/write` });
  return {
    ways: [{ name: 'pushtray', ...freshPushes(ours, set.measure), times }],
    close: () => ours.close(),
  };
}

/** Each of what has just been measured. */
function freshPushes(
  { push }: BenchedDestination,
  measure: SampleSet['measure'],
): Pick<Way, 'prepare' | 'run' | 'cpuMs'> {
  let families: readonly MetricFamily[] = [];
  return {
    prepare() {
      families = measure();
    },
    run: () => push(families),
    cpuMs: ownCpuMs,
  };
}

async function shell(command: string): Promise<void> {
  const [exitCode] = await once(spawn('sh', ['-c', command], { stdio: 'ignore' }), 'exit');
  if (exitCode !== 0) throw new Error(`"${command}" ended with ${exitCode}.`);
}
