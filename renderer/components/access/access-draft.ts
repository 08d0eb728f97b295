import type { PushgatewaySettings } from '../../../main/settings/schema/destinations';
import type { Authentication } from '../../../main/settings/schema/http-access';

/** How a server is signed in to, while it is edited. */
export interface AuthDraft {
  readonly kind: 'none' | 'basic' | 'bearer';
  readonly username: string;
  /** The secret's name, or empty for one that is suggested; what it holds is no part of settings. */
  readonly secret: string;
}

/** Files for https, while they are edited; empty where there is none. */
export interface TlsDraft {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

export const noAuth: AuthDraft = { kind: 'none', username: '', secret: '' };

type Tls = PushgatewaySettings['tls'];

export function authDraft(auth: Authentication | undefined): AuthDraft {
  if (auth === undefined) return noAuth;
  if ('bearer' in auth) return { kind: 'bearer', username: '', secret: auth.bearer.secret };
  return { kind: 'basic', username: auth.basic.username, secret: auth.basic.password.secret };
}

export function tlsDraft(tls: Tls | undefined): TlsDraft {
  const { caFile = '', certFile = '', keyFile = '' } = tls ?? {};
  return { caFile, certFile, keyFile };
}

/** `id` names what is signed in from, for the suggested secret. */
export function authOf(draft: AuthDraft, id: string): Authentication | undefined {
  const secret = secretNameOf(draft, id);
  switch (draft.kind) {
    case 'none':
      return undefined;
    case 'basic':
      return { basic: { username: draft.username.trim(), password: { secret } } };
    case 'bearer':
      return { bearer: { secret } };
  }
}

export function secretNameOf({ secret }: AuthDraft, id: string): string {
  return secret.trim() === '' ? suggestedSecret(id) : secret.trim();
}

function suggestedSecret(id: string): string {
  return id.replace(/[^A-Za-z0-9_]/g, '_');
}

/** Those files that were named; nothing when none was. */
export function tlsOf(draft: TlsDraft): Partial<TlsDraft> | undefined {
  const named = Object.entries(draft)
    .map(([field, path]: [string, string]) => [field, path.trim()] as const)
    .filter(([, path]) => path !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}
