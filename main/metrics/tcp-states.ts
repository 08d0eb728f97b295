import type { Sample } from './model';

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

/** Those that count_netstat_wait_connections is about. */
export const waitStates = [
  'time_wait',
  'close_wait',
  'fin_wait1',
  'fin_wait2',
] as const satisfies readonly TcpState[];

/**
 * How many connections of this machine are in each state, from samples of node_tcp_connection_states. What a textfile or an exporter
 * says of another machine bears further labels, and is left out.
 */
export function ownTcpStates(samples: readonly Sample[]): Readonly<Record<string, number>> {
  const own = samples.filter(({ labels }) => 'state' in labels && Object.keys(labels).length === 1);
  return Object.fromEntries(own.map(({ labels, value }) => [labels['state'] ?? '', value]));
}
