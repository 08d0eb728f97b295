import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Gateway, GroupPush } from '../gateway/gateway';
import type { Position } from '../metrics/fault-list';
import { parseGroupingPath } from '../metrics/grouping-key';
import type { Labels, Sample } from '../metrics/model';
import { parseText } from '../metrics/parse';
import { decodeFamilies } from '../metrics/protobuf-decode';
import { parseVia, viaHeader } from '../metrics/via';
import { type Fault, inWords, type Outcome } from '../outcome';
import { sendText } from './answers';
import { decodeBody, readBody, statusOfBodyFailure } from './body';
import { rawPathOf } from './clean-path';
import { isDelimitedProtobuf } from './content-type';
import { groupTtlOf } from './group-ttl';
import { answeredForMethod } from './methods';
import { answeredForToken, type PushToken } from './push-token';

export interface PushApiParts {
  /** Absent: others cannot push to this machine. */
  readonly gateway: Gateway | undefined;
  readonly token?: PushToken | undefined;
  /** How this Pushtray names itself in the pushes that it makes: one that comes back to it is not taken. */
  readonly viaId?: string;
  readonly maxBodyBytes: number;
}

/**
 * The Pushgateway's push API (field-notes 3.2): `PUT`, `POST` and `DELETE /metrics/job/JOB{/LABEL/VALUE}`. Works on the
 * request's path as it was sent, since what a decoded `/` means is part of the grammar.
 */
export function pushApi({ gateway, maxBodyBytes, token, viaId }: PushApiParts): RequestHandler {
  return async (request, response, next) => {
    const key = parseGroupingPath(rawPathOf(request.url));
    if (!key.ok && key.error.code === 'not_a_push_path') return next();
    if (answeredForToken(request, response, token)) return;
    if (gateway === undefined) return sendText(response, 404, switchedOff);
    if (answeredForMethod(request, response, ['DELETE', 'POST', 'PUT'])) return;
    if (viaId !== undefined && viaOf(request).includes(viaId)) return sendText(response, 208, cameBack);
    const { status, message } =
      request.method === 'DELETE'
        ? deleteGroup(gateway, key)
        : await new Push(gateway, request, maxBodyBytes).take(key);
    sendText(response, status, message);
  };
}

export const switchedOff =
  'The gateway of this Pushtray is switched off. Set "server.gateway" to true in its settings to push here.';

/** With 208 "Already Reported" (RFC 5842): to whoever forwarded it, it is delivered. */
const cameBack = 'This Pushtray sent this itself, and has it: it is not taken again.';

function viaOf({ headers }: IncomingMessage): string[] {
  return parseVia(headers[viaHeader.toLowerCase()]?.toString());
}

type Key = Outcome<Labels>;

interface Answer {
  readonly status: number;
  /** Empty when it was taken. */
  readonly message: string;
  readonly faults?: readonly Fault[];
  /** Decompressed, if it came to that. */
  readonly body?: Buffer;
}

function deleteGroup(gateway: Gateway, key: Key): Answer {
  if (!key.ok) return { status: 400, message: inWords(key.error) };
  gateway.delete(key.value);
  return { status: 202, message: '' };
}

class Push {
  private readonly method: 'PUT' | 'POST';

  constructor(
    private readonly gateway: Gateway,
    private readonly request: IncomingMessage,
    private readonly maxBodyBytes: number,
  ) {
    this.method = request.method === 'PUT' ? 'PUT' : 'POST';
  }

  /** What is refused is noted, for people to look into. */
  async take(key: Key): Promise<Answer> {
    const answer = key.ok ? await this.takeInto(key.value) : { status: 400, message: inWords(key.error) };
    if (answer.status !== 200) this.noteRefusal(key, answer);
    return answer;
  }

  private async takeInto(groupingKey: Labels): Promise<Answer> {
    const ttlMs = groupTtlOf(this.request);
    if (!ttlMs.ok) return { status: 400, message: inWords(ttlMs.error) };
    const sent = await readBody(this.request, this.maxBodyBytes);
    if (!sent.ok) return { status: statusOfBodyFailure[sent.error.code], message: inWords(sent.error) };
    const encoding = this.request.headers['content-encoding'];
    const decoded = await decodeBody(sent.value, encoding, this.maxBodyBytes);
    if (decoded.ok) return this.takeBody({ groupingKey, ttlMs: ttlMs.value }, decoded.value);
    return {
      status: statusOfBodyFailure[decoded.error.code],
      message: inWords(decoded.error),
      body: sent.value,
    };
  }

  private takeBody(group: Pick<GroupPush, 'groupingKey' | 'ttlMs'>, body: Buffer): Answer {
    const { gateway, method, request } = this;
    const positions = new Map<Sample, Position>();
    const { families, faults, inconsistent } = isDelimitedProtobuf(request.headers['content-type'])
      ? decodeFamilies(body)
      : parseText(body, { timestamps: 'report', lenient: true, positions });
    if (inconsistent) gateway.noteFailure(group.groupingKey);
    if (faults.length > 0) return { status: 400, message: faults.map(faultLine).join('\n'), faults, body };
    const taken = gateway.push({ ...group, method, families, positions, via: viaOf(request) });
    if (taken.ok) return { status: 200, message: '' };
    const { error } = taken;
    const status = error.code === 'full' ? 413 : 400;
    return { status, message: inWords(error), body, ...(error.faults && { faults: error.faults }) };
  }

  private noteRefusal(key: Key, { status, message, faults = [], body }: Answer): void {
    const path = rawPathOf(this.request.url ?? '');
    const push = { method: this.method, path, ...(key.ok && { groupingKey: key.value }) };
    this.gateway.refused.add({ ...push, status, message, faults }, body);
  }
}

function faultLine({ line, column, message }: Fault): string {
  return line === 0 ? message : `${line}:${column}: ${message}`;
}
