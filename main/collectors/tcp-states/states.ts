import { gauge, type MetricFamily, type Point } from '../../metrics/model';
import { type TcpState, tcpStates } from '../../metrics/tcp-states';
import type { QueuedBytes } from './reading';

/** The metric of the script that Pushtray replaces. */
export const waitConnections = 'count_netstat_wait_connections';

/** How many connections are in each state; `unknown` holds those in a state that has no name here. */
export type StateCounts = Record<TcpState | 'unknown', number>;

export function noConnections(): StateCounts {
  const counts = { unknown: 0 } as StateCounts;
  for (const state of tcpStates) counts[state] = 0;
  return counts;
}

export function stateFamilies(counts: StateCounts, queued?: QueuedBytes): MetricFamily[] {
  const shown = counts.unknown > 0 ? [...tcpStates, 'unknown' as const] : tcpStates;
  const states = shown.map((state): Point => [{ state }, counts[state]]);
  const waiting = counts.time_wait + counts.close_wait + counts.fin_wait1 + counts.fin_wait2;
  return [
    gauge(
      'node_tcp_connection_states',
      'Number of connection states.',
      queued ? [...states, ...queuePoints(queued)] : states,
    ),
    gauge(
      waitConnections,
      'Number of TCP connections in TIME_WAIT, CLOSE_WAIT, FIN_WAIT1 or FIN_WAIT2, over IPv4 and IPv6.',
      [[{}, waiting]],
    ),
  ];
}

/** node_exporter puts them beside the states. */
function queuePoints({ rxBytes, txBytes }: QueuedBytes): Point[] {
  return [
    [{ state: 'rx_queued_bytes' }, rxBytes],
    [{ state: 'tx_queued_bytes' }, txBytes],
  ];
}
