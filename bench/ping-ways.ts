/** Runs in a network namespace of its own, pings loopback addresses in every way, and prints a `PingRun`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Collected } from '../main/collectors/collector';
import { collectorKinds } from '../main/collectors/kinds';
import { pingSettings } from '../main/settings/schema/collectors';
import { samplesOf } from '../test/support/samples';
import { testMachine } from '../test/support/test-machine';
import { cpuMsOf, endedChildrenCpuMs, ownCpuMs } from './support/cpu';
import { shuffled } from './support/statistics';

export interface PingRequest {
  readonly targets: number;
  readonly rounds: number;
}

export interface PingReadings {
  /** Of this process and its children, a packet. */
  readonly cpuMs: number[];
  /** The longest time that the event loop stood still. */
  readonly blockMs: number[];
}

export interface PingRun {
  readonly readings: Readonly<Record<string, PingReadings>>;
  readonly skipped: readonly string[];
}

/** Does its part, and answers how many packets that were; `begin` starts the measuring. */
type Way = (hosts: readonly string[], begin: () => void) => Promise<number>;

/** For ways that go on by themselves. */
const watchedMs = 10_000;
/** Of Pushtray, as when settings ask for a push each five seconds. */
const cycleMs = 5_000;
const warmUpCycles = 8;

const ways: Readonly<Record<string, Way>> = {
  continuous: async (hosts, begin) => {
    const { collect, close } = collector(hosts, { mode: 'continuous' });
    const cycle = () => collect(new AbortController().signal, 15_000);
    // The first cycles start the pings; after some more the code is as quick as it stays.
    while ((await cycle()).targets?.length !== hosts.length);
    for (let index = 0; index < warmUpCycles; index++) await Promise.all([cycle(), delay(1_000)]);
    await settle();
    const before = sentIn(await cycle());
    begin();
    for (let index = 1; index < watchedMs / cycleMs; index++) {
      await delay(cycleMs);
      await cycle();
    }
    await delay(cycleMs);
    const last = await cycle();
    measured();
    const sent = sentIn(last) - before;
    await close();
    return sent;
  },
  burst: async (hosts, begin) => {
    const { collect, close } = collector(hosts, {});
    begin();
    const sent = sentIn(await collect(new AbortController().signal, 15_000));
    measured();
    await close();
    return sent;
  },
  process: async (hosts, begin) => {
    begin();
    await Promise.all(hosts.map((host) => ended('ping', ['-n', '-c', '1', '--', host])));
    measured();
    return hosts.length;
  },
  fping: async (hosts, begin) => {
    begin();
    await ended('fping', ['-C', '1', '-q', ...hosts]);
    measured();
    return hosts.length;
  },
  'fping-loop': async (hosts, begin) => {
    const child = spawn('fping', ['-l', '-p', '1000', ...hosts], { stdio: ['ignore', 'pipe', 'ignore'] });
    let lines = 0;
    child.stdout.on('data', (chunk: Buffer) => (lines += chunk.toString().split('\n').length - 1));
    await once(child.stdout, 'data');
    await settle();
    begin();
    const before = lines;
    await delay(watchedMs);
    const probes = lines - before;
    measured();
    child.kill('SIGKILL');
    await once(child, 'exit');
    return probes;
  },
};

const loopLookMs = 20;

/** What was left behind before would be collected while it is measured; needs `--expose-gc`. */
async function settle(): Promise<void> {
  globalThis.gc?.();
  await delay(1_000);
}

let cpuAtEndMs = 0;

/** The children of the way are alive still. */
function measured(): void {
  cpuAtEndMs = cpuMs();
}

async function main({ targets, rounds }: PingRequest): Promise<void> {
  const hosts = Array.from({ length: targets }, (_, index) => `127.0.${index >> 8}.${(index & 255) + 1}`);
  const hasFping = spawnSync('sh', ['-c', 'command -v fping']).status === 0;
  const names = Object.keys(ways).filter((name) => hasFping || !name.startsWith('fping'));
  const readings: Record<string, PingReadings> = {};
  for (const name of names) readings[name] = { cpuMs: [], blockMs: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of shuffled(names)) {
      const way = ways[name];
      if (way) await read(way, hosts, readings[name]);
    }
  }
  const run: PingRun = { readings, skipped: hasFping ? [] : ['fping, as there is no fping'] };
  process.stdout.write(JSON.stringify(run));
}

async function read(way: Way, hosts: readonly string[], readings: PingReadings | undefined): Promise<void> {
  // Finer, it would cost more than what is measured.
  const loop = monitorEventLoopDelay({ resolution: loopLookMs });
  let startMs = 0;
  const packets = await way(hosts, () => {
    startMs = cpuMs();
    loop.enable();
  });
  await delay(2 * loopLookMs);
  loop.disable();
  readings?.cpuMs.push((cpuAtEndMs - startMs) / packets);
  readings?.blockMs.push(Math.max(0, loop.max / 1e6 - loopLookMs));
}

function cpuMs(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, pid) => sum + cpuMsOf(Number(pid)), ownCpuMs() + endedChildrenCpuMs());
}

function collector(hosts: readonly string[], more: object) {
  const targets = hosts.map((host) => ({ name: host, host }));
  const settings = pingSettings.parse({ id: 'ping', kind: 'ping', targets, ...more });
  return collectorKinds.ping(settings, testMachine());
}

function sentIn({ families }: Collected): number {
  return Object.values(samplesOf(families, 'ping_packets_sent_total')).reduce((sum, sent) => sum + sent, 0);
}

async function ended(file: string, args: readonly string[]): Promise<void> {
  await once(spawn(file, args, { stdio: 'ignore' }), 'exit');
}

void main(JSON.parse(process.argv[2] ?? '{}') as PingRequest);
