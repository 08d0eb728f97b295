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
 * looks for FIN-WAIT1, ss writes FIN-WAIT-1), which no reading of its rows brings back.
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
  return connectionsIn(state, rows.filter(isTcp));
}

/**
 * None are found only where every row has a state that is known. Of macOS it calls SYN_RCVD and CLOSED `UNKNOWN`
 * (https://github.com/sebhildebrandt/systeminformation/issues/951); Windows may have words of its own language.
 */
function connectionsIn(state: TcpState, rows: readonly Row[]): Outcome<readonly Connection[], ProblemCode> {
  const found = rows.filter((row) => stateOf(row) === state);
  const nameless = rows.filter((row) => stateOf(row) === undefined).length;
  if (found.length > 0 || nameless === 0) return success(found.map(connectionOf));
  return failure(
    'bad_output',
    `Who holds connections in ${state} cannot be told: of ${nameless} of the connections that netstat lists, the name of the state is not known here.`,
    {
      hint: 'In a terminal, netstat -anv on macOS and netstat -ano on Windows list them with their processes.',
    },
  );
}

/** On Windows the other side of a socket that listens, and of no other, has the port 0, whatever the language. */
function stateOf({ state, peerPort }: Row): TcpState | undefined {
  return stateNamed(state) ?? (peerPort === '0' ? 'listen' : undefined);
}

/** `tcp`, `tcp4`, `tcp6`, `tcp46`. */
function isTcp({ protocol }: Row): boolean {
  return protocol.toLowerCase().startsWith('tcp');
}

/** What stands for "no other side" differs by system and by address family. */
const nowhere: readonly string[] = ['', '*', '0.0.0.0', '::', '[::]'];

function connectionOf({ localPort, peerAddress, peerPort, pid, process }: Row): Connection {
  return {
    localPort: Number(localPort),
    ...(nowhere.includes(peerAddress) ? {} : { remote: { address: peerAddress, port: Number(peerPort) } }),
    ...(pid > 0 ? { process: { pid, ...(process ? { name: process } : {}) } } : {}),
  };
}
