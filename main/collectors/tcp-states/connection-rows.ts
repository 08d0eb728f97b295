import type { TcpState } from '../../metrics/tcp-states';
import { noConnections, type StateCounts } from './states';

/** The two fields of systeminformation's rows that say a connection's state. */
export interface ConnectionRow {
  /** `tcp`, `tcp4`, `tcp6`, `tcp46`, `udp`, … */
  readonly protocol: string;
  readonly state: string;
}

/**
 * The names that netstat has on macOS and on Windows, and those systeminformation turns some of them into.
 * DELETE_TCB (about to be freed) and BOUND (not yet connected) are states of Windows alone: no connection
 * exists, which Linux calls CLOSE. On macOS systeminformation knows neither SYN_RCVD nor CLOSED and calls
 * both UNKNOWN: https://github.com/sebhildebrandt/systeminformation/issues/951
 */
const stateOfName: Readonly<Record<string, TcpState>> = {
  ESTABLISHED: 'established',
  ESTAB: 'established',
  SYN_SENT: 'syn_sent',
  SYN_RECV: 'syn_recv',
  SYN_RCVD: 'syn_recv',
  SYN_RECEIVED: 'syn_recv',
  FIN_WAIT1: 'fin_wait1',
  FIN_WAIT_1: 'fin_wait1',
  FIN_WAIT2: 'fin_wait2',
  FIN_WAIT_2: 'fin_wait2',
  TIME_WAIT: 'time_wait',
  CLOSE: 'close',
  CLOSED: 'close',
  UNCONN: 'close',
  DELETE_TCB: 'close',
  BOUND: 'close',
  CLOSE_WAIT: 'close_wait',
  LAST_ACK: 'last_ack',
  LISTEN: 'listen',
  LISTENING: 'listen',
  CLOSING: 'closing',
};

/** On Linux without netstat the rows are those of ss, which writes FIN-WAIT-1, ESTAB and UNCONN. */
export function stateOfRow({ protocol, state }: ConnectionRow): TcpState | 'unknown' | undefined {
  if (!protocol.toLowerCase().startsWith('tcp')) return undefined;
  return stateOfName[state.trim().toUpperCase().replaceAll('-', '_')] ?? 'unknown';
}

/** Rows that are not TCP are left out; states in another language count as unknown. */
export function countRows(rows: readonly ConnectionRow[]): StateCounts {
  const counts = noConnections();
  for (const row of rows) {
    const state = stateOfRow(row);
    if (state) counts[state]++;
  }
  return counts;
}
