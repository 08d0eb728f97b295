import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { secondsOf } from '../../metrics/value';
import { failure, type Outcome, success } from '../../outcome';
import { type HttpFailureCode, httpFailure } from '../../platform/http-failures';
import { inTime, type TimeLimit } from '../probing/connect';
import type { ProbeFailureCode } from '../probing/probe-report';

/** What is longer counts as transferred when this much of it is there. */
const maxBodyBytes = 10 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  readonly location?: string;
  /** From the request until the head of the answer. */
  readonly processingSeconds: number;
  /** From there until its end. */
  readonly transferSeconds: number;
}

/** One GET over a connection that is there already. */
export async function exchange(
  socket: Socket,
  url: URL,
  limit: TimeLimit,
): Promise<Outcome<Answer, ProbeFailureCode>> {
  const { clock } = limit;
  const startedMs = clock.monotonicMs();
  const head = await inTime<IncomingMessage>(limit, (settle) => {
    const sent = request(optionsOf(url, socket));
    sent.once('response', (message) => settle(success(message)));
    sent.on('error', (error) => settle(broken(url, error)));
    sent.once('close', () => settle(broken(url, { code: 'ECONNRESET' })));
    sent.end();
  });
  if (!head?.ok) return head ?? failure('timeout', `${url.host} did not answer in time.`);
  const headMs = clock.monotonicMs();
  const body = await inTime<undefined>(limit, (settle) => readAll(head.value, url, settle));
  if (!body?.ok) return body ?? failure('timeout', `The answer of ${url.host} was not complete in time.`);
  const { statusCode = 0, headers } = head.value;
  return success({
    status: statusCode,
    ...(headers.location === undefined ? {} : { location: headers.location }),
    processingSeconds: secondsOf(headMs - startedMs),
    transferSeconds: secondsOf(clock.monotonicMs() - headMs),
  });
}

function optionsOf(url: URL, socket: Socket) {
  return {
    createConnection: () => socket,
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'user-agent': 'pushtray', accept: '*/*', connection: 'close' },
  };
}

function readAll(
  message: IncomingMessage,
  url: URL,
  settle: (read: Outcome<undefined, ProbeFailureCode>) => void,
): void {
  let bytes = 0;
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) settle(success(undefined));
  });
  message.once('end', () => settle(success(undefined)));
  message.once('error', (error) => settle(broken(url, error)));
}

function broken(url: URL, error: unknown): Outcome<never, ProbeFailureCode> {
  const { code, message } = httpFailure(url.host, error).error;
  return failure(codes[code] ?? 'broken_off', message);
}

const codes: Readonly<Partial<Record<HttpFailureCode, ProbeFailureCode>>> = {
  timeout: 'timeout',
  tls: 'tls',
};
