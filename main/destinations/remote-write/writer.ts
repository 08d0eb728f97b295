import { type Outcome, success } from '../../outcome';
import type { HttpAnswer } from '../../platform/http-client';
import type { HttpFailureCode } from '../../platform/http-failures';
import type { RemoteWriteSettings } from '../../settings/schema/destinations';
import { exchangeFailure } from '../answers';
import type { DestinationTools, PushFailure } from '../destination';
import { type Meaning, meaningOf } from './answer';
import { ClockGuard } from './clock-guard';
import type { KnownVersion } from './known-version';
import type { Moment } from './moment';
import { compressSnappy } from './snappy';
import { type ProtocolVersion, writeRequest } from './write-request';

const maxAnswerBytes = 64 * 1024;

export interface Limits {
  /** For all that one call sends. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** That settings ask for, the one that authenticates among them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Written {
  readonly meaning: Meaning;
  readonly bytes: number;
  readonly bytesSent: number;
  /** Absent when none came. */
  readonly answer?: HttpAnswer;
}

/** Speaks with one receiver, in the version that it knows. */
export class Writer {
  private readonly clock: ClockGuard;

  constructor(
    private readonly settings: RemoteWriteSettings,
    private readonly tools: DestinationTools,
    private readonly version: KnownVersion,
  ) {
    this.clock = new ClockGuard(tools);
  }

  /** Why nothing may be sent now: the clocks differ, or the receiver could not be asked for its own. */
  async unready(limits: Limits): Promise<PushFailure | undefined> {
    if (this.clock.mustAsk()) {
      const asked = await this.request('HEAD', limits, { 'Cache-Control': 'no-cache' });
      if (!asked.ok) return exchangeFailure(asked.error);
    }
    return this.clock.failure(this.settings.url);
  }

  async write(moment: Moment, limits: Limits): Promise<Written> {
    const endsAtMs = this.tools.monotonicMs() + limits.timeoutMs;
    const first = await this.writeAs(this.version.now(), moment, limits);
    if (first.meaning.kind !== 'other_version') return first;
    this.version.isFirstOnly();
    return this.writeAs('1.0', moment, { ...limits, timeoutMs: endsAtMs - this.tools.monotonicMs() });
  }

  /** How large the request for a moment is, before and after compression. */
  sizeOf(moment: Moment): Pick<Written, 'bytes' | 'bytesSent'> {
    return sizesOf(encoded(this.version.now(), moment));
  }

  private async writeAs(version: ProtocolVersion, moment: Moment, limits: Limits): Promise<Written> {
    const { url, auth } = this.settings;
    const request = encoded(version, moment);
    const sizes = sizesOf(request);
    const answer = await this.request('POST', limits, protocolHeaders(version), request.body);
    if (!answer.ok) return { ...sizes, meaning: { kind: 'failed', failure: exchangeFailure(answer.error) } };
    const sent = { url, version, authenticated: auth !== undefined };
    return {
      ...sizes,
      answer: answer.value,
      meaning: meaningOf(answer.value, sent, this.tools.nowMs()),
    };
  }

  private async request(
    method: 'HEAD' | 'POST',
    { timeoutMs, signal, headers }: Limits,
    ownHeaders: Readonly<Record<string, string>>,
    body?: Uint8Array,
  ): Promise<Outcome<HttpAnswer, HttpFailureCode>> {
    const { settings, tools } = this;
    const answer = await tools.http.request({
      method,
      url: settings.url,
      headers: { ...headers, ...ownHeaders, 'User-Agent': 'pushtray' },
      ...(body && { body }),
      timeoutMs,
      maxAnswerBytes,
      signal,
    });
    if (!answer.ok) return answer;
    this.clock.learn(answer.value);
    return success(answer.value);
  }
}

interface EncodedRequest {
  readonly message: Uint8Array;
  /** The message, compressed. */
  readonly body: Uint8Array;
}

function encoded(version: ProtocolVersion, moment: Moment): EncodedRequest {
  const message = writeRequest(version, moment);
  return { message, body: compressSnappy(message) };
}

function sizesOf({ message, body }: EncodedRequest) {
  return { bytes: message.length, bytesSent: body.length };
}

function protocolHeaders(version: ProtocolVersion): Readonly<Record<string, string>> {
  const isSecond = version === '2.0';
  return {
    'Content-Encoding': 'snappy',
    'Content-Type': isSecond
      ? 'application/x-protobuf;proto=io.prometheus.write.v2.Request'
      : 'application/x-protobuf',
    'X-Prometheus-Remote-Write-Version': isSecond ? '2.0.0' : '0.1.0',
  };
}
