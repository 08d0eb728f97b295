import {
  accessSync,
  appendFileSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeAtomically from 'write-file-atomic';
import { failure, messageOf, type Outcome, success } from '../outcome';

export type FileFailureCode =
  | 'not_found'
  | 'not_permitted'
  | 'no_space'
  | 'read_only'
  | 'wrong_kind'
  | 'too_large'
  | 'exists'
  | 'io_error';

export type FileOutcome<T = undefined> = Outcome<T, FileFailureCode>;

const defaultMaxBytes = 16 * 1024 * 1024;

/** The whole file as UTF-8, without the byte-order mark that some editors put first. A larger one than `maxBytes` is refused unread. */
export function readTextFile(path: string, maxBytes = defaultMaxBytes): FileOutcome<string> {
  const bytes = readBinaryFile(path, maxBytes);
  return bytes.ok ? success(bytes.value.toString('utf8').replace(/^\uFEFF/, '')) : bytes;
}

export function readBinaryFile(path: string, maxBytes = defaultMaxBytes): FileOutcome<Buffer> {
  try {
    const { size } = statSync(path);
    if (size > maxBytes) {
      return failure('too_large', `Cannot read ${path}: it has ${size} bytes, more than ${maxBytes}.`);
    }
    return success(readFileSync(path));
  } catch (thrown) {
    return fileFailure('read', path, thrown);
  }
}

export interface WriteOptions {
  /** Of the written file. Absent: that of the file it replaces, or what the umask leaves of 0666. */
  readonly mode?: number;
}

/** Readers see the old file or the new one, never half of one; a kill at any moment leaves one of both. Links are followed. */
export function writeFileAtomicSync(
  path: string,
  data: string | Buffer,
  options: WriteOptions = {},
): FileOutcome {
  return attempt('write', path, () => {
    refuseProtected(path);
    writeAtomically.sync(path, data, { ...options });
  });
}

/**
 * As `writeFileAtomicSync`, for what is large: piece by piece, without blocking, with mode 0600. One writer at a time: the pieces
 * go into PATH.new, so that a kill leaves at most that one file beside, which the next call takes over. Links are replaced.
 */
export async function writeFileAtomic(path: string, pieces: Iterable<string>): Promise<FileOutcome> {
  const fresh = `${path}.new`;
  try {
    refuseProtected(path);
    await rm(fresh, { force: true });
    const handle = await open(fresh, 'wx', 0o600);
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, path);
    return success(undefined);
  } catch (thrown) {
    removeFile(fresh);
    return fileFailure('write', path, thrown);
  }
}

/** A file that its owner protected against writing stays as it is, though its directory would let it be replaced. */
function refuseProtected(path: string): void {
  if (existsSync(path)) accessSync(path, constants.W_OK);
}

/** Adds to the end, making the file with mode 0600 where there is none. */
export function appendToFile(path: string, text: string): FileOutcome {
  return attempt('write', path, () => appendFileSync(path, text, { mode: 0o600 }));
}

/** Makes the directory and those above it; new ones are for this user alone. */
export function ensureDirectory(path: string): FileOutcome {
  return attempt('make the directory', path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
}

/** A copy with the same mode; refused with `exists` when something stands there already. */
export function copyFile(path: string, copy: string): FileOutcome {
  return attempt('write', copy, () => copyFileSync(path, copy, constants.COPYFILE_EXCL));
}

/** A file that is not there is as good as removed. */
export function removeFile(path: string): FileOutcome {
  return attempt('remove', path, () => rmSync(path, { force: true }));
}

/** Takes the place of what stands at `to`, if anything does. */
export function renameFile(from: string, to: string): FileOutcome {
  return attempt('rename', from, () => renameSync(from, to));
}

/** By really writing something there, and taking it away again. */
export function proveWritable(directory: string): FileOutcome {
  return attempt('write in the directory', directory, () => {
    const probe = join(directory, `.write-test-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  });
}

/** A program that runs with root's rights whoever starts it. */
export function isSetuidRoot(path: string): boolean {
  const stats = statsOf(path);
  return stats?.uid === 0 && (stats.mode & 0o4001) === 0o4001;
}

export function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statsOf(path)?.isFile() ?? false;
  } catch {
    return false;
  }
}

export function isDirectory(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

export interface FileEntry {
  readonly name: string;
  readonly modifiedAtMs: number;
  /** False for what reading could block on or never end: a pipe, a device, a directory, a link to nowhere. */
  readonly isRegular: boolean;
}

/** What stands in a directory, by name; links are followed. */
export function listDirectory(path: string): FileOutcome<FileEntry[]> {
  return attemptFor('list the directory', path, () =>
    readdirSync(path)
      .sort()
      .map((name) => {
        const stats = statsOf(join(path, name));
        return { name, modifiedAtMs: stats?.mtimeMs ?? 0, isRegular: stats?.isFile() ?? false };
      }),
  );
}

/** Size in bytes; 0 when there is no such file. */
export function fileSize(path: string): number {
  return statsOf(path)?.size ?? 0;
}

/** Whether users other than the owner may read or change it. Windows keeps such rights elsewhere: always false there. */
export function isOpenToOthers(path: string): boolean {
  if (process.platform === 'win32') return false;
  return ((statsOf(path)?.mode ?? 0) & 0o077) !== 0;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function attempt(verb: string, path: string, action: () => unknown): FileOutcome {
  const done = attemptFor(verb, path, action);
  return done.ok ? success(undefined) : done;
}

function attemptFor<T>(verb: string, path: string, action: () => T): FileOutcome<T> {
  try {
    return success(action());
  } catch (thrown) {
    return fileFailure(verb, path, thrown);
  }
}

const reasons: Readonly<Record<string, readonly [FileFailureCode, string]>> = {
  ENOENT: ['not_found', 'it does not exist'],
  EACCES: ['not_permitted', 'this user may not'],
  EPERM: ['not_permitted', 'this user may not'],
  ENOSPC: ['no_space', 'the disk is full'],
  EDQUOT: ['no_space', "this user's share of the disk is used up"],
  EROFS: ['read_only', 'the file system is read-only'],
  EISDIR: ['wrong_kind', 'it is a directory'],
  ENOTDIR: ['wrong_kind', 'a part of the path is not a directory'],
  EEXIST: ['exists', 'something of that name is there already'],
};

function fileFailure(
  verb: string,
  path: string,
  thrown: unknown,
): { ok: false; error: { code: FileFailureCode; message: string } } {
  const cause = (thrown as NodeJS.ErrnoException | undefined)?.code ?? '';
  const [code, reason] = reasons[cause] ?? ['io_error' as const, messageOf(thrown)];
  return failure(code, `Cannot ${verb} ${path}: ${reason}.`);
}
