import { posix } from 'node:path';

/**
 * Where a Pushgateway redirects to for `//`, `.` or `..` in a path, whether written so or percent-encoded; `undefined` when
 * the path is clean, or cannot be decoded. `/metrics/job/x/path//var/tmp` must not end up under other labels.
 */
export function cleanedPath(rawPath: string): string | undefined {
  const path = decoded(rawPath);
  if (path === undefined || !path.startsWith('/')) return undefined;
  const clean = posix.normalize(path);
  return clean === path ? undefined : clean.split('/').map(encodeURIComponent).join('/');
}

/** The part of a request target before its query. */
export function rawPathOf(target: string): string {
  const query = target.indexOf('?');
  return query < 0 ? target : target.slice(0, query);
}

function decoded(rawPath: string): string | undefined {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return undefined;
  }
}
