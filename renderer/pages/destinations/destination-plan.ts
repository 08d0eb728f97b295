import type {
  DestinationKind,
  DestinationSettings,
  PushgatewaySettings,
} from '../../../main/settings/schema/destinations';
import type { Settings } from '../../../main/settings/schema/settings';
import {
  type AuthDraft,
  authDraft,
  authOf,
  noAuth,
  secretNameOf,
  type TlsDraft,
  tlsDraft,
  tlsOf,
} from '../../components/access/access-draft';
import { type DestinationInput, putItem } from '../../state/edit-settings';
import { doubledNames, type LabelRow, labelRows, labelsOf } from '../../state/label-rows';
import { freeName } from '../../state/lists';
import type { FormPlan } from '../../state/settings-form';
import { type HeaderRow, headerRows, headersOf } from './header-rows';

/** `end`: a group is deleted, series written remotely are ended. */
type FarewellDraft = 'end' | 'keep';

/** A destination of any kind as its form holds it; each kind takes what it has. */
export interface DestinationDraft {
  readonly kind: DestinationKind;
  readonly id: string;
  readonly enabled: boolean;
  /** Of Pushgateways: one address a line. */
  readonly urls: string;
  /** Of a receiver of remote write. */
  readonly url: string;
  readonly mode: PushgatewaySettings['mode'];
  readonly job: string;
  readonly labels: readonly LabelRow[];
  readonly method: 'PUT' | 'POST';
  readonly onQuit: FarewellDraft;
  readonly onRemove: FarewellDraft;
  readonly timeout: string;
  readonly gzip: boolean;
  readonly forward: boolean;
  readonly maxAge: string;
  readonly maxBacklogMegabytes: string;
  readonly headers: readonly HeaderRow[];
  readonly auth: AuthDraft;
  readonly tls: TlsDraft;
  readonly prometheusUrl: string;
}

const blank: DestinationDraft = {
  kind: 'pushgateway',
  id: '',
  enabled: true,
  urls: '',
  url: '',
  mode: 'all',
  job: 'pushtray',
  labels: [],
  method: 'PUT',
  onQuit: 'end',
  onRemove: 'end',
  timeout: '10s',
  gzip: true,
  forward: true,
  maxAge: '55m',
  maxBacklogMegabytes: '64',
  headers: [],
  auth: noAuth,
  tls: tlsDraft(undefined),
  prometheusUrl: '',
};

/** What a form begins with: the destination that it edits, one that it makes another like, or a Pushgateway's address. */
export type DestinationStart =
  | { readonly edit: string }
  | { readonly like: string }
  | { readonly address: string };

/** Adds a destination, or edits one. */
export function destinationPlan(usedTwice: string, start: DestinationStart): FormPlan<DestinationDraft> {
  const original = originalOf(start);
  return {
    fill: (settings) => startingDraft(start, settings),
    apply: (settings, draft) =>
      putItem(
        settings,
        'destinations',
        destinationOf(draft, settings, original),
        original === undefined ? {} : { instead: original },
      ),
    check: ({ labels, headers }) => [
      ...doubledNames(labels, usedTwice),
      ...doubledNames(headers, usedTwice, 'headers'),
    ],
  };
}

/** The id of the one that is edited. */
export function originalOf(start: DestinationStart): string | undefined {
  return 'edit' in start ? start.edit : undefined;
}

function startingDraft(start: DestinationStart, settings: Settings): DestinationDraft {
  if ('address' in start) return { ...blank, urls: start.address };
  const found = settings.destinations.find(({ id }) => id === ('edit' in start ? start.edit : start.like));
  if (!found) return blank;
  return 'edit' in start ? draftOf(found) : { ...draftOf(found), id: '' };
}

function draftOf(found: DestinationSettings): DestinationDraft {
  const shared = { ...blank, ...sharedDraft(found) };
  if (found.kind === 'pushgateway') {
    const { urls, mode, method, gzip } = found;
    return { ...shared, urls: urls.join('\n'), mode, method, gzip };
  }
  const { url, maxAge, maxBacklogMegabytes } = found;
  return { ...shared, url, maxAge, maxBacklogMegabytes: String(maxBacklogMegabytes) };
}

function sharedDraft(found: DestinationSettings) {
  const { kind, id, enabled, forward, job, timeout, prometheusUrl = '', labels, headers, auth } = found;
  const farewells = { onQuit: farewellDraft(found.onQuit), onRemove: farewellDraft(found.onRemove) };
  const rows = { labels: labelRows(labels), headers: headerRows(headers) };
  const access = { auth: authDraft(auth), tls: tlsDraft(found.tls) };
  return { kind, id, enabled, forward, job, timeout, prometheusUrl, ...farewells, ...rows, ...access };
}

function farewellDraft(farewell: 'delete' | 'stale' | 'keep'): FarewellDraft {
  return farewell === 'keep' ? 'keep' : 'end';
}

/** The destination a draft stands for, what was left empty filled in. Whether it is one is for the schema to say. */
export function destinationOf(
  draft: DestinationDraft,
  settings: Settings,
  original?: string,
): DestinationInput {
  const address = draft.kind === 'pushgateway' ? draft.urls : draft.url;
  const id = draft.id.trim() === '' ? suggestedId(address, settings, original) : draft.id.trim();
  const auth = authOf(draft.auth, id);
  const tls = tlsOf(draft.tls);
  const prometheusUrl = draft.prometheusUrl.trim();
  const shared = {
    id,
    enabled: draft.enabled,
    job: draft.job.trim(),
    labels: labelsOf(draft.labels),
    timeout: draft.timeout.trim(),
    forward: draft.forward,
    headers: headersOf(draft.headers),
    ...(auth ? { auth } : {}),
    ...(tls ? { tls } : {}),
    ...(prometheusUrl === '' ? {} : { prometheusUrl }),
  };
  if (draft.kind === 'pushgateway') return { ...shared, ...pushgatewayPart(draft) };
  return { ...shared, ...remoteWritePart(draft) };
}

function pushgatewayPart({ urls, mode, method, onQuit, onRemove, gzip }: DestinationDraft) {
  const farewell = (draft: FarewellDraft) => (draft === 'keep' ? ('keep' as const) : ('delete' as const));
  const farewells = { onQuit: farewell(onQuit), onRemove: farewell(onRemove) };
  return { kind: 'pushgateway' as const, urls: addressesIn(urls), mode, method, ...farewells, gzip };
}

function remoteWritePart({ url, onQuit, onRemove, maxAge, maxBacklogMegabytes }: DestinationDraft) {
  const farewell = (draft: FarewellDraft) => (draft === 'keep' ? ('keep' as const) : ('stale' as const));
  const megabytes = maxBacklogMegabytes.trim();
  return {
    kind: 'remote-write' as const,
    url: url.trim(),
    onQuit: farewell(onQuit),
    onRemove: farewell(onRemove),
    maxAge: maxAge.trim(),
    maxBacklogMegabytes: megabytes === '' ? Number.NaN : Number(megabytes),
  };
}

/** At least one, so that a field left empty has a fault. */
export function addressesIn(lines: string): string[] {
  const addresses = lines.split(/\s+/).filter((line) => line !== '');
  return addresses.length > 0 ? addresses : [''];
}

/** `gateway` for `http://gateway.example.org:9091`; empty while there is no address to take it from. */
function suggestedId(url: string, settings: Settings, original?: string): string {
  const host = /^https?:\/\/\[?([A-Za-z0-9][A-Za-z0-9_.-]*)/.exec(url.trim())?.[1];
  if (host === undefined) return '';
  const name = /^[\d.]+$/.test(host) ? host : (host.split('.')[0] ?? host);
  const others = settings.destinations.map(({ id }) => id).filter((id) => id !== original);
  return freeName(name.slice(0, 60), others);
}

/** Names of the secrets that a draft makes use of. */
export function secretsOf(draft: DestinationDraft, id: string): readonly string[] {
  const own = draft.auth.kind === 'none' ? [] : [secretNameOf(draft.auth, id)];
  const inHeaders = draft.headers.filter(({ isSecret }) => isSecret).map(({ value }) => value.trim());
  return [...own, ...inHeaders];
}
