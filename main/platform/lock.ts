import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { failure, messageOf, type Outcome, success } from '../outcome';
import { readTextFile, removeFile, writeFileAtomicSync } from './files';

/** The Pushtray that runs on a data directory. */
export interface Holder {
  readonly pid: number;
  readonly kind: 'desktop' | 'headless';
  readonly sinceMs: number;
  /** Of its page: `http://127.0.0.1:9091/`; absent while there is none. */
  readonly address?: string;
}

export interface Lock {
  /** Says more about the holder to those who find the lock taken; what was said before is forgotten. */
  describe(more: { readonly address?: string }): void;
  /** May be called twice. */
  release(): void;
}

export type LockFailureCode = 'already_running' | 'not_lockable';

/** Two that start at the same moment get in each other's way for a few milliseconds; then one of them wins. */
const raceMs = 500;

/** https://www.sqlite.org/rescode.html#busy */
const sqliteBusy = 5;

/** The garbage collector closes a database that nobody refers to, and its lock would go unseen: a lock ends by `release` alone. */
const heldDatabases = new Set<DatabaseSyncInstance>();

/**
 * One running Pushtray per data directory. What holds the lock is an open SQLite transaction: the system lets go of it when
 * the process ends, however it ends, so there is no stale lock. The file beside it only names the holder.
 */
export function takeLock(dataDir: string, kind: Holder['kind']): Outcome<Lock, LockFailureCode> {
  const locked = lockDatabase(dataDir);
  if (!locked.ok) return locked;
  const holder: Holder = { pid: process.pid, kind, sinceMs: Date.now() };
  nameHolder(dataDir, holder);
  heldDatabases.add(locked.value);
  let held = true;
  return success({
    describe(more) {
      if (held) nameHolder(dataDir, { ...holder, ...more });
    },
    release() {
      if (!held) return;
      held = false;
      removeFile(holderFile(dataDir));
      heldDatabases.delete(locked.value);
      locked.value.close();
    },
  });
}

/**
 * Who runs on this data directory now; `undefined` when nobody does, and without a name for the moment in which a
 * starting one has not written it yet.
 */
export function readHolder(dataDir: string): Partial<Holder> | undefined {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(lockFile(dataDir), { readOnly: true, timeout: 0 });
    database.exec('PRAGMA schema_version');
    return undefined;
  } catch (thrown) {
    return isBusy(thrown) ? (namedHolder(dataDir) ?? {}) : undefined;
  } finally {
    database?.close();
  }
}

function lockDatabase(dataDir: string): Outcome<DatabaseSyncInstance, LockFailureCode> {
  const path = lockFile(dataDir);
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(path, { timeout: raceMs });
    // Nothing is ever written, so a journal on disk would only lie about.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return success(database);
  } catch (thrown) {
    database?.close();
    if (isBusy(thrown)) return alreadyRunning(dataDir);
    return failure('not_lockable', `The lock ${path} cannot be used: ${messageOf(thrown)}.`, {
      hint: 'Remove that file, or name another directory with --data-dir.',
    });
  }
}

function isBusy(thrown: unknown): boolean {
  return (thrown as { errcode?: number }).errcode === sqliteBusy;
}

function alreadyRunning(dataDir: string) {
  const holder = namedHolder(dataDir);
  if (!holder) {
    return failure('already_running', `Another Pushtray is running on ${dataDir}.`, {
      hint: 'Stop it, or name another directory with --data-dir.',
    });
  }
  const face = holder.kind === 'desktop' ? 'The tray app' : 'A headless Pushtray';
  const since = new Date(holder.sinceMs).toISOString();
  const page = holder.address ? `Its page is ${holder.address}; s` : 'S';
  return failure(
    'already_running',
    `${face} (process ${holder.pid}, since ${since}) is running on ${dataDir} already.`,
    { hint: `${page}top it first, or name another directory with --data-dir.` },
  );
}

/** Never to be opened by anything but SQLite: closing a file lets go of all locks that its process has on it. */
function lockFile(dataDir: string): string {
  return join(dataDir, 'lock.db');
}

function holderFile(dataDir: string): string {
  return join(dataDir, 'lock.json');
}

/** A holder that cannot be named is still the holder: what goes wrong here does no harm. */
function nameHolder(dataDir: string, holder: Holder): void {
  writeFileAtomicSync(holderFile(dataDir), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
}

/** What a killed one left behind is told apart by its process, which is gone. */
function namedHolder(dataDir: string): Holder | undefined {
  const text = readTextFile(holderFile(dataDir));
  if (!text.ok) return undefined;
  try {
    const holder = JSON.parse(text.value) as Holder;
    return isAlive(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
