import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../test/support/netns';
import type { Bench, BenchOptions, BenchResult, Goal, Table } from './bench';
import { median, spread } from './support/statistics';
import type { TcpRequest, TcpRun } from './tcp-ways';

const intro = `One sample of the TCP states. Sockets are held open in a network namespace: half of them ESTABLISHED, a quarter each CLOSE_WAIT and FIN_WAIT2,
every tenth over IPv6. CPU is user and system time: of Pushtray its own, with the whole cycle of the collector (health counters and metrics too); of programs theirs alone,
without what starting them costs the caller; of systeminformation both, as it is a part of its caller; of node_exporter its own,
without the scraper's. "Block" is the longest time that the event loop stood still, waiting for a processor included: other work on the machine lengthens it. IQR/2 is half the distance between the quartiles, as a share of the median.`;

/** The socket counts and how many rounds each is worth. */
const sizes: readonly { readonly sockets: number; readonly rounds: number; readonly large?: true }[] = [
  { sockets: 100, rounds: 15 },
  { sockets: 1000, rounds: 15 },
  { sockets: 10_000, rounds: 11 },
  { sockets: 50_000, rounds: 3, large: true },
];

/** Sockets in one process: systems allow 20,000 open files and fewer. */
const mostHeld = 8000;

export const tcpBench: Bench = {
  name: 'tcp',
  title: 'TCP states',
  missing: () => (canMakeNamespaces ? undefined : 'it needs root on Linux, to make network namespaces'),
  async run(options): Promise<BenchResult> {
    const runs = new Map<number, TcpRun>();
    for (const { sockets, rounds, large } of sizes) {
      if (large && !options.large) continue;
      options.say(`  ${sockets} sockets`);
      runs.set(sockets, await measureAt(sockets, rounds, options));
    }
    const skipped = new Set([...runs.values()].flatMap((run) => run.skipped));
    return {
      intro,
      tables: [...runs].map(([sockets, run]) => tableOf(sockets, run)),
      goals: goalsOf(runs),
      skipped: [...skipped],
    };
  },
};

async function measureAt(sockets: number, rounds: number, { say }: BenchOptions): Promise<TcpRun> {
  const namespace = await makeNamespace();
  const holders: ChildProcess[] = [];
  try {
    for (let left = sockets; left > 0; left -= mostHeld) {
      const holder = startIn(namespace, 'support/hold-many.ts', String(Math.min(left, mostHeld)));
      holders.push(holder);
      await Promise.race([once(holder.stdout ?? holder, 'data'), failed(holder)]);
    }
    const request: TcpRequest = { sockets, rounds };
    const run = await resultOf(startIn(namespace, 'tcp-ways.ts', JSON.stringify(request)));
    for (const what of run.skipped) say(`  not measured: ${what}`);
    return run;
  } finally {
    await Promise.all(holders.map(stopped));
    await namespace.remove();
  }
}

async function resultOf(measuring: ChildProcess): Promise<TcpRun> {
  let text = '';
  measuring.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [exitCode] = await once(measuring, 'close');
  if (exitCode !== 0) throw new Error(`Measuring ended with ${exitCode}.`);
  return JSON.parse(text) as TcpRun;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

function startIn({ prefix }: Namespace, script: string, argument: string): ChildProcess {
  const [ip, ...args] = prefix;
  const command = [...args, process.execPath, '--import', 'tsx', join(__dirname, script), argument];
  return spawn(ip, command, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function failed(child: ChildProcess): Promise<never> {
  const [exitCode] = await once(child, 'exit');
  throw new Error(`The sockets could not be opened: exit ${exitCode}.`);
}

function tableOf(sockets: number, { readings, blockMs, counted }: TcpRun): Table {
  const pipeline = median(readings['pipeline']?.cpuMs ?? []);
  return {
    head: [
      `${sockets.toLocaleString('en')} sockets (${counted})`,
      'CPU ms',
      'IQR/2',
      'wall ms',
      'CPU to pipeline',
      'block ms',
    ],
    rows: Object.entries(readings).map(([name, { cpuMs, wallMs }]) => {
      const block = blockMs[name];
      return [
        titles[name] ?? name,
        median(cpuMs).toFixed(2),
        `${(100 * spread(cpuMs)).toFixed(0)} %`,
        median(wallMs).toFixed(2),
        (median(cpuMs) / pipeline).toFixed(3),
        block === undefined ? '' : median(block).toFixed(1),
      ];
    }),
  };
}

const titles: Readonly<Record<string, string>> = {
  netlink: '**Pushtray, netlink**',
  proc: '**Pushtray, /proc**',
  pipeline: '`netstat -an | grep -i wait | wc -l`',
  ss: '`ss -tan`',
  systeminformation: 'systeminformation `networkConnections()`',
  node_exporter: 'node_exporter, tcpstat alone',
};

function goalsOf(runs: ReadonlyMap<number, TcpRun>): Goal[] {
  const goal = (sockets: number, peer: string, atMost: number): Goal[] => {
    const readings = runs.get(sockets)?.readings;
    const [ours, theirs] = [readings?.['netlink'], readings?.[peer]];
    if (!ours || !theirs) return [];
    const ratio = median(ours.cpuMs) / median(theirs.cpuMs);
    return [{ what: `${sockets.toLocaleString('en')} sockets, to ${titles[peer]}`, ratio, atMost }];
  };
  return [
    ...goal(100, 'pipeline', 0.1),
    ...goal(10_000, 'pipeline', 0.2),
    ...goal(10_000, 'systeminformation', 0.08),
    ...goal(10_000, 'node_exporter', 0.5),
    ...blockGoal(runs.get(50_000)),
  ];
}

/** However many sockets there are, nobody else may have to wait longer for the event loop. */
const mostBlockMs = 10;

function blockGoal(run: TcpRun | undefined): Goal[] {
  const blocks = run?.blockMs['netlink'];
  if (!blocks) return [];
  const ratio = median(blocks) / mostBlockMs;
  return [{ what: `50,000 sockets by netlink, block to ${mostBlockMs} ms`, ratio, atMost: 1 }];
}
