import type { HttpAnswer } from '../../platform/http-client';
import { failureOf, isWebPage, redirect, unauthorized, type Verdict, webPage, words } from '../answers';
import type { PushFailure } from '../destination';
import type { ProtocolVersion } from './write-request';

const receiver = 'remote-write receiver';
const written = 'x-prometheus-remote-write-samples-written';
/** Longer than anybody means it. */
const maxRetryAfterMs = 60 * 60_000;

/** What the answer to a write request means (field-notes 3.3, "Retries & Backoff" of the specification). */
export type Meaning =
  | { readonly kind: 'delivered' }
  /** The receiver does not know version 2.0: nothing of it was written. */
  | { readonly kind: 'other_version' }
  /** To be sent again later. */
  | { readonly kind: 'failed'; readonly failure: PushFailure }
  /** Never to be sent again; `goOn`: that says nothing about other samples. Some of these may have been written even so. */
  | {
      readonly kind: 'refused';
      readonly failure: PushFailure;
      readonly goOn: boolean;
      readonly samplesWritten: number;
    };

export interface WriteSent {
  readonly url: string;
  readonly version: ProtocolVersion;
  readonly authenticated: boolean;
}

export function meaningOf(answer: HttpAnswer, sent: WriteSent, nowMs: number): Meaning {
  const { status } = answer;
  if (status >= 200 && status < 300) return success(answer, sent);
  if (status === 415 && sent.version === '2.0') return { kind: 'other_version' };
  if (status === 429 || status >= 500) return failed(sent, later(answer), retryAfterMs(answer, nowMs));
  if (status >= 400) {
    const goOn = status in contentRefusals;
    const failure = failureOf(sent.url, refusal(answer, sent)) as PushFailure;
    return { kind: 'refused', failure, goOn, samplesWritten: samplesWritten(answer, sent) };
  }
  return failed(sent, redirect(answer, receiver));
}

function success(answer: HttpAnswer, sent: WriteSent): Meaning {
  if (isWebPage(answer)) return failed(sent, webPage(receiver));
  const isUnread = sent.version === '2.0' && answer.headers[written] === undefined;
  return { kind: isUnread ? 'other_version' : 'delivered' };
}

/** A receiver of version 2.0 tells it of a request that it wrote in part ("Partial Write" of the specification). */
function samplesWritten({ headers }: HttpAnswer, { version }: WriteSent): number {
  const text = headers[written] ?? '';
  return version === '2.0' && /^\d+$/.test(text) ? Number(text) : 0;
}

function failed({ url }: WriteSent, verdict: Verdict, retryAfterMs?: number): Meaning {
  const failure = failureOf(url, verdict) as PushFailure;
  return { kind: 'failed', failure: { ...failure, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

function later(answer: HttpAnswer): Verdict {
  const { status } = answer;
  if (status === 429) return ['refused', true, `asks for fewer pushes (status 429)${words(answer)}`];
  return ['server_error', true, `failed with status ${status}${words(answer)}`];
}

/** Refusals of these samples, not of everything. */
const contentRefusals: Readonly<Record<number, string>> = {
  400: 'refused the samples',
  409: 'refused the samples',
  413: 'takes no request so large',
  422: 'refused the samples',
};

function refusal(answer: HttpAnswer, sent: WriteSent): Verdict {
  const { status } = answer;
  if (status === 401 || status === 403 || status === 407) return unauthorized(answer, sent);
  if (status === 404 || status === 405) {
    return [
      'not_found',
      false,
      `takes no remote write at this path (status ${status})${words(answer)}`,
      'Set the address to where samples are written, such as …/api/v1/write; a Prometheus needs --web.enable-remote-write-receiver.',
    ];
  }
  const what = contentRefusals[status] ?? 'refused the request';
  return ['refused', false, `${what} (status ${status})${words(answer)}`];
}

/** Seconds, or a date (RFC 9110, 10.2.3); what cannot be read is as good as absent. */
function retryAfterMs({ headers }: HttpAnswer, nowMs: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), maxRetryAfterMs);
}
