import { joined, type Line } from '../../charts/columns';
import type { QueriedSeries, Queries, SeriesQuery } from '../../state/use-history';

/** Which series of history a target's page shows, and what they are. Pure. */

const queryNames = [
  'middle',
  'middleBefore',
  'lowMiddle',
  'highMiddle',
  'best',
  'worst',
  'loss',
  'worstLoss',
  'jitter',
  'sent',
  'received',
  'reasons',
  'phases',
  'status',
  'certificate',
] as const;

export type TargetQueryName = (typeof queryNames)[number];

/** Of a probe that is no ping: its time, by kind. */
const probeTimes: Readonly<Record<string, string>> = {
  'tcp-connect': 'probe_tcp_connect_duration_seconds',
  dns: 'probe_dns_lookup_time_seconds',
  http: 'probe_duration_seconds',
};

/** Of one target, or of all of its kind where none is named. */
export function targetQueries(kind: string, target?: string): Partial<Queries<TargetQueryName>> {
  const named = target === undefined ? {} : { target };
  return kind === 'ping' ? pingQueries(named) : probeQueries(kind, { ...named, kind });
}

type Labels = SeriesQuery['labels'];

function pingQueries(labels: Labels): Partial<Queries<TargetQueryName>> {
  const of = (metric: string, reduce: SeriesQuery['reduce']) => ({ metric, labels, reduce });
  return {
    middle: of('ping_rtt_median_seconds', 'mean'),
    middleBefore: of('ping_rtt_mean_seconds', 'mean'),
    lowMiddle: of('ping_rtt_median_seconds', 'min'),
    highMiddle: of('ping_rtt_median_seconds', 'max'),
    best: of('ping_rtt_best_seconds', 'min'),
    worst: of('ping_rtt_worst_seconds', 'max'),
    loss: of('ping_loss_ratio', 'mean'),
    worstLoss: of('ping_loss_ratio', 'max'),
    jitter: of('ping_rtt_jitter_seconds', 'mean'),
    sent: of('ping_packets_sent_total', 'max'),
    received: of('ping_packets_received_total', 'max'),
    reasons: of('ping_failure_info', 'max'),
  };
}

function probeQueries(kind: string, labels: Labels): Partial<Queries<TargetQueryName>> {
  const of = (metric: string, reduce: SeriesQuery['reduce']) => ({ metric, labels, reduce });
  const time = probeTimes[kind] ?? 'probe_duration_seconds';
  return {
    middle: of(time, 'mean'),
    best: of(time, 'min'),
    worst: of(time, 'max'),
    // Success, turned into failure on arrival.
    loss: of('probe_success', 'mean'),
    worstLoss: of('probe_success', 'min'),
    reasons: of('probe_failure_info', 'max'),
    ...(kind === 'http'
      ? {
          phases: of('probe_http_duration_seconds', 'mean'),
          status: of('probe_http_status_code', 'max'),
          certificate: of('probe_ssl_earliest_cert_expiry', 'max'),
        }
      : {}),
  };
}

/** What was measured of a target. Times in seconds, losses as a share of 1. */
export interface TargetSeries {
  /** Median of each cycle, or its only value. */
  readonly middle: Line;
  /** The lowest and the highest median of each step of time; nothing of what is no ping: there the best and the worst are these. */
  readonly lowMiddle: Line;
  readonly highMiddle: Line;
  readonly best: Line;
  readonly worst: Line;
  /** Mean of each step of time. */
  readonly loss: Line;
  /** Of the worst cycle in each step of time. */
  readonly worstLoss: Line;
  readonly jitter: Line;
  /** Counters, one for each address. */
  readonly sent: readonly Line[];
  readonly received: readonly Line[];
  /** Why probes failed: a line for each reason, with values where it was that one. */
  readonly reasons: readonly NamedLine[];
  readonly phases: readonly NamedLine[];
  readonly status: Line;
  /** In seconds since 1970. */
  readonly certificate: Line;
}

export interface NamedLine extends Line {
  readonly name: string;
}

export type TargetAnswer = Readonly<Partial<Record<TargetQueryName, QueriedSeries>>>;

export function targetSeries(kind: string, answer: TargetAnswer): TargetSeries {
  const line = (name: TargetQueryName) => joined(answer[name] ?? []);
  const isPing = kind === 'ping';
  const loss = isPing ? line('loss') : turned(line('loss'));
  const answered = (name: TargetQueryName) => (isPing ? line(name) : withoutFailed(line(name), loss));
  return {
    middle: isPing ? withEarlier(line('middle'), line('middleBefore')) : answered('middle'),
    lowMiddle: line('lowMiddle'),
    highMiddle: line('highMiddle'),
    best: answered('best'),
    worst: answered('worst'),
    loss,
    worstLoss: isPing ? line('worstLoss') : turned(line('worstLoss')),
    jitter: line('jitter'),
    sent: answer.sent ?? [],
    received: answer.received ?? [],
    reasons: named(answer.reasons, 'reason'),
    phases: named(answer.phases, 'phase'),
    status: line('status'),
    certificate: line('certificate'),
  };
}

/** History of an older Pushtray holds no medians: what is before the first one is the mean. */
function withEarlier(median: Line, mean: Line): Line {
  const [firstMs = Number.POSITIVE_INFINITY] = median.timesMs;
  const count = mean.timesMs.filter((atMs) => atMs < firstMs).length;
  if (count === 0) return median;
  return {
    timesMs: [...mean.timesMs.slice(0, count), ...median.timesMs],
    values: [...mean.values.slice(0, count), ...median.values],
  };
}

/** History of an older Pushtray holds the times of failed probes too, which are no round trips: they go where none succeeded. */
function withoutFailed({ timesMs, values }: Line, loss: Line): Line {
  const failedAtMs = new Set(loss.timesMs.filter((_, index) => loss.values[index] === 1));
  return {
    timesMs,
    values: values.map((value, index) => (failedAtMs.has(timesMs[index] ?? 0) ? null : value)),
  };
}

function turned({ timesMs, values }: Line): Line {
  return { timesMs, values: values.map((value) => (value === null ? null : 1 - value)) };
}

function named(series: QueriedSeries | undefined, label: string): NamedLine[] {
  const names = [...new Set((series ?? []).map(({ labels }) => labels[label] ?? ''))];
  return names.map((name) => ({
    name,
    ...joined((series ?? []).filter(({ labels }) => labels[label] === name)),
  }));
}
