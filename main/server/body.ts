import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Failure, failure, messageOf, type Outcome, success } from '../outcome';
import { sendText } from './answers';

const decompress = promisify(gunzip);

export type BodyFailureCode = 'too_large' | 'broken_off' | 'bad_gzip';

/** What is read on and dropped of a body that is too large, so that its sender comes to read the answer. */
const drainFactor = 8;

/** The body as it was sent. After `broken_off` there is nobody left to answer. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Outcome<Buffer, BodyFailureCode>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      if (size > maxBytes * drainFactor) break;
    }
  } catch (thrown) {
    return failure('broken_off', `The body did not come to its end: ${messageOf(thrown)}.`);
  }
  return size > maxBytes ? tooLarge('The body is', maxBytes) : success(Buffer.concat(chunks));
}

/** Only `gzip` in exactly this spelling is known; a body in any other encoding is taken as it is, as a Pushgateway does. */
export async function decodeBody(
  body: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Outcome<Buffer, BodyFailureCode>> {
  if (contentEncoding !== 'gzip') return success(body);
  try {
    return success(await decompress(body, { maxOutputLength: maxBytes }));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      return tooLarge('The decompressed body is', maxBytes);
    }
    return failure('bad_gzip', `The body says it is gzip, but does not decompress: ${messageOf(thrown)}.`, {
      hint: 'Compress it whole, or leave the header Content-Encoding out.',
    });
  }
}

export const statusOfBodyFailure: Readonly<Record<BodyFailureCode, number>> = {
  too_large: 413,
  broken_off: 400,
  bad_gzip: 400,
};

export function refuseBody(response: ServerResponse, error: Failure<BodyFailureCode>): void {
  sendText(response, statusOfBodyFailure[error.code], error.message);
}

function tooLarge(what: string, maxBytes: number): Outcome<never, BodyFailureCode> {
  return failure('too_large', `${what} larger than ${maxBytes} bytes, the most that this server takes.`, {
    hint: 'Push it in parts, each under a grouping key of its own.',
  });
}
