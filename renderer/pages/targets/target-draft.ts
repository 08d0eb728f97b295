import { pingTarget } from '../../../main/settings/schema/collectors';
import { dnsTarget } from '../../../main/settings/schema/collectors/dns';
import { httpTarget } from '../../../main/settings/schema/collectors/http';
import { tcpConnectTarget } from '../../../main/settings/schema/collectors/tcp-connect';
import type { ProbeTarget, ProbingKind } from '../../state/edit-settings';

/** A target of any kind as its form holds it; each kind takes what it has. */
export interface TargetDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly host: string;
  readonly port: string;
  readonly url: string;
  readonly type: string;
  readonly server: string;
  readonly serverPort: string;
  readonly expect: string;
}

export type TargetField = keyof TargetDraft;

export const blankTarget: TargetDraft = {
  name: '',
  enabled: true,
  host: '',
  port: '',
  url: '',
  type: 'A',
  server: '',
  serverPort: '53',
  expect: '',
};

export const recordTypes = dnsTarget.shape.type.unwrap().options;

export const targetSchemas = {
  ping: pingTarget,
  'tcp-connect': tcpConnectTarget,
  http: httpTarget,
  dns: dnsTarget,
} as const satisfies Record<ProbingKind, unknown>;

export function targetDraft(target: ProbeTarget): TargetDraft {
  const texts = Object.entries(target).map(([field, value]) => [
    field,
    typeof value === 'number' ? String(value) : value,
  ]);
  return { ...blankTarget, ...Object.fromEntries(texts) };
}

/** The target a draft stands for; whether it is one is for the schema to say. One without a name is called what it is aimed at. */
export function targetOf(kind: ProbingKind, draft: TargetDraft): ProbeTarget {
  const { enabled } = draft;
  const name = draft.name.trim() === '' ? suggestedName(kind, draft) : draft.name.trim();
  const host = draft.host.trim();
  switch (kind) {
    case 'ping':
      return { name, host, enabled };
    case 'tcp-connect':
      return { name, host, port: number(draft.port), enabled };
    case 'http':
      return { name, url: draft.url.trim(), enabled };
    case 'dns':
      return { name, host, ...dnsPart(draft), enabled };
  }
}

function dnsPart({ type, server, serverPort, expect }: TargetDraft) {
  return {
    type: type as (typeof recordTypes)[number],
    ...(server.trim() === '' ? {} : { server: server.trim() }),
    serverPort: serverPort.trim() === '' ? 53 : number(serverPort),
    ...(expect.trim() === '' ? {} : { expect: expect.trim() }),
  };
}

/** What is no number stays what it is, for the schema to complain about. */
function number(text: string): number {
  const trimmed = text.trim();
  return (trimmed === '' ? undefined : Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed)) as number;
}

/** `10.0.4.12`, `10.0.4.12:5432`, `example.org` for `https://example.org/path`. */
export function suggestedName(kind: ProbingKind, { host, port, url }: TargetDraft): string {
  if (kind === 'http') return /^https?:\/\/([^/?#]+)/.exec(url.trim())?.[1] ?? url.trim();
  const place = host.trim();
  return kind === 'tcp-connect' && port.trim() !== '' ? `${place}:${port.trim()}` : place;
}
