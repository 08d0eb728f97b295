import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Outcome, success } from '../outcome';
import type { Clock } from './clock';
import { Slices } from './slices';

export interface SocketOwner {
  readonly pid: number;
  /** As the kernel shortens it: 15 characters; absent when the process ended meanwhile. */
  readonly name?: string;
}

export interface SocketSearch {
  /** `/proc`, or a recorded copy. */
  readonly procRoot: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly signal: AbortSignal;
}

/**
 * Which process has each of these sockets open, by inode, from the links in /proc/PID/fd (man 5 proc); of several the one
 * with the lowest id. Absent are sockets that no process has open any more and, for all but root, those of other users.
 */
export async function findSocketOwners(
  inodes: ReadonlySet<string>,
  { procRoot, clock, signal }: SocketSearch,
): Promise<Outcome<ReadonlyMap<string, SocketOwner>, 'aborted'>> {
  const owners = new Map<string, SocketOwner>();
  const slices = new Slices(clock);
  for (const { pid, inode } of inodes.size > 0 ? openFiles(procRoot) : []) {
    if (inodes.has(inode) && !owners.has(inode)) owners.set(inode, ownerOf(procRoot, pid));
    if (owners.size === inodes.size) break;
    if (!slices.isOver()) continue;
    await slices.turnOfOthers();
    if (signal.aborted) return failure('aborted', 'Looking for the owners of sockets took too long.');
  }
  return success(owners);
}

/** Of every process that may be looked into; the inode is empty where the file is no socket. */
function* openFiles(procRoot: string): Iterable<{ readonly pid: number; readonly inode: string }> {
  const pids = listed(procRoot)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  for (const pid of pids.sort((a, b) => a - b)) {
    const directory = join(procRoot, String(pid), 'fd');
    for (const descriptor of listed(directory)) {
      const link = linkAt(join(directory, descriptor));
      yield { pid, inode: /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '' };
    }
  }
}

function listed(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // Another user's process, or one that has ended.
    return [];
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed meanwhile.
    return '';
  }
}

function ownerOf(procRoot: string, pid: number): SocketOwner {
  try {
    return { pid, name: readFileSync(join(procRoot, String(pid), 'comm'), 'utf8').trimEnd() };
  } catch {
    return { pid };
  }
}
