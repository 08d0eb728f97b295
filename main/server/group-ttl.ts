import type { IncomingMessage } from 'node:http';
import { failure, type Outcome, success } from '../outcome';
import { durationMs, durationPattern } from '../settings/schema/duration';
import { mostGroupTtl } from '../settings/schema/settings';

/** By which a push says how long its group stays: `Pushtray-Ttl: 10m`. */
const ttlHeader = 'Pushtray-Ttl';
const leastMs = 1_000;

/** In milliseconds; `undefined` when the push does not say. */
export function groupTtlOf({ headers }: IncomingMessage): Outcome<number | undefined, 'bad_ttl'> {
  const text = headers[ttlHeader.toLowerCase()]?.toString();
  if (text === undefined) return success(undefined);
  const ttlMs = durationPattern.test(text) ? durationMs(text) : 0;
  if (ttlMs >= leastMs && ttlMs <= durationMs(mostGroupTtl)) return success(ttlMs);
  return failure('bad_ttl', `The header ${ttlHeader} is ${JSON.stringify(text)}, which is no time to live.`, {
    hint: 'Write it like 90s, 10m or 1h30m, from 1s to 100y, or leave it out.',
  });
}
