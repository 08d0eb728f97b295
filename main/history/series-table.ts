import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { Labels } from '../metrics/model';

const hourMs = 60 * 60_000;
/** When there are too many, so many go at once. */
const evictedAtOnce = 500;

interface KnownSeries {
  readonly id: number;
  seenHour: number;
}

export interface StoredSeries {
  readonly id: number;
  readonly labels: Labels;
}

/** A number for each metric with its labels, so that a sample on disk needs no text. */
export class SeriesTable {
  /** What the database says, as far as it was asked. */
  private readonly known = new Map<string, KnownSeries>();
  private readonly find: StatementSyncInstance;
  private readonly insert: StatementSyncInstance;
  private readonly touch: StatementSyncInstance;
  private readonly ofMetric: StatementSyncInstance;
  private readonly evict: StatementSyncInstance;

  constructor(db: DatabaseSyncInstance) {
    this.find = db.prepare('SELECT id, seen FROM series WHERE metric = ? AND labels = ?');
    this.insert = db.prepare('INSERT INTO series (metric, labels, seen) VALUES (?, ?, ?)');
    this.touch = db.prepare('UPDATE series SET seen = ? WHERE id = ?');
    this.ofMetric = db.prepare('SELECT id, labels FROM series WHERE metric = ? ORDER BY id');
    this.evict = db.prepare(
      `DELETE FROM series WHERE id IN (SELECT id FROM series ORDER BY seen, id DESC LIMIT
         min(${evictedAtOnce}, max(0, (SELECT count(*) FROM series) - :maxSeries)))`,
    );
  }

  /** The number of a series, given to it now if it is new. */
  idOf(metric: string, labels: Labels, atMs: number): number {
    const text = labelsText(labels);
    const key = `${metric} ${text}`;
    const hour = Math.floor(atMs / hourMs);
    let series = this.known.get(key);
    if (!series) {
      series = this.look(metric, text) ?? this.add(metric, text, hour);
      this.known.set(key, series);
    }
    if (series.seenHour < hour) {
      this.touch.run(hour, series.id);
      series.seenHour = hour;
    }
    return series.id;
  }

  /** Series of this metric in which these labels are equal, whatever others they have. */
  matching(metric: string, labels: Labels): StoredSeries[] {
    const wanted = Object.entries(labels);
    return this.ofMetric
      .all(metric)
      .map(({ id, labels: text }) => ({ id, labels: JSON.parse(text) as Labels }))
      .filter((series) => wanted.every(([name, value]) => (series.labels[name] ?? '') === value));
  }

  /** Drops what was not seen for longest, the newest first among equals; true when there may be more to drop. */
  evictBeyond(maxSeries: number): boolean {
    const evicted = Number(this.evict.run({ maxSeries }).changes);
    if (evicted > 0) this.forgetKnown();
    return evicted === evictedAtOnce;
  }

  /** After a rollback: what was learnt since may not be so. */
  forgetKnown(): void {
    this.known.clear();
  }

  private look(metric: string, text: string): KnownSeries | undefined {
    const row = this.find.get(metric, text);
    return row && { id: row.id, seenHour: row.seen };
  }

  private add(metric: string, text: string, hour: number): KnownSeries {
    return { id: Number(this.insert.run(metric, text, hour).lastInsertRowid), seenHour: hour };
  }
}

function labelsText(labels: Labels): string {
  const named = Object.entries(labels).filter(([, value]) => value !== '');
  return JSON.stringify(Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))));
}
