import { failure, type Outcome, success } from '../../outcome';
import type { ProblemCode } from '../collector';
import { unlessAborted } from '../unless-aborted';
import { type ConnectionRow, countRows } from './connection-rows';
import type { Reading } from './reading';

/** macOS and Windows: what `netstat` says, through systeminformation, which is loaded only there. */
export async function readNetstat(signal: AbortSignal): Promise<Outcome<Reading, ProblemCode>> {
  const { networkConnections } = await import('systeminformation');
  const rows = await unlessAborted(signal, networkConnections());
  if (rows === undefined) return failure('timeout', 'netstat took too long and was given up.');
  return readRows(rows);
}

/** No rows at all is systeminformation's way to say that netstat failed: a running machine always has sockets. */
export function readRows(rows: readonly ConnectionRow[]): Outcome<Reading, ProblemCode> {
  if (rows.length === 0) {
    return failure(
      'no_source',
      'netstat named no connection at all, so it is missing or did not run: TCP states are not known.',
    );
  }
  return success({ counts: countRows(rows), source: 'netstat' });
}
