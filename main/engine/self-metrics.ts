import { counter, gauge, type Labels, type MetricFamily, type Point } from '../metrics/model';

export interface SelfReport {
  readonly version: string;
  readonly nowMs: number;
  readonly pushIntervalMs: number;
  readonly collectors: readonly CollectorReport[];
  readonly destinations: readonly { readonly id: string; readonly pushFailures: number }[];
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
  const { collectors, destinations } = report;
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
    gauge(
      'pushtray_collector_success',
      "Whether the collector's last cycle measured all it should: 1 or 0.",
      collectors.map(({ id, success }) => ofCollector(id, Number(success))),
    ),
    gauge(
      'pushtray_collector_duration_seconds',
      "How long the collector's last cycle took.",
      collectors.flatMap(({ id, durationMs }) =>
        durationMs === undefined ? [] : [ofCollector(id, durationMs / 1_000)],
      ),
    ),
    counter(
      'pushtray_cycles_skipped_total',
      'Cycles left out since the one before was not over, or since the machine slept.',
      collectors.map(({ id, skippedCycles }) => ofCollector(id, skippedCycles)),
    ),
    counter(
      'pushtray_push_failures_total',
      'Tries to push that failed.',
      destinations.map(({ id, pushFailures }) => [{ destination: id }, pushFailures]),
    ),
  ].filter(({ samples }) => samples.length > 0);
}

function ofCollector(id: string, value: number): Point {
  const labels: Labels = { collector: id };
  return [labels, value];
}
