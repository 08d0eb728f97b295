import { type RequestHandler, Router } from 'express';
import type { Gateway } from '../gateway/gateway';
import { sendJson, sendText } from './answers';
import { groupAsJson } from './group-json';
import { only } from './methods';
import { switchedOff } from './push-api';

export interface ApiV1Parts {
  /** Absent: others cannot push to this machine. */
  readonly gateway: Gateway | undefined;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** The Pushgateway's query API, `/api/v1/metrics` and `/api/v1/status`, without its leave for web pages of anybody (CORS). */
export function apiV1(parts: ApiV1Parts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.all('/api/v1', (_request, response) => response.redirect(301, '/api/v1/'));
  router.use('/api/v1', (request, response, next) => {
    if (parts.gateway === undefined) return sendText(response, 404, switchedOff);
    if (request.method === 'OPTIONS') return sendText(response, 200, '');
    return next();
  });
  router.all('/api/v1/metrics', only('GET'), (_request, response) => {
    sendJson(response, 200, { status: 'success', data: (parts.gateway?.groups() ?? []).map(groupAsJson) });
  });
  router.all('/api/v1/status', only('GET'), status(parts));
  return router;
}

/** How a program tells us from a Pushgateway. */
export const programName = 'pushtray';

function status({ version, startedAtMs }: ApiV1Parts): RequestHandler {
  return ({ socket }, response) => {
    const host = socket.localAddress?.includes(':') ? `[${socket.localAddress}]` : socket.localAddress;
    sendJson(response, 200, {
      status: 'success',
      data: {
        // Of a Go program's build there is nothing to say.
        build_information: {
          branch: '',
          buildDate: '',
          buildUser: '',
          goVersion: '',
          program: programName,
          revision: '',
          version,
        },
        flags: {
          'push.disable-consistency-check': 'false',
          'web.enable-admin-api': 'false',
          'web.enable-lifecycle': 'false',
          'web.external-url': '',
          'web.listen-address': `${host}:${socket.localPort}`,
          'web.route-prefix': '',
          'web.telemetry-path': '/metrics',
        },
        start_time: new Date(startedAtMs).toISOString(),
      },
    });
  };
}
