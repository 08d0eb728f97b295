import type { Series } from './cycles';
import type { ReportSource } from './report';
import { isoTime } from './time-zone';

const lineEnd = '\r\n';

type SeriesName = {
  [K in keyof ReportSource]: ReportSource[K] extends readonly Series[] ? K : never;
}[keyof ReportSource];

/** In the order of the file, each with the metric's name and its unit. */
const columns: readonly (readonly [series: SeriesName, metric: string, unit: string])[] = [
  ['rttBest', 'ping_rtt_best_seconds', 'seconds'],
  ['rttMean', 'ping_rtt_mean_seconds', 'seconds'],
  ['rttWorst', 'ping_rtt_worst_seconds', 'seconds'],
  ['loss', 'ping_loss_ratio', 'ratio'],
  ['packetsSent', 'ping_packets_sent_total', 'packets'],
  ['pingFailures', 'ping_failure_info', 'boolean'],
  ['probeSuccess', 'probe_success', 'boolean'],
  ['probeDuration', 'probe_duration_seconds', 'seconds'],
  ['tcpStates', 'node_tcp_connection_states', 'connections'],
  ['waitConnections', 'count_netstat_wait_connections', 'connections'],
  ['retransmitted', 'node_netstat_Tcp_RetransSegs', 'segments'],
  ['sent', 'node_netstat_Tcp_OutSegs', 'segments'],
];

/** One row a sample, by RFC 4180: time (ISO 8601 with offset), target, metric with its other labels, value, unit. */
export function reportCsv(source: ReportSource): string {
  const rows = columns.flatMap(([name, metric, unit]) =>
    source[name].flatMap((series) => rowsOf(series, metric, unit)),
  );
  return [['time', 'target', 'metric', 'value', 'unit'], ...rows]
    .map((row) => row.map(cell).join(',') + lineEnd)
    .join('');
}

function rowsOf({ labels, timesMs, values }: Series, metric: string, unit: string): string[][] {
  const { target = '', ...others } = labels;
  const name = metric + labelText(others);
  const ownUnit = others['state']?.endsWith('_bytes') ? 'bytes' : unit;
  return timesMs.flatMap((atMs, index) => {
    const value = values[index];
    return value === undefined || value === null
      ? []
      : [[isoTime(atMs), target, name, String(value), ownUnit]];
  });
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
