import type { Failure } from '../../outcome';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import type {
  Destination,
  DestinationTools,
  Identity,
  MakeDestination,
  PushFailure,
  PushFailureCode,
  PushOutcome,
} from '../destination';
import { answerFailure, exchangeFailure } from './answer';
import { type Body, emptyBody, encodeBody, sentBody, timestampedMetric } from './body';
import { authorization } from './credentials';
import { groupingKeyOf, groupUrl } from './group';

const maxAnswerBytes = 64 * 1024;

/** A Prometheus Pushgateway, or what speaks its push API. `tools.http` is its own: `close` closes it. */
export const makePushgateway: MakeDestination<PushgatewaySettings> = (settings, tools): Destination => ({
  push(snapshot, signal) {
    const timestamped = timestampedMetric(snapshot.families);
    const body = encodeBody(snapshot.families);
    const delivery = { settings, tools, identity: snapshot, method: settings.method, body, signal };
    if (timestamped === undefined) return deliver(delivery);
    return Promise.resolve(notSent(delivery, timestampFailure(timestamped)));
  },

  forget(identity, signal) {
    if (settings.onQuit === 'keep') return Promise.resolve(undefined);
    return deliver({ settings, tools, identity, method: 'DELETE', body: emptyBody, signal });
  },

  close: () => tools.http.close(),
});

interface Delivery {
  readonly settings: PushgatewaySettings;
  readonly tools: DestinationTools;
  readonly identity: Identity;
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly body: Body;
  readonly signal: AbortSignal;
}

async function deliver(delivery: Delivery): Promise<PushOutcome> {
  const { settings, tools, method, signal } = delivery;
  const gatewayUrl = gatewayUrlOf(settings);
  const url = groupUrl(gatewayUrl, groupingKeyOf(settings, delivery.identity));
  if (!url.ok) return notSent(delivery, notRetryable({ ...url.error, code: 'invalid_metrics' }));
  const credentials = authorization(settings.auth, tools.secret);
  if (!credentials.ok) return notSent(delivery, notRetryable(credentials.error));

  const { bytes, headers } = await sentBody(delivery.body, settings.gzip);
  const startedMs = tools.monotonicMs();
  const answer = await tools.http.request({
    method,
    url: url.value,
    headers: { ...(method !== 'DELETE' && headers), ...credentials.value, 'User-Agent': 'pushtray' },
    ...(method !== 'DELETE' && { body: bytes }),
    timeoutMs: durationMs(settings.timeout),
    maxAnswerBytes,
    signal,
  });
  const exchanged = {
    ...facts(delivery),
    url: url.value,
    durationMs: tools.monotonicMs() - startedMs,
    bytesSent: bytes.length,
  };
  if (!answer.ok) return { ...exchanged, failure: exchangeFailure(answer.error), responseBody: '' };
  const failure = answerFailure(answer.value, {
    method,
    gatewayUrl,
    authenticated: settings.auth !== undefined,
    gzip: 'Content-Encoding' in headers,
    bytesSent: bytes.length,
  });
  const { status, body: responseBody } = answer.value;
  return { ...exchanged, status, responseBody, ...(failure && { failure }) };
}

/** What is known of a delivery before anything is sent. */
function facts({ settings, identity, method, body }: Delivery) {
  return {
    method,
    groupingKey: groupingKeyOf(settings, identity),
    bytes: body.bytes.length,
    series: body.series,
    requestBody: body.text,
  };
}

function notSent(delivery: Delivery, failure: PushFailure): PushOutcome {
  const url = gatewayUrlOf(delivery.settings);
  return { ...facts(delivery), failure, url, durationMs: 0, bytesSent: 0, responseBody: '' };
}

function notRetryable(error: Failure<PushFailureCode>): PushFailure {
  return { ...error, retryable: false };
}

function timestampFailure(name: string): PushFailure {
  return notRetryable({
    code: 'invalid_metrics',
    message: `"${name}" has a timestamp, and a Pushgateway refuses the whole push for that.`,
    hint: 'Have whoever gives this metric leave its timestamp out.',
  });
}

/** The schema sees to it that there is exactly one. */
function gatewayUrlOf({ urls }: PushgatewaySettings): string {
  return urls[0] ?? '';
}
