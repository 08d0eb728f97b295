import type { TcpState } from '../../metrics/tcp-states';

/**
 * The names that netstat and ss have for states. DELETE_TCB (about to be freed) and BOUND (not yet connected) are states of Windows
 * alone: no connection exists, which Linux calls CLOSE.
 *
 * Of Windows in other languages, netstat translates the names in German alone as far as is known; French and Chinese keep the
 * English ones. The German ones are those that recordings show or that others know: https://github.com/Checkmk/checkmk,
 * cmk/plugins/tcp/agent_based/win_netstat.py, and https://github.com/sebhildebrandt/systeminformation, lib/network.js. Others are not made up.
 */
const stateOfName: Readonly<Record<string, TcpState>> = {
  ESTABLISHED: 'established',
  ESTAB: 'established',
  HERGESTELLT: 'established',
  SYN_SENT: 'syn_sent',
  SYN_GESENDET: 'syn_sent',
  SYN_RECV: 'syn_recv',
  SYN_RCVD: 'syn_recv',
  SYN_RECEIVED: 'syn_recv',
  SYN_EMPFANGEN: 'syn_recv',
  FIN_WAIT1: 'fin_wait1',
  FIN_WAIT_1: 'fin_wait1',
  FIN_WARTEN_1: 'fin_wait1',
  FIN_WAIT2: 'fin_wait2',
  FIN_WAIT_2: 'fin_wait2',
  FIN_WARTEN_2: 'fin_wait2',
  TIME_WAIT: 'time_wait',
  WARTEND: 'time_wait',
  CLOSE: 'close',
  CLOSED: 'close',
  UNCONN: 'close',
  DELETE_TCB: 'close',
  BOUND: 'close',
  CLOSE_WAIT: 'close_wait',
  SCHLIESSEN_WARTEN: 'close_wait',
  LAST_ACK: 'last_ack',
  LISTEN: 'listen',
  LISTENING: 'listen',
  CLOSING: 'closing',
};

/** Undefined for a name that is not known. */
export function stateNamed(name: string): TcpState | undefined {
  return stateOfName[name.trim().toUpperCase().replaceAll('-', '_')];
}
