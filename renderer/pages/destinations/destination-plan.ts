import type { Authentication, PushgatewaySettings } from '../../../main/settings/schema/destinations';
import type { Settings } from '../../../main/settings/schema/settings';
import { type DestinationInput, freeId, putDestination } from '../../state/edit-settings';
import { doubledNames, type LabelRow, labelRows, labelsOf } from '../../state/label-rows';
import type { FormPlan } from '../../state/settings-form';

/** A Pushgateway as its form holds it; what has no field there stays as it is. */
export interface DestinationDraft extends Partial<Pick<PushgatewaySettings, 'headers' | 'tls'>> {
  readonly id: string;
  readonly enabled: boolean;
  /** One address a line. */
  readonly urls: string;
  readonly mode: PushgatewaySettings['mode'];
  readonly job: string;
  readonly method: 'PUT' | 'POST';
  readonly onQuit: 'delete' | 'keep';
  readonly labels: readonly LabelRow[];
  readonly timeout: string;
  readonly gzip: boolean;
  readonly auth: 'none' | 'basic' | 'bearer';
  readonly username: string;
  /** The secret's name; what it holds is no part of settings. */
  readonly secret: string;
}

const blank: DestinationDraft = {
  id: '',
  enabled: true,
  urls: '',
  mode: 'all',
  job: 'pushtray',
  method: 'PUT',
  onQuit: 'delete',
  labels: [],
  timeout: '10s',
  gzip: true,
  auth: 'none',
  username: '',
  secret: '',
};

/** Adds a destination, or edits the one called `original`. */
export function destinationPlan(usedTwice: string, original?: string): FormPlan<DestinationDraft> {
  return {
    fill(settings) {
      const found = settings.destinations.find(({ id }) => id === original);
      if (found?.kind !== 'pushgateway') return blank;
      const { kind: _kind, urls, labels, auth, ...same } = found;
      return { ...same, urls: urls.join('\n'), labels: labelRows(labels), ...authDraft(auth) };
    },
    apply: (settings, draft) => putDestination(settings, destinationOf(draft, settings, original), original),
    check: ({ labels }) => doubledNames(labels, usedTwice),
  };
}

/** The destination a draft stands for, what was left empty filled in. */
export function destinationOf(
  draft: DestinationDraft,
  settings: Settings,
  original?: string,
): DestinationInput {
  const { urls, labels, auth: _auth, username: _username, secret: _secret, ...same } = draft;
  const id = draft.id.trim() === '' ? suggestedId(urls, settings, original) : draft.id.trim();
  const auth = authOf(draft, suggestedSecret(id));
  return {
    ...same,
    kind: 'pushgateway',
    id,
    urls: addressesIn(urls),
    job: draft.job.trim(),
    timeout: draft.timeout.trim(),
    labels: labelsOf(labels),
    ...(auth ? { auth } : {}),
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
  const others = settings.destinations.filter(({ id }) => id !== original);
  return freeId(name.slice(0, 60), others);
}

export function suggestedSecret(id: string): string {
  return id.replace(/[^A-Za-z0-9_]/g, '_');
}

function authDraft(auth: Authentication | undefined): Pick<DestinationDraft, 'auth' | 'username' | 'secret'> {
  if (auth === undefined) return { auth: 'none', username: '', secret: '' };
  if ('bearer' in auth) return { auth: 'bearer', username: '', secret: auth.bearer.secret };
  return { auth: 'basic', username: auth.basic.username, secret: auth.basic.password.secret };
}

function authOf(draft: DestinationDraft, secretName: string): Authentication | undefined {
  const secret = draft.secret.trim() === '' ? secretName : draft.secret.trim();
  switch (draft.auth) {
    case 'none':
      return undefined;
    case 'basic':
      return { basic: { username: draft.username.trim(), password: { secret } } };
    case 'bearer':
      return { bearer: { secret } };
  }
}
