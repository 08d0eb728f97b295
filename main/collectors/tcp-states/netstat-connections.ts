import type { Systeminformation } from 'systeminformation';
import type { TcpState } from '../../metrics/tcp-states';
import { failure, type Outcome, success } from '../../outcome';
import type { ProblemCode } from '../collector';
import { unlessAborted } from '../unless-aborted';
import type { Connection } from './connection';
import { stateNamed } from './state-names';

type Row = Systeminformation.NetworkConnectionsData;

/**
 * macOS and Windows: the connections in one state, with their processes as far as netstat names them. systeminformation is loaded
 * only there. On Linux it is not asked: where net-tools are missing it takes ss, and a filter that drops FIN_WAIT1 and FIN_WAIT2 (it
 * looks for FIN-WAIT1, ss writes FIN-WAIT-1), which no reading of its rows brings back. On macOS it knows neither SYN_RCVD nor CLOSED
 * (https://github.com/sebhildebrandt/systeminformation/issues/951): who holds those is not found.
 */
export async function netstatConnections(
  state: TcpState,
  signal: AbortSignal,
): Promise<Outcome<readonly Connection[], ProblemCode>> {
  const { networkConnections } = await import('systeminformation');
  const rows = await unlessAborted(signal, networkConnections());
  if (rows === undefined) return failure('timeout', 'netstat took too long and was given up.');
  // Its way to say that netstat failed: a running machine always has sockets.
  if (rows.length === 0) return failure('no_source', 'netstat named no connection at all: it did not run.');
  return success(rows.filter((row) => isTcp(row) && stateNamed(row.state) === state).map(connectionOf));
}

/** `tcp`, `tcp4`, `tcp6`, `tcp46`. */
function isTcp({ protocol }: Row): boolean {
  return protocol.toLowerCase().startsWith('tcp');
}

/** What stands for "no other side" differs by system and by address family. */
const nowhere: readonly string[] = ['', '*', '0.0.0.0', '::', '[::]'];

export function connectionOf({ localPort, peerAddress, pid, process }: Row): Connection {
  return {
    localPort: Number(localPort),
    ...(nowhere.includes(peerAddress) ? {} : { remoteAddress: peerAddress }),
    ...(pid > 0 ? { process: { pid, ...(process ? { name: process } : {}) } } : {}),
  };
}
