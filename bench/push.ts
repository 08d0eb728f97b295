import { prometheusIsHere, startPrometheus } from '../test/support/prometheus';
import { pushgatewayIsHere, startPushgateway } from '../test/support/pushgateway';
import type { Bench, BenchOptions, BenchResult, Goal, Table } from './bench';
import { gatewayWays, remoteWriteWays, type WaysOfPushing } from './push-ways';
import { type SenderCost, senderCosts } from './support/prometheus-sender';
import { measureInterleaved, type Readings } from './support/rounds';
import { sampleSet } from './support/sample-set';
import { median, spread } from './support/statistics';

const intro = `One push of everything there is, encoding included, to a real Pushgateway and to a real Prometheus that takes remote write, on loopback. CPU is user and system time of the
sender alone: of Pushtray and prom-client this process with all its threads, of \`sh -c 'cat f | curl …'\` the programs, which have nothing to encode. Each push is of the same series
with other values, as the collectors give them that measure most: new objects but for the label sets. What is read from a text, as a scraped page is, is new altogether. Neither is charged, though garbage that reading leaves may be; young garbage is cleared away before each round of pushes. What goes to another machine Pushtray compresses with gzip unless
told not to; within one machine, and in the others, nothing is. By remote write, a push goes through the backlog on disk. Prometheus' own sender cannot be taken apart from the rest of a Prometheus: its row is what a Prometheus
that scrapes so many samples each second and sends them on uses more than one beside it that scrapes the same and sends nothing on, over the same time. IQR/2 is half the distance between the quartiles, as a share of the median.`;

const sizes: readonly { readonly samples: number; readonly rounds: number; readonly times: number }[] = [
  { samples: 100, rounds: 21, times: 20 },
  { samples: 1_000, rounds: 21, times: 10 },
  { samples: 10_000, rounds: 15, times: 2 },
];

type AllReadings = Readonly<Record<string, Readings>>;

export const pushBench: Bench = {
  name: 'push',
  title: 'Pushing',
  missing: () =>
    pushgatewayIsHere && prometheusIsHere ? undefined : 'it needs prometheus-pushgateway and prometheus',
  async run(options): Promise<BenchResult> {
    const toGateway = new Map<number, AllReadings>();
    const tables: Table[] = [];
    for (const size of sizes) {
      const readings = await toPushgateway(size, options);
      toGateway.set(size.samples, readings);
      tables.push(tableOf(`${count(size.samples)} samples to a Pushgateway`, readings, 'prom-client'));
    }
    const senders = await senderCosts([1_000, 10_000], options);
    for (const size of sizes) {
      const readings = await toPrometheus(size, options);
      tables.push(remoteWriteTable(size.samples, readings, senders.get(size.samples)));
    }
    return {
      intro,
      tables,
      goals: goalsOf(toGateway),
      skipped: [
        "Prometheus' own sender at 100 samples, whose cost is lost in what a Prometheus does besides",
      ],
    };
  },
};

type Size = (typeof sizes)[number];

async function toPushgateway(size: Size, { say }: BenchOptions): Promise<AllReadings> {
  say(`  ${size.samples} samples to a Pushgateway`);
  const gateway = await startPushgateway();
  try {
    return await measured(gatewayWays(gateway.url, sampleSet(size.samples), size.times), size.rounds);
  } finally {
    await gateway.stop();
  }
}

async function toPrometheus(size: Size, { say }: BenchOptions): Promise<AllReadings> {
  say(`  ${size.samples} samples by remote write`);
  const prometheus = await startPrometheus([], { remoteWrite: true });
  try {
    return await measured(remoteWriteWays(prometheus.url, sampleSet(size.samples), size.times), size.rounds);
  } finally {
    await prometheus.stop();
  }
}

async function measured({ ways, close }: WaysOfPushing, rounds: number): Promise<AllReadings> {
  try {
    return await measureInterleaved(ways, rounds);
  } finally {
    close();
  }
}

const titles: Readonly<Record<string, string>> = {
  pushtray: '**Pushtray**',
  'pushtray-read': '**Pushtray**, what has just been read from a text',
  'pushtray-zipped': '**Pushtray**, compressed as for another machine',
  'prom-client': "prom-client's `Pushgateway`",
  curl: "`sh -c 'cat f \\| curl --data-binary @- …'`",
};

function tableOf(what: string, readings: AllReadings, peer: string): Table {
  const ofPeer = median(readings[peer]?.cpuMs ?? []);
  return {
    head: [what, 'CPU ms', 'IQR/2', 'wall ms', `CPU to ${peer}`],
    rows: Object.entries(readings).map(([name, { cpuMs, wallMs }]) => [
      titles[name] ?? name,
      median(cpuMs).toFixed(2),
      `${(100 * spread(cpuMs)).toFixed(0)} %`,
      median(wallMs).toFixed(2),
      (median(cpuMs) / ofPeer).toFixed(3),
    ]),
  };
}

function remoteWriteTable(samples: number, readings: AllReadings, sender: SenderCost | undefined): Table {
  const ours = Object.entries(readings).map(([name, { cpuMs, wallMs }]) => [
    titles[name] ?? name,
    median(cpuMs).toFixed(2),
    `${(100 * spread(cpuMs)).toFixed(0)} %`,
    median(wallMs).toFixed(2),
    ((1_000 * median(cpuMs)) / samples).toFixed(2),
  ]);
  const theirs = sender && [
    "Prometheus' own sender, as a difference",
    (sender.cpuMsOfASample * samples).toFixed(2),
    '',
    '',
    (1_000 * sender.cpuMsOfASample).toFixed(2),
  ];
  return {
    head: [`${count(samples)} samples by remote write`, 'CPU ms', 'IQR/2', 'wall ms', 'CPU µs a sample'],
    rows: theirs ? [...ours, theirs] : ours,
  };
}

function goalsOf(toGateway: ReadonlyMap<number, AllReadings>): Goal[] {
  const goal = (samples: number, peer: string, atMost: number): Goal[] => {
    const [ours, theirs] = ['pushtray', peer].map((name) => toGateway.get(samples)?.[name]);
    if (!ours || !theirs) return [];
    const what = `${count(samples)} samples to a Pushgateway, to ${titles[peer]}`;
    return [{ what, ratio: median(ours.cpuMs) / median(theirs.cpuMs), atMost }];
  };
  return [
    ...goal(1_000, 'prom-client', 0.45),
    ...goal(1_000, 'curl', 0.15),
    ...goal(10_000, 'prom-client', 0.4),
    ...goal(10_000, 'curl', 0.65),
  ];
}

function count(samples: number): string {
  return samples.toLocaleString('en');
}
