import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canMakeNamespaces, makeNamespace } from '../test/support/netns';
import type { Bench, BenchResult, Goal, Table } from './bench';
import type { PingRequest, PingRun } from './ping-ways';
import { median, spread } from './support/statistics';

const intro = `Pinging loopback addresses in a network namespace. CPU is user and system time a packet, of the caller and of all programs it starts: of Pushtray
with its whole cycle (in continuous mode one cycle each 5 s, when all pings run already), of the others with a caller that does nothing but start them
and read. As systemd sets it on most distributions, users may ping without raw sockets (\`net.ipv4.ping_group_range\`): with raw ones the kernel hands every reply to every ping. "Block" is the longest time that the event loop stood still, waiting for a processor included. IQR/2 is half the distance between the quartiles, as a share of the median.`;

const sizes: readonly { readonly targets: number; readonly rounds: number }[] = [
  { targets: 10, rounds: 3 },
  { targets: 100, rounds: 3 },
  { targets: 500, rounds: 3 },
];

export const pingBench: Bench = {
  name: 'ping',
  title: 'Ping',
  missing: () => (canMakeNamespaces ? undefined : 'it needs root on Linux, to make network namespaces'),
  async run({ say }): Promise<BenchResult> {
    const runs = new Map<number, PingRun>();
    for (const { targets, rounds } of sizes) {
      say(`  ${targets} targets`);
      runs.set(targets, await measureAt({ targets, rounds }));
    }
    const skipped = new Set([...runs.values()].flatMap((run) => run.skipped));
    return {
      intro,
      tables: [...runs].map(([targets, run]) => tableOf(targets, run)),
      goals: goalsOf(runs),
      skipped: [...skipped],
    };
  },
};

async function measureAt(request: PingRequest): Promise<PingRun> {
  const { prefix, exec, remove } = await makeNamespace();
  try {
    await exec('sysctl', ['-qw', 'net.ipv4.ping_group_range=0 2147483647']);
    const [ip, ...args] = prefix;
    const script = [process.execPath, '--expose-gc', '--import', 'tsx', join(__dirname, 'ping-ways.ts')];
    const measuring = spawn(ip, [...args, ...script, JSON.stringify(request)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    measuring.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [exitCode] = await once(measuring, 'close');
    if (exitCode !== 0) throw new Error(`Measuring ended with ${exitCode}.`);
    return JSON.parse(text) as PingRun;
  } finally {
    await remove();
  }
}

const titles: Readonly<Record<string, string>> = {
  continuous: '**Pushtray, continuous**',
  burst: '**Pushtray, bursts of 4**',
  process: '`ping -c 1`, one a packet, all at once',
  fping: '`fping -C 1`',
  'fping-loop': '`fping -l -p 1000`',
};

function tableOf(targets: number, { readings }: PingRun): Table {
  const process = median(readings['process']?.cpuMs ?? []);
  return {
    head: [`${targets} targets`, 'CPU ms a packet', 'IQR/2', 'CPU to one process a packet', 'block ms'],
    rows: Object.entries(readings).map(([name, { cpuMs, blockMs }]) => [
      titles[name] ?? name,
      median(cpuMs).toFixed(3),
      `${(100 * spread(cpuMs)).toFixed(0)} %`,
      (median(cpuMs) / process).toFixed(3),
      median(blockMs).toFixed(1),
    ]),
  };
}

function goalsOf(runs: ReadonlyMap<number, PingRun>): Goal[] {
  return [100, 500].flatMap((targets): Goal[] => {
    const readings = runs.get(targets)?.readings;
    const [ours, theirs] = [readings?.['continuous'], readings?.['fping']];
    if (!ours || !theirs) return [];
    const ratio = median(ours.cpuMs) / median(theirs.cpuMs);
    return [{ what: `${targets} targets, continuous to ${titles['fping']}`, ratio, atMost: 1.3 }];
  });
}
