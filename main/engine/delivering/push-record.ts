import type { PushOutcome } from '../../destinations/destination';
import type { NewPushRecord } from '../../history/history';

/** Of each body, in UTF-16 units. */
const maxBodyLength = 64 * 1024;

/** One try as history keeps it. */
export function pushRecordOf(
  outcome: PushOutcome,
  about: { readonly atMs: number; readonly destination: string; readonly attempt: number },
): NewPushRecord {
  const { failure, requestBody, responseBody, also: _others, ...sent } = outcome;
  return {
    ...about,
    ...sent,
    ok: failure === undefined,
    ...(failure ? { errorCode: failure.code, errorMessage: failure.message } : {}),
    requestBody: requestBody.slice(0, maxBodyLength),
    responseBody: responseBody.slice(0, maxBodyLength),
    bodyCut: requestBody.length > maxBodyLength || responseBody.length > maxBodyLength,
  };
}
