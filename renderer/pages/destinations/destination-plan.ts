import type { Authentication } from '../../../main/settings/schema/destinations';
import type { Settings } from '../../../main/settings/schema/settings';
import { type DestinationInput, freeId, putDestination } from '../../state/edit-settings';
import { doubledNames, type LabelRow, labelRows, labelsOf } from '../../state/label-rows';
import type { FormPlan } from '../../state/settings-form';

/** A Pushgateway as its form holds it. */
export interface DestinationDraft {
  readonly id: string;
  readonly enabled: boolean;
  readonly url: string;
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
  url: '',
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
      if (found === undefined) return blank;
      const { kind: _kind, urls, labels, auth, ...same } = found;
      return { ...same, url: urls[0] ?? '', labels: labelRows(labels), ...authDraft(auth) };
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
  const { url, labels, auth: _auth, username: _username, secret: _secret, ...same } = draft;
  const id = draft.id.trim() === '' ? suggestedId(draft.url, settings, original) : draft.id.trim();
  const auth = authOf(draft, suggestedSecret(id));
  return {
    ...same,
    kind: 'pushgateway',
    id,
    urls: [url.trim()],
    job: draft.job.trim(),
    timeout: draft.timeout.trim(),
    labels: labelsOf(labels),
    ...(auth ? { auth } : {}),
  };
}

/** `gateway` for `http://gateway.example.org:9091`; empty while there is no address to take it from. */
export function suggestedId(url: string, settings: Settings, original?: string): string {
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
