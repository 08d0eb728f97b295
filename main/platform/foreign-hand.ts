import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A way in which somebody other than this user (or root) could put another file in place of this one. */
export interface ForeignHand {
  readonly path: string;
  readonly reason: 'owned_by_another' | 'writable_by_others';
}

/**
 * Looks at the file, at its directory and, where the path is a link, at those of the link too. What is not there is in nobody's
 * hands. Windows keeps such rights elsewhere: always undefined there.
 */
export function foreignHandOn(path: string): ForeignHand | undefined {
  if (process.platform === 'win32') return undefined;
  const file = realPathOf(path);
  const directories = new Set([dirname(path), dirname(file)]);
  return handOn(file, false) ?? [...directories].map((directory) => handOn(directory, true)).find(Boolean);
}

/** In a directory with the sticky bit (/tmp), others cannot replace what is not theirs. */
function handOn(path: string, stickyIsSafe: boolean): ForeignHand | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (stats.uid !== 0 && stats.uid !== process.getuid?.()) return { path, reason: 'owned_by_another' };
  const safe = (stats.mode & 0o022) === 0 || (stickyIsSafe && (stats.mode & 0o1000) !== 0);
  return safe ? undefined : { path, reason: 'writable_by_others' };
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
