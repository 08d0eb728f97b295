import { setMaxListeners } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as sendHttp } from 'node:http';
import { request as sendHttps } from 'node:https';
import { failure, messageOf, type Outcome, success } from '../outcome';
import { formatDuration } from '../settings/schema/duration';
import { type AgentOptions, Agents, type Connecting } from './agents';
import { BoundedText } from './bounded-text';
import { type HttpFailureCode, httpFailure } from './http-failures';
import { proxyAuthorization, withoutCredentials } from './tunnel-agent';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** From the call to the last byte of the answer; a server that trickles does not stretch it. */
  readonly timeoutMs: number;
  /** What comes after is dropped, and the connection with it. */
  readonly maxAnswerBytes?: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Any answer, whatever its status, is a success here; redirects are not followed.
 * Connections are kept alive until `close`.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<Outcome<HttpAnswer, HttpFailureCode>>;
  close(): void;
}

const defaultMaxAnswerBytes = 1024 * 1024;

/** Straight to each address, trusting whom this machine trusts, unless `options` say otherwise. */
export function makeHttpClient(options: AgentOptions = {}): HttpClient {
  const agents = new Agents(options);
  return {
    async request(request) {
      const url = httpUrl(request.url);
      if (!url) return failure('bad_request', `"${request.url}" is not an http or https address.`);
      const startedMs = performance.now();
      const kept = await agents.to(url, { fresh: false });
      if (!kept.ok) return kept;
      const first = await exchange(request, { url, ...kept.value, timeoutMs: request.timeoutMs });
      if (!first.stale) return first.outcome;
      const fresh = await agents.to(url, { fresh: true });
      if (!fresh.ok) return fresh;
      const timeoutMs = request.timeoutMs - (performance.now() - startedMs);
      return (await exchange(request, { url, ...fresh.value, timeoutMs })).outcome;
    },
    close: () => agents.close(),
  };
}

function httpUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}

interface Way extends Connecting {
  readonly url: URL;
  readonly timeoutMs: number;
}

interface Exchanged {
  readonly outcome: Outcome<HttpAnswer, HttpFailureCode>;
  /** A kept-alive connection that the other side had closed meanwhile: nothing of an answer came. */
  readonly stale: boolean;
}

function exchange(request: HttpRequest, way: Way): Promise<Exchanged> {
  const where = placeOf(way);
  if (request.signal?.aborted) return Promise.resolve({ outcome: givenUp(where), stale: false });
  const begun = begin(request, way);
  if (!begun.ok) return Promise.resolve({ outcome: begun, stale: false });
  const sent = begun.value;
  return new Promise((resolve) => {
    let answered = false;
    const settle = (outcome: Exchanged['outcome'], stale = false) => {
      clearTimeout(timer);
      stopListening();
      resolve({ outcome, stale });
      // A connection with half an exchange on it is of no further use.
      if (!outcome.ok) sent.destroy();
    };
    const timer = setTimeout(() => settle(tooLate(where, request.timeoutMs, answered)), way.timeoutMs);
    const stopListening = listenTo(request.signal, () => settle(givenUp(where)));

    sent.on('error', (error) => settle(httpFailure(where, error), !answered && isStale(sent, error)));
    // The answer to a protocol switch that nobody asked for ends in no other event.
    sent.on('close', () => {
      if (!answered) settle(httpFailure(where, { code: 'ECONNRESET' }));
    });
    sent.on('response', (answer) => {
      answered = true;
      void readAnswer(answer, request.maxAnswerBytes ?? defaultMaxAnswerBytes, where).then(settle);
    });
    sent.end(request.body);
  });
}

/** The answer ends it. */
function listenTo(signal: AbortSignal | undefined, onAbort: () => void): () => void {
  if (!signal) return () => undefined;
  // Many exchanges may share one, and Node takes more than ten listeners for a leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', onAbort, { once: true });
  return () => signal.removeEventListener('abort', onAbort);
}

/** Throws nothing: what Node refuses to send (a line break in a header) is a failure. */
function begin(request: HttpRequest, way: Way): Outcome<ClientRequest, HttpFailureCode> {
  const { url, agent, tls, proxy, timeoutMs } = way;
  const { method, headers } = request;
  const isForwarded = proxy !== undefined && url.protocol === 'http:';
  const spoken = isForwarded ? withoutCredentials(proxy) : url;
  const send = spoken.protocol === 'https:' ? sendHttps : sendHttp;
  const options = isForwarded
    ? { path: url.href, headers: { ...headers, Host: url.host, ...proxyAuthorization(proxy) } }
    : { ...tls, headers: { ...headers }, tunnelWithinMs: timeoutMs };
  try {
    return success(send(spoken, { ...options, method, agent }));
  } catch (thrown) {
    return failure('bad_request', `The request to ${placeOf(way)} cannot be sent: ${messageOf(thrown)}.`);
  }
}

function readAnswer(answer: IncomingMessage, maxBytes: number, where: string): Promise<Exchanged['outcome']> {
  const body = new BoundedText(maxBytes);
  return new Promise((resolve) => {
    const done = () =>
      resolve(success({ status: answer.statusCode ?? 0, headers: plainHeaders(answer), body: body.text() }));
    answer.on('data', (chunk: Buffer) => {
      body.add(chunk);
      if (!body.truncated) return;
      done();
      answer.destroy();
    });
    answer.once('end', done);
    answer.on('error', (error) => resolve(httpFailure(where, error)));
  });
}

function plainHeaders(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function isStale(sent: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function placeOf({ url, proxy }: Way): string {
  return proxy ? `${hostAndPort(url)} by way of the proxy ${hostAndPort(proxy)}` : hostAndPort(url);
}

function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

function tooLate(where: string, timeoutMs: number, answered: boolean) {
  const span = formatDuration(timeoutMs);
  return failure<HttpFailureCode>(
    'timeout',
    answered
      ? `The answer of ${where} was not complete after ${span}.`
      : `No answer from ${where} within ${span}.`,
  );
}

function givenUp(where: string) {
  return failure<HttpFailureCode>('aborted', `The request to ${where} was given up.`);
}
