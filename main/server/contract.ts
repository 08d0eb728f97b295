import { type RequestHandler, Router } from 'express';
import type { Door } from '../api/dispatch';
import { httpPaths } from '../contract/transport';
import { failure, messageOf, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import { sendJson } from './answers';
import { readBody, refuseBody } from './body';
import { streamEvents } from './event-stream';
import { only } from './methods';
import { carriesToken } from './token';

/** Settings with 500 targets have some 50 kB. */
const maxInputBytes = 1024 * 1024;

/** The contract over HTTP, as contract/transport.ts says: for whoever has the token. */
export function contractOverHttp(door: Door, token: string, clock: Pick<Clock, 'after'>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(httpPaths.base, requireToken(token));
  router.all(`${httpPaths.call}/:name`, only('POST'), takeCall(door));
  router.all(httpPaths.events, only('GET'), (_request, response) => streamEvents(response, door, clock));
  return router;
}

function requireToken(token: string): RequestHandler {
  return (request, response, next) => {
    if (carriesToken(request.headers.authorization, token)) return next();
    response.setHeader('WWW-Authenticate', 'Bearer');
    const refused = failure('not_allowed', 'This call does not carry the token of this Pushtray.', {
      hint: 'Open the page at the address that "pushtray url" prints.',
    });
    sendJson(response, 401, refused);
  };
}

function takeCall(door: Door): RequestHandler<{ name: string }> {
  return async (request, response) => {
    const body = await readBody(request, maxInputBytes);
    if (!body.ok) return refuseBody(response, body.error);
    const input = parseJson(body.value.toString('utf8'));
    sendJson(response, 200, input.ok ? await door.call(request.params.name, input.value) : input);
  };
}

function parseJson(text: string): Outcome<unknown> {
  try {
    return success(JSON.parse(text));
  } catch (thrown) {
    return failure('bad_input', `The body is not JSON: ${messageOf(thrown)}.`);
  }
}
