import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Gateway } from '../gateway/gateway';
import { parseGroupingPath } from '../metrics/grouping-key';
import type { Labels } from '../metrics/model';
import { parseText } from '../metrics/parse';
import type { Failure, Fault } from '../outcome';
import { sendText } from './answers';
import { decodeBody, readBody, refuseBody } from './body';
import { rawPathOf } from './clean-path';
import { answeredForMethod } from './methods';

/**
 * The Pushgateway's push API (field-notes 3.2): `PUT`, `POST` and `DELETE /metrics/job/JOB{/LABEL/VALUE}`. Works on the
 * request's path as it was sent, since what a decoded `/` means is part of the grammar.
 */
export function pushApi(gateway: Gateway | undefined, maxBodyBytes: number): RequestHandler {
  return async (request, response, next) => {
    const key = parseGroupingPath(rawPathOf(request.url));
    if (!key.ok && key.error.code === 'not_a_push_path') return next();
    if (gateway === undefined) return sendText(response, 404, switchedOff);
    if (answeredForMethod(request, response, ['DELETE', 'POST', 'PUT'])) return;
    if (!key.ok) return sendText(response, 400, inWords(key.error));
    if (request.method === 'DELETE') {
      gateway.delete(key.value);
      return sendText(response, 202, '');
    }
    const method = request.method === 'PUT' ? 'PUT' : 'POST';
    await takePush({ gateway, method, groupingKey: key.value, maxBodyBytes }, request, response);
  };
}

const switchedOff =
  'The gateway of this Pushtray is switched off. Set "server.gateway" to true in its settings to push here.';

interface Push {
  readonly gateway: Gateway;
  readonly method: 'PUT' | 'POST';
  readonly groupingKey: Labels;
  readonly maxBodyBytes: number;
}

async function takePush(push: Push, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { gateway, method, groupingKey, maxBodyBytes } = push;
  if (isProtobuf(request)) return sendText(response, 415, 'Push text: protobuf is not understood here.');
  const sent = await readBody(request, maxBodyBytes);
  if (!sent.ok) return refuseBody(response, sent.error);
  const body = await decodeBody(sent.value, request.headers['content-encoding'], maxBodyBytes);
  if (!body.ok) return refuseBody(response, body.error);

  // Timestamps are for the gateway to refuse: as all that could be read, they leave a trace in push_failure_time_seconds.
  const { families, faults, inconsistent } = parseText(body.value, { timestamps: 'keep' });
  if (inconsistent) gateway.noteFailure(groupingKey);
  if (faults.length > 0) return sendText(response, 400, faults.map(faultLine).join('\n'));
  const taken = gateway.push({ method, groupingKey, families });
  if (taken.ok) return sendText(response, 200, '');
  sendText(response, taken.error.code === 'full' ? 413 : 400, inWords(taken.error));
}

function isProtobuf({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.toLowerCase().startsWith('application/vnd.google.protobuf') ?? false;
}

function faultLine({ line, column, message }: Fault): string {
  return `${line}:${column}: ${message}`;
}

function inWords({ message, hint }: Failure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
