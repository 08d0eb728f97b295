import { counter, gauge, type Labels, type MetricFamily, type Point } from '../../metrics/model';
import type { Address } from '../probing/address';
import { type Burst, lossRatio, type RttSummary, summarizeRtt } from './burst';
import type { Probe } from './probe';
import type { Totals } from './totals';

interface Measured {
  readonly labels: Labels;
  readonly burst: Burst;
  /** Absent when nothing came back. */
  readonly rtt?: RttSummary;
}

/** Only what was measured: a target that could not be pinged has neither `ping_up` nor a loss. */
export function pingFamilies(probes: readonly Probe[], totals: Totals): MetricFamily[] {
  const measured = probes.flatMap(measuredOf);
  const each = (value: (one: Measured) => number) => measured.map((one): Point => [one.labels, value(one)]);
  const ofRtt = (value: (rtt: RttSummary) => number) =>
    measured.flatMap(({ labels, rtt }): Point[] => (rtt ? [[labels, value(rtt)]] : []));
  const ofTotals = (key: 'sent' | 'received') =>
    totals.packets.map((one): Point => [labelsOf(one.target, one.address), one[key]]);
  const families = [
    gauge('ping_up', 'Whether a reply came in the last cycle: 1 when at least one did, else 0.', each(isUp)),
    gauge(
      'ping_rtt_best_seconds',
      'Shortest round-trip time in the last cycle, in seconds.',
      ofRtt((rtt) => rtt.best),
    ),
    gauge(
      'ping_rtt_worst_seconds',
      'Longest round-trip time in the last cycle, in seconds.',
      ofRtt((rtt) => rtt.worst),
    ),
    gauge(
      'ping_rtt_mean_seconds',
      'Mean round-trip time in the last cycle, in seconds.',
      ofRtt((rtt) => rtt.mean),
    ),
    gauge(
      'ping_rtt_std_deviation_seconds',
      'Standard deviation of the round-trip times in the last cycle, in seconds.',
      ofRtt((rtt) => rtt.deviation),
    ),
    gauge(
      'ping_loss_ratio',
      'Share of packets without a reply in the last cycle, from 0 to 1.',
      each(({ burst }) => lossRatio(burst)),
    ),
    counter('ping_packets_sent_total', 'Packets sent since the start.', ofTotals('sent')),
    counter(
      'ping_packets_received_total',
      'Packets that were answered since the start.',
      ofTotals('received'),
    ),
    counter(
      'ping_resolve_failures_total',
      'Cycles since the start in which the name of the target had no address.',
      totals.resolveFailures.map(([target, failures]): Point => [{ target }, failures]),
    ),
  ];
  return families.filter(({ samples }) => samples.length > 0);
}

function measuredOf({ target, address, result }: Probe): Measured[] {
  if (!address || !result.ok) return [];
  const rtt = summarizeRtt(result.value.replies);
  return [{ labels: labelsOf(target.name, address), burst: result.value, ...(rtt ? { rtt } : {}) }];
}

function isUp({ burst }: Measured): number {
  return burst.replies.length > 0 ? 1 : 0;
}

function labelsOf(target: string, { ip, version }: Address): Labels {
  return { target, ip, ip_version: String(version) };
}
