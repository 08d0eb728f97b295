import { prometheusIsHere, startPrometheus } from '../test/support/prometheus';
import type { Bench, BenchOptions, BenchResult } from './bench';
import { ownCpuMs } from './support/cpu';
import { benchedDestination, delivered, snapshotAt } from './support/destination';
import { sampleSet } from './support/sample-set';

const everyMs = 15_000;
const dayMs = 24 * 60 * 60_000;
const seriesCounts = [100];
const largeSeriesCounts = [1_000];

const intro = `A receiver that was away for 24 hours, with a snapshot each ${everyMs / 1_000} s: what keeping one costs (on disk when the call returns), how large the backlog is then, and what sending all of it to a real
Prometheus costs, oldest first and one snapshot a request. CPU is user and system time of Pushtray.`;

interface Replayed {
  readonly series: number;
  readonly snapshots: number;
  readonly keepCpuMs: number;
  readonly megabytes: number;
  readonly replayCpuMs: number;
  readonly replayWallMs: number;
}

export const backlogBench: Bench = {
  name: 'backlog',
  title: 'A day of backlog',
  missing: () => (prometheusIsHere ? undefined : 'it needs prometheus'),
  async run(options): Promise<BenchResult> {
    const replayed: Replayed[] = [];
    const counts = options.large ? [...seriesCounts, ...largeSeriesCounts] : seriesCounts;
    for (const series of counts) replayed.push(await replay(series, options));
    return {
      intro,
      tables: [
        {
          head: ['', 'keep, CPU ms a snapshot', 'on disk', 'replay, CPU', 'replay, wall', 'CPU µs a sample'],
          rows: replayed.map(rowOf),
        },
      ],
      goals: [],
      skipped: [],
    };
  },
};

function rowOf({ series, snapshots, keepCpuMs, megabytes, replayCpuMs, replayWallMs }: Replayed): string[] {
  return [
    `${snapshots.toLocaleString('en')} snapshots of ${series.toLocaleString('en')} series`,
    (keepCpuMs / snapshots).toFixed(2),
    `${megabytes.toFixed(0)} MB`,
    `${(replayCpuMs / 1_000).toFixed(1)} s`,
    `${(replayWallMs / 1_000).toFixed(1)} s`,
    ((1_000 * replayCpuMs) / (snapshots * series)).toFixed(2),
  ];
}

async function replay(series: number, { say }: BenchOptions): Promise<Replayed> {
  say(`  24 h of ${series} series`);
  const { families } = sampleSet(series);
  const prometheus = await startPrometheus([], { remoteWrite: true });
  const url = `${prometheus.url}/api/v1/write`;
  const limits = { maxAge: '25h', maxBacklogMegabytes: 1_000 };
  const benched = benchedDestination({ kind: 'remote-write', url, ...limits });
  const { backlog } = benched.destination;
  if (!backlog) throw new Error('remote write has a backlog');
  try {
    const nowMs = Date.now();
    const beforeKeeping = ownCpuMs();
    for (let atMs = nowMs - dayMs; atMs < nowMs; atMs += everyMs) backlog.keep(snapshotAt(atMs, families));
    const keepCpuMs = ownCpuMs() - beforeKeeping;
    const { snapshots, bytes } = backlog.size();

    const [beforeReplay, startedMs] = [ownCpuMs(), performance.now()];
    const identity = { instance: 'bench', labels: {} };
    const { signal } = new AbortController();
    while (backlog.size().snapshots > 0) delivered(await backlog.send(identity, signal));
    const replayCpuMs = ownCpuMs() - beforeReplay;
    const replayWallMs = performance.now() - startedMs;
    if (backlog.size().droppedSamples > 0) throw new Error('samples were dropped');
    return { series, snapshots, keepCpuMs, megabytes: bytes / 1e6, replayCpuMs, replayWallMs };
  } finally {
    benched.close();
    await prometheus.stop();
  }
}
