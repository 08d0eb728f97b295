import { textContentType } from '../../metrics/encode';
import { quote } from '../../metrics/quote';
import { failure, type Outcome, success } from '../../outcome';
import type { HttpAnswer, HttpClient } from '../../platform/http-client';
import type { HttpFailureCode } from '../../platform/http-failures';
import type { ProblemCode } from '../collector';

/** The cycle's own limit ends a scrape; this one is only never to be without. */
const longestMs = 3_600_000;
const maxPageBytes = 4 * 1024 * 1024;

const problemCodes: Readonly<Record<HttpFailureCode, ProblemCode>> = {
  timeout: 'timeout',
  aborted: 'timeout',
  unresolvable: 'unresolvable',
  unreachable: 'no_route',
  refused: 'no_source',
  tls: 'no_source',
  broken_off: 'no_source',
  bad_request: 'no_source',
};

/** The text of an exporter's page, asked for as text 0.0.4, which every exporter knows. */
export async function readPage(
  http: HttpClient,
  url: string,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Outcome<string, ProblemCode>> {
  const answer = await http.request({
    method: 'GET',
    url,
    headers: { ...headers, Accept: textContentType },
    timeoutMs: longestMs,
    // One more than is taken, so that what was cut is known.
    maxAnswerBytes: maxPageBytes + 1,
    signal,
  });
  if (!answer.ok) {
    const { code, message, hint } = answer.error;
    return failure(problemCodes[code], message, hint === undefined ? {} : { hint });
  }
  const fault = faultOf(answer.value);
  if (fault !== undefined) return failure('bad_output', `What answers at ${url} ${fault}.`);
  return success(answer.value.body);
}

/** Why an answer holds no metrics, as the end of a sentence. */
function faultOf({ status, headers, body }: HttpAnswer): string | undefined {
  const { location, 'content-type': contentType = '' } = headers;
  if (status >= 300 && status < 400 && location) return `sends on to ${quote(location)}: name that address`;
  if (status === 401 || status === 403) {
    return `gives the status ${status}: see whether its authentication ("auth" in the settings file) is what it asks for`;
  }
  if (status !== 200) return `gives the status ${status}, not metrics`;
  if (/^(?:text\/html|application\/)/i.test(contentType)) {
    return `gives ${quote(contentType)}, not metrics as text: see whether the path is right`;
  }
  if (Buffer.byteLength(body) > maxPageBytes) return `gives more than ${maxPageBytes / 1024 / 1024} MB`;
  return undefined;
}
