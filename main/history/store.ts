import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Mark, PushRecord } from './history';
import type { HistoryLimits } from './limits';
import { MarkTable } from './mark-table';
import { openDatabase } from './open-database';
import { PushTable } from './push-table';
import { minutes, quarters, raw } from './resolutions';
import { Retention } from './retention';
import { RollUp } from './roll-up';
import { SampleReader } from './sample-reader';
import { type SamplesAt, SampleTable } from './sample-table';
import { schema, schemaVersion } from './schema';
import { SeriesTable } from './series-table';

/** A block is rolled up only when what was sampled in it has surely been written. */
const writtenAfterMs = 30_000;
/** Small steps: a checkpoint waits for the disk. */
const pagesPerCheckpoint = 256;
const maxLogBytes = 4 * 1024 * 1024;

export interface Batch {
  readonly samples: SamplesAt[];
  readonly pushes: PushRecord[];
  readonly marks: Mark[];
}

export function emptyBatch(): Batch {
  return { samples: [], pushes: [], marks: [] };
}

export class NewerSchemaError extends Error {}

/** One open database. Every call may throw what SQLite says. */
export class Store {
  readonly pushes: PushTable;
  readonly marks: MarkTable;
  readonly reader: SampleReader;
  private readonly series: SeriesTable;
  private readonly samples: SampleTable;
  private readonly rollUps: readonly RollUp[];
  private readonly retention: Retention;

  private constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly limits: HistoryLimits,
  ) {
    this.series = new SeriesTable(db);
    this.samples = new SampleTable(db, this.series);
    this.pushes = new PushTable(db);
    this.marks = new MarkTable(db);
    this.reader = new SampleReader(db, this.series);
    this.rollUps = [new RollUp(db, raw, minutes), new RollUp(db, minutes, quarters)];
    this.retention = new Retention(db, limits);
  }

  /** Makes the file where there is none. */
  static open(file: string, limits: HistoryLimits): Store {
    const db = openDatabase(file);
    try {
      prepare(db);
      return new Store(db, limits);
    } catch (thrown) {
      db.close();
      throw thrown;
    }
  }

  /** All of the batch or, when it throws, nothing of it; yields after each slice. */
  *write({ samples, pushes, marks }: Batch): Generator<void, void> {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      for (const push of pushes) this.pushes.write(push);
      for (const mark of marks) this.marks.write(mark);
      yield* this.samples.write(samples);
      this.db.exec('COMMIT');
    } catch (thrown) {
      this.series.forgetKnown();
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw thrown;
    }
  }

  /** Rolls up, takes away what is too old or too much; yields after each slice. */
  *maintain(nowMs: number): Generator<void, void> {
    for (const rollUp of this.rollUps) yield* rollUp.until(nowMs - writtenAfterMs);
    yield* this.retention.byAge(nowMs);
    yield* this.pushes.expire(nowMs, this.limits);
    this.marks.expire(nowMs, this.limits.marks);
    while (this.series.evictBeyond(this.limits.maxSeries)) yield;
    yield* this.retention.bySize(nowMs);
  }

  /**
   * The package closes a file only when the garbage collector has taken the last statement, and SQLite takes the
   * write-ahead log in only then: so that is done here.
   */
  close(): void {
    try {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.db.close();
    }
  }
}

function prepare(db: DatabaseSyncInstance): void {
  db.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = ${pagesPerCheckpoint}; PRAGMA journal_size_limit = ${maxLogBytes}`);
  const { user_version: version } = db.prepare('PRAGMA user_version').get();
  if (version > schemaVersion) {
    throw new NewerSchemaError(`it was written by a newer Pushtray (its tables have version ${version})`);
  }
  const setVersion = version === schemaVersion ? '' : `PRAGMA user_version = ${schemaVersion};`;
  db.exec(`BEGIN; ${schema} ${setVersion} COMMIT`);
}
