import { connect, type Socket } from 'node:net';
import { secondsOf } from '../../metrics/value';
import { type Failure, failure, type Outcome, success } from '../../outcome';
import type { Clock } from '../../platform/clock';
import type { Address } from './address';
import type { ProbeFailureCode } from './probe-report';

export interface TimeLimit {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** In milliseconds of the clock. */
  readonly endsAtMs: number;
}

type Found<T> = Outcome<T, ProbeFailureCode>;

export interface Connected {
  readonly socket: Socket;
  readonly seconds: number;
}

/** A TCP connection, and how long it took until the other side had taken it. */
export async function connectTcp(
  { ip, version }: Address,
  port: number,
  limit: TimeLimit,
): Promise<Found<Connected>> {
  const startedMs = limit.clock.monotonicMs();
  const where = version === 6 ? `[${ip}]:${port}` : `${ip}:${port}`;
  const socket = connect({ host: ip, port });
  const done = await inTime<undefined>(limit, (settle) => {
    socket.once('connect', () => settle(success(undefined)));
    socket.once('error', (error) => settle({ ok: false, error: connectFailure(where, error) }));
  });
  const seconds = secondsOf(limit.clock.monotonicMs() - startedMs);
  if (done?.ok) return success({ socket, seconds });
  socket.destroy();
  return done ?? failure('timeout', `${where} did not take the connection within ${seconds.toFixed(1)} s.`);
}

/** What `begin` settles with; undefined when the time was over before. */
export function inTime<T>(
  { clock, signal, endsAtMs }: TimeLimit,
  begin: (settle: (found: Found<T>) => void) => void,
): Promise<Found<T> | undefined> {
  return new Promise((resolve) => {
    const end = (found?: Found<T>) => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      resolve(found);
    };
    const onAbort = () => end();
    const cancel = clock.after(endsAtMs - clock.monotonicMs(), onAbort);
    signal.addEventListener('abort', onAbort);
    begin(end);
    if (signal.aborted) end();
  });
}

function connectFailure(where: string, error: NodeJS.ErrnoException): Failure<ProbeFailureCode> {
  switch (error.code) {
    case 'ECONNREFUSED':
      return { code: 'refused', message: `Nothing listens at ${where} (connection refused).` };
    case 'ETIMEDOUT':
      return { code: 'timeout', message: `${where} did not take the connection in time.` };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
      return { code: 'timeout', message: `Nothing answers at ${where} (host unreachable).` };
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return { code: 'no_route', message: `There is no way to ${where}: ${error.message}.` };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission',
        message: `This machine does not let Pushtray connect to ${where}: ${error.message}.`,
      };
    default:
      return { code: 'broken_off', message: `The connection to ${where} failed: ${error.message}.` };
  }
}
