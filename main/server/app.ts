import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { messageOf } from '../outcome';
import type { Logger } from '../platform/logger';
import { refusalOf } from './admission';
import { sendText } from './answers';
import { apiV1 } from './api-v1';
import { cleanedPath, rawPathOf } from './clean-path';
import { contractOverHttp } from './contract';
import { only } from './methods';
import { page } from './page';
import type { ServerParts } from './parts';
import { pushApi } from './push-api';
import { requirePushToken } from './push-token';
import { scrape } from './scrape';
import { withoutCommands } from './without-commands';

export interface AppOptions {
  readonly listenHost: string;
  /** Other machines reach it. */
  readonly isExposed: boolean;
  readonly maxBodyBytes: number;
}

/** What is served, in the order in which it is looked for. */
export function makeApp(parts: ServerParts, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use(securityHeaders, admission(options), cleanPaths);
  app.use(pushApi({ ...parts, ...options }));
  app.use('/api/v1', requirePushToken(parts.token));
  app.use(apiV1(parts));
  app.all('/metrics', requirePushToken(parts.token), only('GET'), scrape(parts));
  app.all(['/-/ready', '/-/healthy'], only('GET'), (_request, response) => sendText(response, 200, 'OK'));
  if (parts.web) {
    const { door, token, clock, rendererDir } = parts.web;
    const reached = options.isExposed ? withoutCommands(door) : door;
    app.use(contractOverHttp(reached, token, clock), page(rendererDir));
  }
  app.use(nothingThere);
  app.use(internalError(parts.logger));
  return app;
}

/** For every answer; the page itself has a wider policy of its own. */
const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  next();
};

function admission(options: AppOptions): RequestHandler {
  return (request, response, next) => {
    const refusal = refusalOf(request, options);
    if (refusal === undefined) next();
    else sendText(response, 403, refusal);
  };
}

const cleanPaths: RequestHandler = (request, response, next) => {
  const path = cleanedPath(rawPathOf(request.url));
  if (path === undefined) return next();
  response.setHeader('Location', path);
  sendText(
    response,
    301,
    'A path with "//", "/./" or "/../" is not taken. Push a value that is empty or has a "/" as LABEL@base64/VALUE.',
  );
};

const nothingThere: RequestHandler = (request, response) =>
  sendText(response, 404, `There is nothing at ${JSON.stringify(rawPathOf(request.url))}.`);

/** Express asks for four parameters to see that this is for errors. */
function internalError(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = (error as { status?: unknown }).status;
    if (response.headersSent) return response.destroy();
    if (typeof status === 'number' && status < 500) return sendText(response, status, messageOf(error));
    logger.error('request failed', { path: rawPathOf(request.url), error: messageOf(error) });
    return sendText(response, 500, 'Pushtray made a mistake; its log has the details.');
  };
}
