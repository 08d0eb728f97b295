import type { HttpAnswer } from '../../platform/http-client';
import { failureOf, isWebPage, redirect, unauthorized, type Verdict, webPage, words } from '../answers';
import type { PushFailure } from '../destination';

/** What the answer is to. */
export interface Sent {
  readonly method: string;
  /** The gateway's address as settings have it. */
  readonly gatewayUrl: string;
  readonly authenticated: boolean;
  readonly gzip: boolean;
  readonly bytesSent: number;
}

/** What an answer means (field-notes 3.2); `undefined`: delivered. A 202 is queued behind earlier pushes and counts. */
export function answerFailure(answer: HttpAnswer, sent: Sent): PushFailure | undefined {
  return failureOf(sent.gatewayUrl, verdictOf(answer, sent));
}

function verdictOf(answer: HttpAnswer, sent: Sent): Verdict | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return isWebPage(answer) ? webPage('Pushgateway') : undefined;
  if (status >= 300 && status < 400) return redirect(answer, 'Pushgateway');
  if (status >= 500 && status !== 501) {
    return ['server_error', true, `failed with status ${status}${words(answer)}`];
  }
  return (verdicts[status] ?? otherRefusal)(answer, sent);
}

const verdicts: Readonly<Record<number, (answer: HttpAnswer, sent: Sent) => Verdict>> = {
  400: badRequest,
  401: unauthorized,
  403: unauthorized,
  404: noPushgateway,
  405: noPushgateway,
  407: unauthorized,
  408: (answer) => ['timeout', true, `waited too long for the metrics (status 408)${words(answer)}`],
  413: (answer, { bytesSent }) => [
    'refused',
    false,
    `takes no body as large as ${bytesSent} bytes (status 413)${words(answer)}`,
    'Raise the limit of the proxy before the Pushgateway, or measure less.',
  ],
  429: (answer) => ['refused', true, `asks for fewer pushes (status 429)${words(answer)}`],
  501: noPushgateway,
};

function badRequest(answer: HttpAnswer, sent: Sent): Verdict {
  if (answer.body.includes('inconsistent')) {
    // The gateway checks against every group it holds, so somebody else's may be at fault, and may go away.
    return [
      'refused',
      true,
      `refused the metrics: they do not go together with others that it holds${words(answer)}`,
      'Look on its page for a group that has the same metric with another type, or the same series.',
    ];
  }
  const tooOldForGzip = sent.gzip && answer.body.includes('text format parsing error');
  const hint = tooOldForGzip
    ? 'Pushgateways before 1.5 cannot read gzip: set "gzip" to false for it.'
    : undefined;
  return ['refused', false, `refused the metrics (status 400)${words(answer)}`, hint];
}

function noPushgateway(answer: HttpAnswer, { method }: Sent): Verdict {
  return [
    'not_found',
    false,
    `does not take ${method} for metrics at this path (status ${answer.status})${words(answer)}`,
    'Is it a Pushgateway? Set the address to where its path /metrics/job/… begins.',
  ];
}

function otherRefusal(answer: HttpAnswer): Verdict {
  return ['refused', false, `refused the metrics (status ${answer.status})${words(answer)}`];
}
