import type { PushSummary } from '../../main/contract/state';
import { type Outcome, success } from '../../main/outcome';
import type { Client } from '../client/client';
import type { Series } from './cycles';
import type { Range } from './outages';
import type { ReportSource } from './report';

type Reduction = 'min' | 'mean' | 'max';

const asked = {
  rttBest: ['ping_rtt_best_seconds', 'min'],
  rttMean: ['ping_rtt_mean_seconds', 'mean'],
  rttWorst: ['ping_rtt_worst_seconds', 'max'],
  loss: ['ping_loss_ratio', 'mean'],
  packetsSent: ['ping_packets_sent_total', 'max'],
  pingFailures: ['ping_failure_info', 'max'],
  probeSuccess: ['probe_success', 'mean'],
  probeDuration: ['probe_duration_seconds', 'mean'],
  tcpStates: ['node_tcp_connection_states', 'max'],
  waitConnections: ['count_netstat_wait_connections', 'max'],
  retransmitted: ['node_netstat_Tcp_RetransSegs', 'max'],
  sent: ['node_netstat_Tcp_OutSegs', 'max'],
} as const satisfies Record<string, readonly [metric: string, reduce: Reduction]>;

type Samples = Readonly<Record<keyof typeof asked, readonly Series[]>>;

const dayMs = 24 * 60 * 60_000;

/** How finely main keeps what is so old (docs/settings.md says for how long): a report has one resolution throughout. */
const steps = [
  { youngerThanMs: dayMs, stepMs: 1000 },
  { youngerThanMs: 14 * dayMs, stepMs: 60_000 },
  { youngerThanMs: Number.POSITIVE_INFINITY, stepMs: 15 * 60_000 },
] as const;

const stepsAPart = 3600;

export interface LoadOptions {
  readonly range: Range;
  readonly madeAtMs: number;
  readonly instance: string;
  readonly version: string;
  readonly intervalsMs: ReportSource['intervalsMs'];
  /** Told after each part, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Asks main for all that a report is made of, a part at a time, so that no answer is large. */
export async function loadReport(client: Client, options: LoadOptions): Promise<Outcome<ReportSource>> {
  const { range, madeAtMs, instance, version, intervalsMs, onProgress } = options;
  const marks = await client.call('marks.list', range);
  if (!marks.ok) return marks;
  const pushes = await loadPushes(client, range);
  if (!pushes.ok) return pushes;
  let samples: Samples = nothing();
  const stepMs = stepFor(madeAtMs - range.fromMs);
  const parts = partsOf(range, stepMs);
  for (const [index, part] of parts.entries()) {
    const loaded = await loadSamples(client, part);
    if (!loaded.ok) return loaded;
    samples = joined(samples, loaded.value, range.toMs);
    onProgress((index + 1) / parts.length);
  }
  return success({
    range,
    madeAtMs,
    instance,
    version,
    intervalsMs,
    marks: marks.value.marks,
    pushes: pushes.value,
    stepMs,
    ...samples,
  });
}

function stepFor(ageMs: number): number {
  return steps.find(({ youngerThanMs }) => ageMs <= youngerThanMs)?.stepMs ?? steps[2].stepMs;
}

/** All of the same length, the last too, so that all have steps of the same length. */
function partsOf({ fromMs, toMs }: Range, stepMs: number): readonly Range[] {
  const partMs = stepsAPart * stepMs;
  const count = Math.max(1, Math.ceil((toMs - fromMs) / partMs));
  return Array.from({ length: count }, (_, index) => ({
    fromMs: fromMs + index * partMs,
    // Both ends of a range belong to it.
    toMs: fromMs + (index + 1) * partMs - 1,
  }));
}

async function loadSamples(client: Client, part: Range): Promise<Outcome<Samples>> {
  const entries = Object.entries(asked) as [keyof Samples, readonly [string, Reduction]][];
  const answers = await Promise.all(
    entries.map(([, [metric, reduce]]) =>
      client.call('samples.query', { metric, labels: {}, ...part, maxPoints: stepsAPart + 1, reduce }),
    ),
  );
  const found: Record<keyof Samples, readonly Series[]> = nothing();
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer;
    const name = entries[index]?.[0];
    if (name) found[name] = answer.value.series;
  }
  return success(found);
}

function nothing(): Record<keyof Samples, readonly Series[]> {
  return Object.fromEntries(Object.keys(asked).map((name) => [name, []])) as unknown as Record<
    keyof Samples,
    readonly Series[]
  >;
}

/** `after`, up to `toMs`, at the end of `before`. */
function joined(before: Samples, after: Samples, toMs: number): Samples {
  const both = nothing();
  for (const name of Object.keys(asked) as (keyof Samples)[]) {
    both[name] = joinedSeries(
      before[name],
      after[name].map((series) => upTo(series, toMs)),
    );
  }
  return both;
}

function upTo({ labels, timesMs, values }: Series, toMs: number): Series {
  const beyond = timesMs.findIndex((atMs) => atMs > toMs);
  const count = beyond < 0 ? timesMs.length : beyond;
  return { labels, timesMs: timesMs.slice(0, count), values: values.slice(0, count) };
}

function joinedSeries(before: readonly Series[], after: readonly Series[]): readonly Series[] {
  const byLabels = new Map<string, Series>();
  for (const series of [...before, ...after]) {
    const key = JSON.stringify(series.labels);
    const { timesMs = [], values = [] } = byLabels.get(key) ?? {};
    byLabels.set(key, {
      labels: series.labels,
      timesMs: [...timesMs, ...series.timesMs],
      values: [...values, ...series.values],
    });
  }
  return [...byLabels.values()];
}

const pushesAPage = 500;

/** Newest first. */
async function loadPushes(client: Client, range: Range): Promise<Outcome<readonly PushSummary[]>> {
  const found: PushSummary[] = [];
  let beforeId: number | undefined;
  for (;;) {
    const page = await client.call('pushes.list', {
      limit: pushesAPage,
      ...(beforeId !== undefined && { beforeId }),
    });
    if (!page.ok) return page;
    const { pushes } = page.value;
    found.push(...pushes.filter(({ atMs }) => atMs >= range.fromMs && atMs <= range.toMs));
    const oldest = pushes.at(-1);
    if (oldest === undefined || pushes.length < pushesAPage || oldest.atMs < range.fromMs)
      return success(found);
    beforeId = oldest.id;
  }
}
