import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { openDatabase } from './open-database';

const schemaVersion = 1;

/** `settled.through`: this entry and all before it wait no longer. The index holds what is asked for without reading contents. */
const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, destination TEXT NOT NULL, at INTEGER NOT NULL,
    samples INTEGER NOT NULL, bytes INTEGER NOT NULL, content BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS entries_waiting ON entries (destination, id, at, samples, bytes);
  CREATE TABLE IF NOT EXISTS settled (destination TEXT PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notes (destination TEXT PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${schemaVersion};
`;

const waiting = `destination = :destination
  AND id > ifnull((SELECT through FROM settled WHERE destination = :destination), 0)`;

const drops = {
  beforeMs: 'at < :bound',
  fromMs: 'at >= :bound',
  afterId: 'id > :bound',
  throughId: 'id <= :bound',
} as const;

export type DropBound = keyof typeof drops;

export interface EntryRow {
  readonly id: number;
  readonly at: number;
  readonly samples: number;
  readonly bytes: number;
  readonly content: Uint8Array;
}

/** Backlogs of all destinations in one open database. Every call may throw what SQLite says. */
export class BacklogTable {
  private readonly insert: StatementSyncInstance;
  private readonly first: StatementSyncInstance;
  private readonly last: StatementSyncInstance;
  private readonly totals: StatementSyncInstance;
  private readonly beyond: StatementSyncInstance;
  private readonly markSettled: StatementSyncInstance;
  private readonly deleteSettled: StatementSyncInstance;
  private readonly deletes: Readonly<Record<DropBound, StatementSyncInstance>>;

  private constructor(private readonly db: DatabaseSyncInstance) {
    this.insert = db.prepare(
      `INSERT INTO entries (destination, at, samples, bytes, content)
       VALUES (:destination, :atMs, :samples, :bytes, :content)`,
    );
    this.first = db.prepare(`SELECT * FROM entries WHERE ${waiting} ORDER BY id LIMIT 1`);
    this.last = db.prepare('SELECT * FROM entries WHERE destination = :destination ORDER BY id DESC LIMIT 1');
    this.totals = db.prepare(
      `SELECT count(*) AS entries, ifnull(sum(samples), 0) AS samples, ifnull(sum(bytes), 0) AS bytes, min(at) AS oldest
       FROM entries WHERE ${waiting}`,
    );
    this.beyond = db.prepare(
      `SELECT max(id) AS id FROM (SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS held FROM entries WHERE ${waiting})
       WHERE held > :maxBytes AND id < :newestId`,
    );
    this.markSettled = db.prepare(
      'INSERT OR REPLACE INTO settled SELECT destination, id FROM entries WHERE id = :id',
    );
    this.deleteSettled = db.prepare('DELETE FROM entries WHERE destination = :destination AND id < :id');
    const drop = (bound: DropBound) =>
      db.prepare(`DELETE FROM entries WHERE ${waiting} AND ${drops[bound]} RETURNING samples`);
    this.deletes = {
      beforeMs: drop('beforeMs'),
      fromMs: drop('fromMs'),
      afterId: drop('afterId'),
      throughId: drop('throughId'),
    };
  }

  /** Makes the file where there is none. */
  static open(file: string): BacklogTable {
    const db = openDatabase(file);
    try {
      db.exec('PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      const { user_version: version } = db.prepare('PRAGMA user_version').get();
      if (version > schemaVersion) throw new Error('it was written by a newer Pushtray');
      db.exec(`BEGIN; ${schema} COMMIT`);
      return new BacklogTable(db);
    } catch (thrown) {
      db.close();
      throw thrown;
    }
  }

  append(entry: {
    readonly destination: string;
    readonly atMs: number;
    readonly samples: number;
    readonly content: Uint8Array;
  }): number {
    return Number(this.insert.run({ ...entry, bytes: entry.content.length }).lastInsertRowid);
  }

  firstWaiting(destination: string): EntryRow | undefined {
    return this.first.get({ destination });
  }

  /** Waiting or not. */
  newest(destination: string): EntryRow | undefined {
    return this.last.get({ destination });
  }

  /** Of what waits; `oldest` is the oldest entry's time. */
  waiting(destination: string): {
    readonly entries: number;
    readonly samples: number;
    readonly bytes: number;
    readonly oldest: number | null;
  } {
    return this.totals.get({ destination });
  }

  /** The last of those that wait, `newestId` aside, that has no room among what waits behind it; absent when all have. */
  lastBeyond(destination: string, limit: { readonly maxBytes: number; readonly newestId: number }) {
    const { id }: { id: number | null } = this.beyond.get({ destination, ...limit });
    return id ?? undefined;
  }

  /** Keeps the entry itself, drops those before it. */
  settle(destination: string, id: number): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      if (this.markSettled.run({ id }).changes > 0) this.deleteSettled.run({ destination, id });
      this.db.exec('COMMIT');
    } catch (thrown) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw thrown;
    }
  }

  note(destination: string): string | undefined {
    return this.db.prepare('SELECT note FROM notes WHERE destination = ?').get(destination)?.note;
  }

  setNote(destination: string, note: string): void {
    this.db.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?)').run(destination, note);
  }

  /** How many samples went. */
  drop(destination: string, which: DropBound, bound: number): number {
    const rows: { samples: number }[] = this.deletes[which].all({ destination, bound });
    return rows.reduce((sum, { samples }) => sum + samples, 0);
  }

  /** Of every destination, waiting or not. */
  expire(beforeMs: number): void {
    this.db.prepare('DELETE FROM entries WHERE at < ?').run(beforeMs);
  }

  /** As history's store does, and for the same reason. */
  close(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.db.close();
    }
  }
}
