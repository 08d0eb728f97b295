import { gauge, type MetricFamily } from '../../metrics/model';

/** node_exporter's names, in the order of the Linux kernel's numbers: 1 is established (include/net/tcp_states.h). */
export const tcpStates = [
  'established',
  'syn_sent',
  'syn_recv',
  'fin_wait1',
  'fin_wait2',
  'time_wait',
  'close',
  'close_wait',
  'last_ack',
  'listen',
  'closing',
] as const;

export type TcpState = (typeof tcpStates)[number];

/** How many connections are in each state; `unknown` holds those in a state that has no name here. */
export type StateCounts = Record<TcpState | 'unknown', number>;

export function noConnections(): StateCounts {
  const counts = { unknown: 0 } as StateCounts;
  for (const state of tcpStates) counts[state] = 0;
  return counts;
}

export function stateFamilies(counts: StateCounts): MetricFamily[] {
  const shown = counts.unknown > 0 ? [...tcpStates, 'unknown' as const] : tcpStates;
  const waiting = counts.time_wait + counts.close_wait + counts.fin_wait1 + counts.fin_wait2;
  return [
    gauge(
      'node_tcp_connection_states',
      'Number of connection states.',
      shown.map((state) => [{ state }, counts[state]]),
    ),
    gauge(
      'count_netstat_wait_connections',
      'Number of TCP connections in TIME_WAIT, CLOSE_WAIT, FIN_WAIT1 or FIN_WAIT2, over IPv4 and IPv6.',
      [[{}, waiting]],
    ),
  ];
}
