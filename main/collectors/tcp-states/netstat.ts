import type { Systeminformation } from 'systeminformation';
import type { TcpState } from '../../metrics/tcp-states';
import { failure, type Outcome, success } from '../../outcome';
import type { ProblemCode } from '../collector';
import { unlessAborted } from '../unless-aborted';
import type { Connection } from './connection';
import { type ConnectionRow, countRows, stateOfRow } from './connection-rows';
import type { Reading } from './reading';

type Row = Systeminformation.NetworkConnectionsData;

/** macOS and Windows: what `netstat` says, through systeminformation. */
export async function readNetstat(signal: AbortSignal): Promise<Outcome<Reading, ProblemCode>> {
  const rows = await rowsOfNetstat(signal);
  return rows.ok ? readRows(rows.value) : rows;
}

/** macOS and Windows: the connections in one state, with their processes as far as netstat names them. */
export async function netstatConnections(
  state: TcpState,
  signal: AbortSignal,
): Promise<Outcome<readonly Connection[], ProblemCode>> {
  const rows = await rowsOfNetstat(signal);
  if (!rows.ok) return rows;
  if (rows.value.length === 0) return noRows;
  return success(rows.value.filter((row) => stateOfRow(row) === state).map(connectionOf));
}

/**
 * systeminformation is loaded only there. On Linux it is not asked: where net-tools are missing it takes ss, and a filter that
 * drops FIN_WAIT1 and FIN_WAIT2 (it looks for FIN-WAIT1, ss writes FIN-WAIT-1), which no reading of its rows brings back.
 */
async function rowsOfNetstat(signal: AbortSignal): Promise<Outcome<readonly Row[], ProblemCode>> {
  const { networkConnections } = await import('systeminformation');
  const rows = await unlessAborted(signal, networkConnections());
  if (rows === undefined) return failure('timeout', 'netstat took too long and was given up.');
  return success(rows);
}

/** No rows at all is systeminformation's way to say that netstat failed: a running machine always has sockets. */
const noRows = failure<ProblemCode>(
  'no_source',
  'netstat named no connection at all, so it is missing or did not run: TCP states are not known.',
);

export function readRows(rows: readonly ConnectionRow[]): Outcome<Reading, ProblemCode> {
  if (rows.length === 0) return noRows;
  return success({ counts: countRows(rows), source: 'netstat' });
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
