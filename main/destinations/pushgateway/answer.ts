import type { Failure } from '../../outcome';
import type { HttpAnswer } from '../../platform/http-client';
import type { HttpFailureCode } from '../../platform/http-failures';
import type { PushFailure, PushFailureCode } from '../destination';

/** What the answer is to. */
export interface Sent {
  readonly method: string;
  /** The gateway's address as settings have it. */
  readonly gatewayUrl: string;
  readonly authenticated: boolean;
  readonly gzip: boolean;
  readonly bytesSent: number;
}

type Verdict = readonly [code: PushFailureCode, retryable: boolean, what: string, hint?: string | undefined];

/** What an answer means (field-notes 3.2); `undefined`: delivered. A 202 is queued behind earlier pushes and counts. */
export function answerFailure(answer: HttpAnswer, sent: Sent): PushFailure | undefined {
  const verdict = verdictOf(answer, sent);
  if (verdict === undefined) return undefined;
  const [code, retryable, what, hint] = verdict;
  return { code, retryable, message: `${sent.gatewayUrl} ${what}`, ...(hint !== undefined && { hint }) };
}

function verdictOf(answer: HttpAnswer, sent: Sent): Verdict | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return isWebPage(answer) ? webPage : undefined;
  if (status >= 300 && status < 400) return redirect(answer);
  if (status >= 500 && status !== 501) {
    return ['server_error', true, `failed with status ${status}${words(answer)}`];
  }
  return (verdicts[status] ?? otherRefusal)(answer, sent);
}

const webPage: Verdict = [
  'not_found',
  true,
  'answered with a web page: this is no Pushgateway, or a sign-in page stands in its place.',
  'Open the address in a browser, and sign in to the network if it asks for that.',
];

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

function redirect(answer: HttpAnswer): Verdict {
  const location = answer.headers['location'];
  const target = location === undefined ? 'without saying where to' : `to ${oneLine(location)}`;
  return [
    'redirect',
    false,
    `did not take the metrics, it redirects ${target} (status ${answer.status}).`,
    'Set the address to where the Pushgateway itself is. On a network with a sign-in page, sign in first.',
  ];
}

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

function unauthorized(answer: HttpAnswer, { authenticated }: Sent): Verdict {
  const { status } = answer;
  if (authenticated) {
    const hint = 'Check the user name, and set the secret again with: pushtray secret set NAME';
    return [
      'unauthorized',
      false,
      `does not accept these credentials (status ${status})${words(answer)}`,
      hint,
    ];
  }
  const what = status === 403 ? 'does not allow this push' : 'asks for credentials, and none are set';
  const hint = 'Set "auth" for this destination.';
  return ['unauthorized', false, `${what} (status ${status})${words(answer)}`, hint];
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

/** A Pushgateway answers with nothing or with plain words, a network's sign-in page with HTML and often with 200. */
function isWebPage({ headers }: HttpAnswer): boolean {
  return headers['content-type']?.toLowerCase().startsWith('text/html') ?? false;
}

/** What the gateway itself says, as the end of our sentence. */
function words(answer: HttpAnswer): string {
  const text = isWebPage(answer) ? '' : oneLine(answer.body);
  return text === '' ? '.' : `: ${text}`;
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}

const withoutAnswer: Readonly<Record<HttpFailureCode, readonly [PushFailureCode, retryable: boolean]>> = {
  timeout: ['timeout', true],
  unresolvable: ['unreachable', true],
  refused: ['unreachable', true],
  unreachable: ['unreachable', true],
  broken_off: ['unreachable', true],
  tls: ['tls', false],
  bad_request: ['refused', false],
  aborted: ['aborted', true],
};

/** No answer came. */
export function exchangeFailure(error: Failure<HttpFailureCode>): PushFailure {
  const [code, retryable] = withoutAnswer[error.code];
  return { ...error, code, retryable };
}
