import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { sendText } from './answers';

/** Lets only these methods pass. */
export function only(...allowed: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (!answeredForMethod(request, response, allowed)) next();
  };
}

/**
 * Answers a method that a path does not take, and says whether it did. As a Pushgateway does: OPTIONS is told what the
 * path takes, the rest gets 405, HEAD too unless it is among them.
 */
export function answeredForMethod(
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): boolean {
  if (allowed.includes(method)) return false;
  response.setHeader('Allow', [...allowed, 'OPTIONS'].sort().join(', '));
  if (method === 'OPTIONS') sendText(response, 200, '');
  else sendText(response, 405, 'Method Not Allowed');
  return true;
}
