import type { Labels } from '../../metrics/model';
import { viaHeader } from '../../metrics/via';
import { type Failure, type Outcome, success } from '../../outcome';
import { requestHeaders } from '../../platform/credentials';
import type { HttpRequest } from '../../platform/http-client';
import type { HttpFailureCode } from '../../platform/http-failures';
import { isLoopback } from '../../platform/loopback';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import { exchangeFailure } from '../answers';
import type {
  DestinationTools,
  PushFailure,
  PushFailureCode,
  PushOutcome,
  PushPreview,
} from '../destination';
import { shownLength } from '../shown-body';
import { answerFailure } from './answer';
import { type Body, type SentBody, sentBody } from './body';
import { groupUrl } from './group';

const maxAnswerBytes = 64 * 1024;

/** One request for one group at one gateway. */
export interface Exchange {
  readonly settings: PushgatewaySettings;
  readonly tools: DestinationTools;
  /** The gateway's address as settings have it. */
  readonly gatewayUrl: string;
  readonly groupingKey: Labels;
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly body: Body;
  /** Which Pushtrays it has passed, this one the last; absent: none says who it is. */
  readonly via?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

export interface Exchanged {
  readonly outcome: PushOutcome;
  /** Certainly nothing of it came to a Pushgateway: where an answer is missing or says little, something may have. */
  readonly isUntaken: boolean;
}

export async function exchange(asked: Exchange): Promise<Exchanged> {
  const { settings, tools, gatewayUrl, method } = asked;
  const url = groupUrl(gatewayUrl, asked.groupingKey);
  if (!url.ok) return untaken(notSent(asked, notRetryable({ ...url.error, code: 'invalid_metrics' })));
  const wanted = requestHeaders(settings, tools.secret);
  if (!wanted.ok) return untaken(notSent(asked, notRetryable(wanted.error)));

  const body = await sentBody(asked.body, compresses(asked));
  const { bytes, headers } = body;
  const startedMs = tools.monotonicMs();
  const answer = await tools.http.request(requestFor(asked, url.value, { headers: wanted.value, body }));
  const exchanged = {
    ...facts(asked),
    url: url.value,
    durationMs: tools.monotonicMs() - startedMs,
    bytesSent: bytes.length,
  };
  if (!answer.ok) {
    const outcome = { ...exchanged, failure: exchangeFailure(answer.error), responseBody: '' };
    return { outcome, isUntaken: neverArrives.has(answer.error.code) };
  }
  const failure = answerFailure(answer.value, {
    method,
    gatewayUrl,
    authenticated: settings.auth !== undefined,
    gzip: 'Content-Encoding' in headers,
    bytesSent: bytes.length,
  });
  const { status, body: responseBody } = answer.value;
  const outcome = { ...exchanged, status, responseBody, ...(failure && { failure }) };
  return { outcome, isUntaken: turnsAway.has(status) };
}

function requestFor(
  { method, settings, signal, via = [] }: Exchange,
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: SentBody },
): HttpRequest {
  return {
    method,
    url,
    headers: {
      ...headers,
      ...(method !== 'DELETE' && body.headers),
      ...(via.length > 0 && { [viaHeader]: via.join(', ') }),
      'User-Agent': 'pushtray',
    },
    ...(method !== 'DELETE' && { body: body.bytes }),
    timeoutMs: durationMs(settings.timeout),
    maxAnswerBytes,
    signal,
  };
}

/** What `exchange` would send. */
export async function previewOf(asked: Omit<Exchange, 'signal'>): Promise<Outcome<PushPreview>> {
  const url = groupUrl(asked.gatewayUrl, asked.groupingKey);
  if (!url.ok) return url;
  const { bytes } = await sentBody(asked.body, compresses(asked));
  return success({ ...facts(asked), url: url.value, bytesSent: bytes.length });
}

/** Within this machine it would cost both sides time and save nothing. */
function compresses({ settings, gatewayUrl }: Pick<Exchange, 'settings' | 'gatewayUrl'>): boolean {
  return settings.gzip && !isLoopback(new URL(gatewayUrl).hostname);
}

const neverArrives: ReadonlySet<HttpFailureCode> = new Set([
  'refused',
  'unresolvable',
  'unreachable',
  'tls',
  'bad_request',
]);

const turnsAway: ReadonlySet<number> = new Set([301, 302, 303, 307, 308, 401, 403, 404, 405, 407]);

function untaken(outcome: PushOutcome): Exchanged {
  return { outcome, isUntaken: true };
}

/** What is known of a request before anything is sent. */
function facts({ groupingKey, method, body }: Omit<Exchange, 'signal'>) {
  return {
    method,
    groupingKey,
    bytes: body.bytes.length,
    series: body.series,
    requestBody: body.bytes.toString('utf8', 0, shownLength),
  };
}

export function notSent(asked: Exchange, failure: PushFailure): PushOutcome {
  const { gatewayUrl: url } = asked;
  return { ...facts(asked), failure, url, durationMs: 0, bytesSent: 0, responseBody: '' };
}

export function notRetryable(error: Failure<PushFailureCode>): PushFailure {
  return { ...error, retryable: false };
}
