import type { BacklogSize } from '../destinations/destination';
import { counter, gauge, type Labels, type MetricFamily, type Point } from '../metrics/model';
import { secondsOf } from '../metrics/value';
import type { GatewayReport } from './forwarding/pushed-in';

export interface SelfReport {
  readonly version: string;
  readonly nowMs: number;
  readonly pushIntervalMs: number;
  readonly collectors: readonly CollectorReport[];
  readonly destinations: readonly DestinationReport[];
  /** Absent where there is no gateway. */
  readonly gateway?: GatewayReport | undefined;
}

export interface DestinationReport {
  readonly id: string;
  readonly pushFailures: number;
  /** Of one that gets the groups that others pushed here, each by itself. */
  readonly refusedForwards?: number | undefined;
  /** One for each address that has all pushes. */
  readonly deliveries: readonly DeliveryReport[];
  /** Of a destination that takes history. */
  readonly backlog?: BacklogSize;
}

export interface DeliveryReport {
  readonly url: string;
  readonly lastSuccessAtMs?: number;
  readonly failingSinceMs?: number;
  readonly failureCode?: string;
}

export interface CollectorReport {
  readonly id: string;
  /** False as long as no cycle was over too. */
  readonly success: boolean;
  /** Absent before the first cycle is over. */
  readonly durationMs?: number;
  readonly skippedCycles: number;
}

/** What Pushtray says of itself. Every counter is there from the start, so that its first increase is seen. */
export function selfMetrics(report: SelfReport): MetricFamily[] {
  return [
    ...ofItself(report),
    ...ofCollectors(report.collectors),
    ...ofDestinations(report.destinations),
    ...ofBacklogs(report.destinations),
    ...(report.gateway ? ofGateway(report.gateway) : []),
  ].filter(({ samples }) => samples.length > 0);
}

function ofItself(report: SelfReport): MetricFamily[] {
  return [
    gauge('pushtray_build_info', 'Always 1; the label says which version is running.', [
      [{ version: report.version }, 1],
    ]),
    gauge('pushtray_heartbeat_timestamp_seconds', 'When these metrics were put together.', [
      [{}, report.nowMs / 1_000],
    ]),
    gauge('pushtray_push_interval_seconds', 'How often metrics are pushed.', [
      [{}, report.pushIntervalMs / 1_000],
    ]),
  ];
}

function ofCollectors(collectors: SelfReport['collectors']): MetricFamily[] {
  return [
    gauge(
      'pushtray_collector_success',
      "Whether the collector's last cycle measured all it should: 1 or 0.",
      collectors.map(({ id, success }) => ofCollector(id, Number(success))),
    ),
    gauge(
      'pushtray_collector_duration_seconds',
      "How long the collector's last cycle took.",
      collectors.flatMap(({ id, durationMs }) =>
        durationMs === undefined ? [] : [ofCollector(id, secondsOf(durationMs))],
      ),
    ),
    counter(
      'pushtray_cycles_skipped_total',
      'Cycles left out since the one before was not over, or since the machine slept.',
      collectors.map(({ id, skippedCycles }) => ofCollector(id, skippedCycles)),
    ),
  ];
}

function ofDestinations(destinations: SelfReport['destinations']): MetricFamily[] {
  return [
    counter(
      'pushtray_push_failures_total',
      'Tries to push that failed.',
      destinations.map(({ id, pushFailures }) => [{ destination: id }, pushFailures]),
    ),
    counter(
      'pushtray_forward_refusals_total',
      'Groups that others pushed here and that a destination did not take as they were.',
      destinations.flatMap(({ id, refusedForwards }) =>
        refusedForwards === undefined ? [] : [[{ destination: id }, refusedForwards]],
      ),
    ),
    gauge(
      'pushtray_last_successful_push_timestamp_seconds',
      'When the last push that arrived was over.',
      destinations.flatMap(({ id, deliveries }) =>
        deliveries.flatMap(({ url, lastSuccessAtMs }) =>
          lastSuccessAtMs === undefined ? [] : [[{ destination: id, url }, lastSuccessAtMs / 1_000]],
        ),
      ),
    ),
    gauge(
      'pushtray_push_failing_since_timestamp_seconds',
      'Since when pushes fail, with the last reason; absent while they arrive.',
      destinations.flatMap(({ id, deliveries }) =>
        deliveries.flatMap(({ url, failingSinceMs, failureCode = '' }) =>
          failingSinceMs === undefined
            ? []
            : [[{ destination: id, url, code: failureCode }, failingSinceMs / 1_000]],
        ),
      ),
    ),
  ];
}

function ofBacklogs(destinations: SelfReport['destinations']): MetricFamily[] {
  return [
    gauge(
      'pushtray_backlog_samples',
      'Samples that wait to be sent to a destination that takes history.',
      destinations.flatMap(({ id, backlog }) => (backlog ? [[{ destination: id }, backlog.samples]] : [])),
    ),
    gauge(
      'pushtray_backlog_oldest_timestamp_seconds',
      'When the oldest sample that waits was measured; absent when none does.',
      destinations.flatMap(({ id, backlog }) =>
        backlog?.oldestAtMs === undefined ? [] : [[{ destination: id }, backlog.oldestAtMs / 1_000]],
      ),
    ),
    counter(
      'pushtray_backlog_dropped_samples_total',
      'Samples that were never sent or never taken: too old, too many, refused, or measured while the clock was wrong.',
      destinations.flatMap(({ id, backlog }) =>
        backlog ? [[{ destination: id }, backlog.droppedSamples]] : [],
      ),
    ),
  ];
}

/** Of this machine's own gateway, to which others push. */
function ofGateway({ groups, series, expiredGroups, refusedPushes }: GatewayReport): MetricFamily[] {
  return [
    gauge('pushtray_gateway_groups', "Groups that this machine's own gateway holds.", [[{}, groups]]),
    gauge('pushtray_gateway_series', "Series that this machine's own gateway holds.", [[{}, series]]),
    counter('pushtray_gateway_expired_groups_total', 'Groups that have outlived their time to live.', [
      [{}, expiredGroups],
    ]),
    counter('pushtray_gateway_refused_pushes_total', "Pushes that this machine's own gateway refused.", [
      [{}, refusedPushes],
    ]),
  ];
}

function ofCollector(id: string, value: number): Point {
  const labels: Labels = { collector: id };
  return [labels, value];
}
