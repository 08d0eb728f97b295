import { failure, type Outcome, success } from '../../outcome';
import type { Authentication } from '../../settings/schema/destinations';

type Secret = (name: string) => string | undefined;

/** The header that authenticates, if any. Secrets are looked up now, so that a changed one is taken up. */
export function authorization(
  auth: Authentication | undefined,
  secret: Secret,
): Outcome<Readonly<Record<string, string>>, 'missing_secret' | 'unauthorized'> {
  if (auth === undefined) return success({});
  const { secret: name } = 'bearer' in auth ? auth.bearer : auth.basic.password;
  const value = secret(name);
  if (value === undefined || value === '') {
    return failure('missing_secret', `The secret "${name}" that this destination needs is not set.`, {
      hint: setSecret(name),
    });
  }
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

function setSecret(name: string): string {
  return `Set it with: pushtray secret set ${name}`;
}
