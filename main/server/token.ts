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

/** After `#`, so that it is sent to no server and written into no log. */
export function pageUrl(address: string, token: string): string {
  return `${address}/#token=${token}`;
}

/** Whether an `Authorization` header carries the token; takes as long for a wrong one, wherever it differs. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
