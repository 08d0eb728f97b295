import { gauge, type MetricFamily, type Point } from '../../metrics/model';
import { type TcpState, tcpStates, waitStates } from '../../metrics/tcp-states';

/** The metric of the script that Pushtray replaces. */
export const waitConnections = 'count_netstat_wait_connections';

/** How many connections are in each state; `unknown` holds those in a state that has no name here. */
export type StateCounts = Record<TcpState | 'unknown', number>;

/** NEW_SYN_RECV: an inner form of SYN_RECV that some kernels show. */
const newSynRecv = 12;

/** Of a state as the Linux kernel numbers it. */
export function stateOfNumber(number: number): TcpState | 'unknown' {
  return number === newSynRecv ? 'syn_recv' : (tcpStates[number - 1] ?? 'unknown');
}

export function noConnections(): StateCounts {
  const counts = { unknown: 0 } as StateCounts;
  for (const state of tcpStates) counts[state] = 0;
  return counts;
}

/** What waits in the kernel, over all connections. */
export interface QueuedBytes {
  /** Not yet read by the program. As in node_exporter, a listening socket adds the number of connections that wait to be accepted. */
  readonly rxBytes: number;
  /** Not yet acknowledged by the other side. */
  readonly txBytes: number;
}

export function stateFamilies(counts: StateCounts, queued?: QueuedBytes): MetricFamily[] {
  const shown = counts.unknown > 0 ? [...tcpStates, 'unknown' as const] : tcpStates;
  const states = shown.map((state): Point => [{ state }, counts[state]]);
  const waiting = waitStates.reduce((sum, state) => sum + counts[state], 0);
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
