import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { sendText } from './answers';
import { carriesPassword } from './token';

/** What pushes and scrapes must show, looked up for each of them; absent: nothing. */
export type PushToken = (() => string | undefined) | undefined;

export function requirePushToken(token: PushToken): RequestHandler {
  return (request, response, next) => {
    if (!answeredForToken(request, response, token)) next();
  };
}

/** Answers a request without the token, and says whether it did. */
export function answeredForToken(
  { headers }: IncomingMessage,
  response: ServerResponse,
  token: PushToken,
): boolean {
  if (token === undefined) return false;
  const wanted = token();
  if (wanted && carriesPassword(headers.authorization, wanted)) return false;
  response.setHeader('WWW-Authenticate', 'Basic realm="Pushtray"');
  sendText(
    response,
    401,
    'This request does not carry the token that "server.token" in the settings of this Pushtray names. Send it as "Authorization: Bearer TOKEN", or as the password of any user name.',
  );
  return true;
}
