/** Runs in the network namespace whose sockets are counted, measures every way to count them, and prints a `TcpRun`. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { networkConnections } from 'systeminformation';
import type { Machine } from '../main/collectors/collector';
import { collectorKinds } from '../main/collectors/kinds';
import { openNetlink } from '../main/platform/netlink';
import { collectorSettings } from '../main/settings/schema/collectors';
import { samplesOf } from '../test/support/samples';
import { testMachine } from '../test/support/test-machine';
import { cpuMsOf, endedChildrenCpuMs, ownCpuMs } from './support/cpu';
import { measureInterleaved, type Readings, type Way } from './support/rounds';

export interface TcpRequest {
  readonly sockets: number;
  readonly rounds: number;
}

export interface TcpRun {
  readonly readings: Readonly<Record<string, Readings>>;
  /** Of the ways that run in this process. */
  readonly blockMs: Readonly<Record<string, readonly number[]>>;
  /** What the collector itself counted. */
  readonly counted: number;
  readonly skipped: readonly string[];
}

async function main({ sockets, rounds }: TcpRequest): Promise<void> {
  const skipped: string[] = [];
  const times = Math.max(1, Math.round(20_000 / (sockets + 1000)));
  const inProcess: Way[] = [
    { name: 'netlink', run: collecting({ openNetlink }, 'netlink'), cpuMs: ownCpuMs, times },
    { name: 'proc', run: collecting({}, '/proc/net/tcp'), cpuMs: ownCpuMs, times },
  ];
  const peers: Way[] = [];
  const program = (name: string, command: string, needs: string) => {
    if (!isHere(needs)) skipped.push(`${name}, as there is no ${needs}`);
    else peers.push({ name, run: () => ended('sh', '-c', command), cpuMs: endedChildrenCpuMs, times: 2 });
  };
  program('pipeline', 'netstat -an | grep -i wait | wc -l', 'netstat');
  program('ss', 'exec ss -tan', 'ss');
  inProcess.push({
    name: 'systeminformation',
    run: async () => void (await networkConnections()),
    cpuMs: () => ownCpuMs() + endedChildrenCpuMs(),
    times: 1,
  });
  const exporter = isHere('prometheus-node-exporter') ? await startExporter() : undefined;
  if (exporter) peers.push(exporter.way(Math.min(times, 5)));
  else skipped.push('node_exporter, as there is no prometheus-node-exporter');
  const readings = await measureInterleaved([...inProcess, ...peers], rounds);
  const blockMs: Record<string, number[]> = {};
  for (const { name, run } of inProcess) {
    blockMs[name] = [];
    for (let i = 0; i < rounds; i++) blockMs[name].push(await longestBlockMs(run));
  }
  await exporter?.stop();
  const run: TcpRun = { readings, blockMs, counted: await countedHere(), skipped };
  process.stdout.write(JSON.stringify(run));
}

function collector(parts: Partial<Machine>) {
  const settings = collectorSettings.parse({ id: 'tcp', kind: 'tcp-states' });
  if (settings.kind !== 'tcp-states') throw new Error('the schema gave another kind');
  return collectorKinds['tcp-states'](settings, testMachine(parts));
}

/** One cycle; fails when it did not come from where it is said to. */
function collecting(parts: Partial<Machine>, source: string): () => Promise<void> {
  const { collect } = collector(parts);
  const { signal } = new AbortController();
  return async () => {
    const collected = await collect(signal);
    if (collected.source?.startsWith(source) !== true || collected.problems.length > 0) {
      throw new Error(`This was to be measured from ${source}: ${JSON.stringify(collected.problems)}`);
    }
  };
}

async function countedHere(): Promise<number> {
  const { families } = await collector({ openNetlink }).collect(new AbortController().signal);
  const samples = Object.entries(samplesOf(families, 'node_tcp_connection_states'));
  return samples.reduce((sum, [state, count]) => (state.endsWith('_bytes') ? sum : sum + count), 0);
}

function isHere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

async function ended(file: string, ...args: readonly string[]): Promise<void> {
  await once(spawn(file, args, { stdio: 'ignore' }), 'exit');
}

interface Exporter {
  way(times: number): Way;
  stop(): Promise<void>;
}

async function startExporter(): Promise<Exporter> {
  const collectors = [
    '--collector.disable-defaults',
    '--collector.tcpstat',
    '--web.disable-exporter-metrics',
  ];
  const args = [...collectors, '--web.listen-address=127.0.0.1:9100', '--log.level=error'];
  const child = spawn('prometheus-node-exporter', args, { stdio: 'ignore' });
  const agent = new Agent({ keepAlive: true });
  const scrape = () => scraped(agent);
  for (let tries = 0; !(await scrape().then(...bothWays)); tries++) {
    if (tries > 100) throw new Error('node_exporter does not answer');
    await delay(50);
  }
  return {
    way: (times) => ({ name: 'node_exporter', run: scrape, cpuMs: () => cpuMsOf(pidOf(child)), times }),
    async stop() {
      agent.destroy();
      child.kill();
      await once(child, 'exit');
    },
  };
}

const bothWays = [() => true, () => false] as const;

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('node_exporter did not start');
  return pid;
}

function scraped(agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get('http://127.0.0.1:9100/metrics', { agent }, (answer) => {
      answer.resume().once('end', resolve);
    }).once('error', reject);
  });
}

/** How long the event loop stood still at the most while this ran. */
async function longestBlockMs(run: () => Promise<void>): Promise<number> {
  let [longestMs, lastMs, watching] = [0, performance.now(), true];
  const look = () => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    if (watching) setImmediate(look);
  };
  setImmediate(look);
  await run();
  watching = false;
  look();
  return longestMs;
}

void main(JSON.parse(process.argv[2] ?? '{}') as TcpRequest);
