import { counter, gauge, type Labels, type MetricFamily, type Point } from '../../metrics/model';
import { type Burst, lossRatio, type RttSummary, summarizeRtt } from './burst';
import type { Probe } from './probe';
import { labelsOf, type PacketTotals, type Totals } from './totals';

interface Measured {
  readonly labels: Labels;
  readonly burst: Burst;
  /** Absent when nothing came back. */
  readonly rtt?: RttSummary;
}

/** Only what was measured: a target that could not be pinged has neither `ping_up` nor a loss. */
export function pingFamilies(probes: readonly Probe[], totals: Totals): MetricFamily[] {
  const families = [...familiesOfCycle(probes.flatMap(measuredOf)), ...familiesOfLife(totals)];
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

function familiesOfCycle(measured: readonly Measured[]): MetricFamily[] {
  const points = (value: (one: Measured) => number | undefined) =>
    measured.flatMap((one): Point[] => {
      const number = value(one);
      return number === undefined ? [] : [[one.labels, number]];
    });
  return [
    gauge(
      'ping_up',
      'Whether a reply came in the last cycle: 1 when at least one did, else 0.',
      points(({ burst }) => (burst.replies.length > 0 ? 1 : 0)),
    ),
    ...ofRtt.map(([name, help, of]) =>
      gauge(
        name,
        help,
        points(({ rtt }) => rtt?.[of]),
      ),
    ),
    gauge(
      'ping_loss_ratio',
      'Share of packets without a reply in the last cycle, from 0 to 1.',
      points(({ burst }) => lossRatio(burst)),
    ),
    gauge(
      'ping_response_ttl',
      'Time to live, or hop limit, that was left of the last reply in the last cycle.',
      points(({ burst }) => burst.replies.at(-1)?.ttl),
    ),
  ];
}

function familiesOfLife({ packets, resolveFailures }: Totals): MetricFamily[] {
  const points = (key: 'sent' | 'received' | 'duplicates') =>
    packets.map((one): Point => [one.labels, one[key]]);
  return [
    counter('ping_packets_sent_total', 'Packets sent since the start.', points('sent')),
    counter('ping_packets_received_total', 'Packets that were answered since the start.', points('received')),
    counter('ping_duplicates_total', 'Answers that came once more since the start.', points('duplicates')),
    histogramOf(packets),
    counter(
      'ping_resolve_failures_total',
      'Cycles since the start in which the name of the target had no address.',
      resolveFailures.map(([target, failures]): Point => [{ target }, failures]),
    ),
  ];
}

function histogramOf(packets: readonly PacketTotals[]): MetricFamily {
  const name = 'ping_rtt_seconds';
  const samples = packets.flatMap(({ rtt }) => rtt.samples(name));
  return { name, type: 'histogram', help: 'Round-trip times since the start, in seconds.', samples };
}

function measuredOf({ target, address, result }: Probe): Measured[] {
  if (!address || !result.ok) return [];
  const rtt = summarizeRtt(result.value);
  return [{ labels: labelsOf(target.name, address), burst: result.value, ...(rtt ? { rtt } : {}) }];
}
