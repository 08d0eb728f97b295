import { failure, type Outcome, success } from '../outcome';
import type { RequestHeaders } from '../settings/schema/destinations';
import type { Authentication } from '../settings/schema/http-access';

type Secret = (name: string) => string | undefined;
type CredentialFault = 'missing_secret' | 'unauthorized';

/** The headers that settings ask for, the one that authenticates among them. */
export function requestHeaders(
  { auth, headers }: { readonly auth?: Authentication | undefined; readonly headers: RequestHeaders },
  secret: Secret,
): Outcome<Readonly<Record<string, string>>, CredentialFault> {
  const found: Record<string, string> = {};
  for (const [header, given] of Object.entries(headers)) {
    const value = typeof given === 'string' ? success(given) : headerSecret(given.secret, secret);
    if (!value.ok) return value;
    found[header] = value.value;
  }
  const authenticating = authorization(auth, secret);
  return authenticating.ok ? success({ ...found, ...authenticating.value }) : authenticating;
}

function headerSecret(name: string, secret: Secret): Outcome<string, CredentialFault> {
  const value = secretValue(name, secret);
  if (!value.ok || /^[\x20-\x7e]+$/.test(value.value)) return value;
  return failure('unauthorized', `The secret "${name}" holds characters that a header cannot have.`, {
    hint: setSecret(name),
  });
}

/** The header that authenticates, if any. Secrets are looked up now, so that a changed one is taken up. */
export function authorization(
  auth: Authentication | undefined,
  secret: Secret,
): Outcome<Readonly<Record<string, string>>, CredentialFault> {
  if (auth === undefined) return success({});
  const { secret: name } = 'bearer' in auth ? auth.bearer : auth.basic.password;
  const found = secretValue(name, secret);
  if (!found.ok) return found;
  const { value } = found;
  if ('basic' in auth) {
    const credentials = Buffer.from(`${auth.basic.username}:${value}`).toString('base64');
    return success({ Authorization: `Basic ${credentials}` });
  }
  // RFC 6750 allows less, but what a header can carry is for the receiver to judge.
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return failure('unauthorized', `The secret "${name}" holds characters that a token cannot have.`, {
      hint: setSecret(name),
    });
  }
  return success({ Authorization: `Bearer ${value}` });
}

function secretValue(name: string, secret: Secret): Outcome<string, CredentialFault> {
  const value = secret(name);
  if (value !== undefined && value !== '') return success(value);
  return failure('missing_secret', `The secret "${name}" that the settings name is not set.`, {
    hint: setSecret(name),
  });
}

function setSecret(name: string): string {
  return `Set it with: pushtray secret set ${name}`;
}
