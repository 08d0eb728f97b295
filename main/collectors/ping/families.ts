import { counter, gauge, type Labels, type MetricFamily, type Point, type Sample } from '../../metrics/model';
import type { Steps } from '../../metrics/steps';
import { type Burst, lossRatio, type RttSummary, summarizeRtt } from './burst';
import type { Probe } from './probe';
import { labelsOf, type PacketTotals, type Totals } from './totals';

interface Measured {
  readonly labels: Labels;
  readonly burst: Burst;
  /** Absent when nothing came back. */
  readonly rtt?: RttSummary;
}

/**
 * Only what was measured: a target that could not be pinged has neither `ping_up` nor a loss. A step is a probe of them all, or
 * a family of all of them.
 */
export function* pingFamilySteps(probes: readonly Probe[], totals: Totals): Steps<MetricFamily[]> {
  const measured: Measured[] = [];
  for (const probe of probes) {
    measured.push(...measuredOf(probe));
    yield;
  }
  const families: MetricFamily[] = [];
  for (const family of familiesOfCycle(measured)) {
    families.push(family);
    yield;
  }
  families.push(failureInfo(probes), ...(yield* familiesOfLife(totals)));
  return families.filter(({ samples }) => samples.length > 0);
}

const ofRtt: readonly (readonly [name: string, help: string, of: keyof RttSummary])[] = [
  ['ping_rtt_best_seconds', 'Shortest round-trip time in the last cycle, in seconds.', 'best'],
  ['ping_rtt_worst_seconds', 'Longest round-trip time in the last cycle, in seconds.', 'worst'],
  ['ping_rtt_median_seconds', 'Median of the round-trip times in the last cycle, in seconds.', 'median'],
  ['ping_rtt_mean_seconds', 'Mean round-trip time in the last cycle, in seconds.', 'mean'],
  [
    'ping_rtt_std_deviation_seconds',
    'Standard deviation of the round-trip times in the last cycle, in seconds.',
    'deviation',
  ],
  [
    'ping_rtt_jitter_seconds',
    'Mean difference between the round-trip times of one reply and the next in the last cycle, in seconds.',
    'jitter',
  ],
];

function* familiesOfCycle(measured: readonly Measured[]): Generator<MetricFamily> {
  const points = (value: (one: Measured) => number | undefined) =>
    measured.flatMap((one): Point[] => {
      const number = value(one);
      return number === undefined ? [] : [[one.labels, number]];
    });
  yield gauge(
    'ping_up',
    'Whether a reply came in the last cycle: 1 when at least one did, else 0.',
    points(({ burst }) => (burst.replies.length > 0 ? 1 : 0)),
  );
  for (const [name, help, of] of ofRtt) {
    yield gauge(
      name,
      help,
      points(({ rtt }) => rtt?.[of]),
    );
  }
  yield gauge(
    'ping_loss_ratio',
    'Share of packets without a reply in the last cycle, from 0 to 1.',
    points(({ burst }) => lossRatio(burst)),
  );
  yield gauge(
    'ping_response_ttl',
    'Time to live, or hop limit, that was left of the last reply in the last cycle.',
    points(({ burst }) => burst.replies.at(-1)?.ttl),
  );
}

/** Of what was not measured: a cycle that was over before says nothing of a target. */
function failureInfo(probes: readonly Probe[]): MetricFamily {
  const points = probes.flatMap(({ target, address, result }): Point[] => {
    if (result.ok || result.error.code === 'skipped' || result.error.code === 'begun') return [];
    const labels = address ? labelsOf(target.name, address) : { target: target.name };
    return [[{ ...labels, reason: result.error.code }, 1]];
  });
  return gauge(
    'ping_failure_info',
    'Why the target could not be pinged in the last cycle; absent when it could.',
    points,
  );
}

function* familiesOfLife({ packets, resolveFailures }: Totals): Steps<MetricFamily[]> {
  const points = (key: 'sent' | 'received' | 'duplicates') =>
    packets.map((one): Point => [one.labels, one[key]]);
  return [
    counter('ping_packets_sent_total', 'Packets sent since the start.', points('sent')),
    counter('ping_packets_received_total', 'Packets that were answered since the start.', points('received')),
    counter('ping_duplicates_total', 'Answers that came once more since the start.', points('duplicates')),
    yield* histogramOf(packets),
    counter(
      'ping_resolve_failures_total',
      'Cycles since the start in which the name of the target had no address.',
      resolveFailures.map(([target, failures]): Point => [{ target }, failures]),
    ),
  ];
}

function* histogramOf(packets: readonly PacketTotals[]): Steps<MetricFamily> {
  const name = 'ping_rtt_seconds';
  const samples: Sample[] = [];
  for (const { rtt } of packets) {
    samples.push(...rtt.samples(name));
    yield;
  }
  return { name, type: 'histogram', help: 'Round-trip times since the start, in seconds.', samples };
}

function measuredOf({ target, address, result }: Probe): Measured[] {
  if (!address || !result.ok) return [];
  const rtt = summarizeRtt(result.value);
  return [{ labels: labelsOf(target.name, address), burst: result.value, ...(rtt ? { rtt } : {}) }];
}
