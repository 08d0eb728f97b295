import type { Failure } from '../outcome';
import type { HttpAnswer } from '../platform/http-client';
import type { HttpFailureCode } from '../platform/http-failures';
import type { PushFailure, PushFailureCode } from './destination';

/** What an answer means, whatever is pushed to: the parts of a failure, its sentence without the address in front. */
export type Verdict = readonly [
  code: PushFailureCode,
  retryable: boolean,
  what: string,
  hint?: string | undefined,
];

/** `undefined` for none: delivered. */
export function failureOf(url: string, verdict: Verdict | undefined): PushFailure | undefined {
  if (verdict === undefined) return undefined;
  const [code, retryable, what, hint] = verdict;
  return { code, retryable, message: `${url} ${what}`, ...(hint !== undefined && { hint }) };
}

/** `receiver` is what should be there: "Pushgateway". */
export function webPage(receiver: string): Verdict {
  return [
    'not_found',
    true,
    `answered with a web page: this is no ${receiver}, or a sign-in page stands in its place.`,
    'Open the address in a browser, and sign in to the network if it asks for that.',
  ];
}

export function redirect(answer: HttpAnswer, receiver: string): Verdict {
  const location = answer.headers['location'];
  const target = location === undefined ? 'without saying where to' : `to ${oneLine(location)}`;
  return [
    'redirect',
    false,
    `did not take the metrics, it redirects ${target} (status ${answer.status}).`,
    `Set the address to where the ${receiver} itself is. On a network with a sign-in page, sign in first.`,
  ];
}

export function unauthorized(
  answer: HttpAnswer,
  { authenticated }: { readonly authenticated: boolean },
): Verdict {
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
  const hint = 'Set the authentication of this destination ("auth" in the settings file).';
  return ['unauthorized', false, `${what} (status ${status})${words(answer)}`, hint];
}

/** A receiver answers with nothing or with plain words, a network's sign-in page with HTML and often with 200. */
export function isWebPage({ headers }: HttpAnswer): boolean {
  return headers['content-type']?.toLowerCase().startsWith('text/html') ?? false;
}

/** What the receiver itself says, as the end of our sentence. */
export function words(answer: HttpAnswer): string {
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
