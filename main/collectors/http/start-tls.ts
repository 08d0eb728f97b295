import { isIP, type Socket } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { secondsOf } from '../../metrics/value';
import { failure, type Outcome, success } from '../../outcome';
import { httpFailure } from '../../platform/http-failures';
import { inTime, type TimeLimit } from '../probing/connect';
import type { ProbeFailureCode } from '../probing/probe-report';

export interface Secured {
  readonly socket: TLSSocket;
  readonly seconds: number;
  /** When the first of the certificates that were shown ends to be valid, in seconds since 1970. */
  readonly expirySeconds?: number;
  /** Why its certificate is not to be trusted; absent when it is. */
  readonly distrust?: string;
}

/** TLS over a connection. A certificate that nobody vouches for is told of, but does not stop it. */
export async function startTls(
  below: Socket,
  host: string,
  limit: TimeLimit,
): Promise<Outcome<Secured, ProbeFailureCode>> {
  const startedMs = limit.clock.monotonicMs();
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = connect({ socket: below, host, ...name, rejectUnauthorized: false });
  const done = await inTime<undefined>(limit, (settle) => {
    socket.once('secureConnect', () => settle(success(undefined)));
    socket.once('error', (error) => settle(failure('tls', httpFailure(host, error).error.message)));
    socket.once('close', () => settle(failure('tls', `${host} closed the connection before it was secure.`)));
  });
  if (!done?.ok) {
    socket.destroy();
    return done ?? failure('timeout', `${host} did not make the connection secure in time.`);
  }
  const expirySeconds = earliestExpiry(socket.getPeerCertificate(true));
  const distrust = socket.authorized ? undefined : distrustOf(socket, host);
  return success({
    socket,
    seconds: secondsOf(limit.clock.monotonicMs() - startedMs),
    ...(expirySeconds === undefined ? {} : { expirySeconds }),
    ...(distrust === undefined ? {} : { distrust }),
  });
}

/** Node gives the error's code here, whatever its types say. */
function distrustOf({ authorizationError }: TLSSocket, host: string): string {
  return httpFailure(host, { code: String(authorizationError), message: String(authorizationError) }).error
    .message;
}

/** The last certificate of a chain names itself as its issuer, or none. */
function earliestExpiry(leaf: Partial<DetailedPeerCertificate>): number | undefined {
  const seen = new Set<Partial<DetailedPeerCertificate>>();
  const expiries: number[] = [];
  for (
    let one: Partial<DetailedPeerCertificate> | undefined = leaf;
    one && !seen.has(one);
    one = one.issuerCertificate
  ) {
    seen.add(one);
    const expiryMs = Date.parse(one.valid_to ?? '');
    if (!Number.isNaN(expiryMs)) expiries.push(expiryMs / 1000);
  }
  return expiries.length === 0 ? undefined : Math.min(...expiries);
}
