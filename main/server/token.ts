import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Outcome, success } from '../outcome';
import type { DataDir } from '../platform/data-dir';
import { type FileFailureCode, isOpenToOthers, readTextFile, writeFileAtomicSync } from '../platform/files';

const tokenBytes = 32;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * What the page shows to be let in: made once for a data directory and readable by this user alone. A file that others could
 * read, or that holds no token, gets a new one.
 */
export function pageToken({ tokenFile }: Pick<DataDir, 'tokenFile'>): Outcome<string, FileFailureCode> {
  const read = readTextFile(tokenFile);
  if (!read.ok && read.error.code !== 'not_found') return read;
  const kept = read.ok ? read.value.trim() : '';
  if (tokenPattern.test(kept) && !isOpenToOthers(tokenFile)) return success(kept);
  const token = randomBytes(tokenBytes).toString('base64url');
  const written = writeFileAtomicSync(tokenFile, `${token}\n`, { mode: 0o600 });
  return written.ok ? success(token) : written;
}

/** How this Pushtray names itself to others that it pushes to: the same over restarts, and nothing of the token can be learned from it. */
export function viaId(token: string): string {
  return digest(`pushtray via ${token}`).toString('hex').slice(0, 16);
}

/** After `#`, so that it is sent to no server and written into no log. */
export function pageUrl(address: string, token: string): string {
  return `${address}/#token=${token}`;
}

/** Whether an `Authorization` header carries the token; takes as long for a wrong one, wherever it differs. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  return isToken(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1], token);
}

/** The same, or a user name of no matter and the token as its password (RFC 7617). */
export function carriesPassword(authorization: string | undefined, token: string): boolean {
  const credentials = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (credentials === undefined) return carriesToken(authorization, token);
  const [, ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return isToken(password.join(':'), token);
}

function isToken(given: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(given ?? ''), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
