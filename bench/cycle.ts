import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../test/support/netns';
import { pushgatewayIsHere, pushgatewayProgram } from '../test/support/pushgateway';
import { makeDataDir, startPushtray } from '../test/support/pushtray';
import type { Bench, BenchResult, Table } from './bench';

/** Until the first cycles are over and what they needed is loaded. */
const settleMs = 20_000;
const watchedMs = 120_000;

const intro = `What a running Pushtray costs over ${watchedMs / 60_000} minutes, beside a shell script that does as much: TCP states each 5 s, four packets to the default route's
gateway and a push each 15 s. All run at the same time, each in a network namespace of its own with a gateway and a Pushgateway. With its default settings Pushtray pushes to its own
gateway, whose part is counted; the Pushgateways of the others are not. CPU is user and system time with all programs that are started; memory is the proportional set size of what runs all the time.`;

/** What people write by hand (field notes 1), in a loop instead of cron, which knows no seconds. */
const script = `
while :; do
  for third in 1 2 3; do
    waiting=$(netstat -an | grep -i wait | wc -l)
    sleep 5
  done
  rtt=$(ping -n -c 4 10.99.0.1 | tail -1 | cut -d/ -f5)
  printf 'count_netstat_wait_connections %s\\nping_rtt_milliseconds %s\\n' "$waiting" "$rtt" |
    curl -s --data-binary @- http://127.0.0.1:9091/metrics/job/J/instance/I
done`;

interface Running {
  readonly pid: number;
  stop(): Promise<unknown>;
}

type Way = (namespace: Namespace) => Promise<Running>;

const ways: Readonly<Record<string, Way>> = {
  '**Pushtray, default settings**': (namespace) => startIn(namespace, []),
  '**Pushtray, to a Pushgateway**': (namespace) =>
    startIn(namespace, [{ id: 'team', kind: 'pushgateway', urls: ['http://127.0.0.1:9091'] }]),
  'the script': (namespace) => {
    const shell = inside(namespace, ['sh', '-c', script]);
    return Promise.resolve({ pid: shell.pid, stop: shell.kill });
  },
};

export const cycleBench: Bench = {
  name: 'cycle',
  title: 'A whole day',
  missing() {
    if (!canMakeNamespaces) return 'it needs root on Linux, to make network namespaces';
    return pushgatewayIsHere ? undefined : `there is no ${pushgatewayProgram}`;
  },
  async run({ say }): Promise<BenchResult> {
    say(`  ${(settleMs + watchedMs) / 1000} s, all at once`);
    const names = Object.keys(ways);
    const costs = await Promise.all(Object.values(ways).map(costOf));
    const theirs = costs[names.indexOf('the script')]?.cpuMs ?? Number.NaN;
    return {
      intro,
      tables: [tableOf(names, costs, theirs)],
      goals: [],
      skipped: [],
    };
  },
};

interface Cost {
  readonly cpuMs: number;
  readonly memoryMegabytes: number;
}

function tableOf(names: readonly string[], costs: readonly Cost[], theirsMs: number): Table {
  return {
    head: ['', 'CPU ms a minute', 'of one core', 'CPU to the script', 'memory MB'],
    rows: costs.map(({ cpuMs, memoryMegabytes }, index) => [
      names[index] ?? '',
      (cpuMs / (watchedMs / 60_000)).toFixed(0),
      `${((100 * cpuMs) / watchedMs).toFixed(2)} %`,
      (cpuMs / theirsMs).toFixed(3),
      memoryMegabytes.toFixed(1),
    ]),
  };
}

async function costOf(way: Way): Promise<Cost> {
  const namespace = await makeNamespace();
  await namespace.addGateway();
  const gateway = inside(namespace, [
    pushgatewayProgram,
    '--web.listen-address=127.0.0.1:9091',
    '--persistence.file=',
  ]);
  const running = await way(namespace);
  try {
    await delay(settleMs);
    const before = cpuMsWithChildren(running.pid);
    await delay(watchedMs);
    return {
      cpuMs: cpuMsWithChildren(running.pid) - before,
      memoryMegabytes: proportionalSetSizeBytes(running.pid) / 1e6,
    };
  } finally {
    await running.stop();
    await gateway.kill();
    await namespace.remove();
  }
}

async function startIn(namespace: Namespace, destinations: readonly object[]): Promise<Running> {
  const data = makeDataDir(JSON.stringify({ version: 1, destinations }));
  const { pid, stop } = await startPushtray(['run', '--data-dir', data.dir], { wrap: namespace.prefix });
  return { pid, stop: () => stop().finally(data.remove) };
}

/** A program in a process group of its own, which `kill` ends. */
function inside({ prefix: [ip, ...args] }: Namespace, command: readonly string[]) {
  const child = spawn(ip, [...args, ...command], { stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  const pid = child.pid ?? 0;
  return {
    pid,
    async kill() {
      process.kill(-pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Of a process and all of its children that have ended (man 5 proc_pid_stat, fields 14 to 17). */
function cpuMsWithChildren(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

function proportionalSetSizeBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
