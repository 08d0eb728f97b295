import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { HistoryLimits } from './limits';
import { blockAt, minutes, quarters, type Resolution, raw, resolutions } from './resolutions';

const rowsPerSlice = 500;
const pagesPerSlice = 256;
const hourMs = 60 * 60_000;

/** Once too large, it is made so much smaller that the next sample does not start this again. */
const shrinkTo = 0.95;

/** Takes away samples that are too old or too many. */
export class Retention {
  private readonly dropBefore: ReadonlyMap<Resolution, StatementSyncInstance>;
  private readonly dropBody: StatementSyncInstance;
  private readonly size: StatementSyncInstance;

  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly limits: HistoryLimits,
  ) {
    this.dropBefore = new Map(resolutions.map((resolution) => [resolution, prepareDrop(db, resolution)]));
    this.dropBody = db.prepare(`DELETE FROM push_bodies WHERE push IN (
      SELECT push FROM push_bodies JOIN pushes ON id = push ORDER BY ok DESC, push LIMIT 20)`);
    this.size = db.prepare(
      `SELECT page_size * page_count AS file, page_size * (page_count - freelist_count) AS used
       FROM pragma_page_size, pragma_page_count, pragma_freelist_count`,
    );
  }

  /** Each resolution as far back as it is to reach; yields after each slice. */
  *byAge(nowMs: number): Generator<void, void> {
    for (const resolution of resolutions) {
      const before = blockAt(resolution, nowMs - this.limits.keepMs[resolution.table]);
      while (this.drop(resolution, before)) yield;
    }
  }

  /**
   * Until the file is small enough: first the oldest detail, which its roll-up outlives, then what was pushed, of deliveries before
   * failures, last what only was kept for long. The last hour of detail and the last day of minutes stay while there is anything
   * else to take. Yields after each slice.
   */
  *bySize(nowMs: number): Generator<void, void> {
    if (this.usedBytes() > this.limits.maxBytes) {
      const enough = () => this.usedBytes() <= this.limits.maxBytes * shrinkTo;
      const steps = [
        () => this.drop(raw, blockAt(raw, nowMs - hourMs)),
        () => this.dropBody.run().changes > 0,
        () => this.drop(minutes, blockAt(minutes, nowMs - 24 * hourMs)),
        () => this.drop(quarters, Number.MAX_SAFE_INTEGER),
        () => this.drop(raw, Number.MAX_SAFE_INTEGER),
        () => this.drop(minutes, Number.MAX_SAFE_INTEGER),
      ];
      for (const step of steps) while (!enough() && step()) yield;
    }
    while (this.fileBytes() > this.limits.maxBytes && this.usedBytes() < this.fileBytes()) {
      this.db.exec(`PRAGMA incremental_vacuum(${pagesPerSlice})`);
      yield;
    }
  }

  /** True when something was dropped, so that there may be more. */
  private drop(resolution: Resolution, beforeBlock: number): boolean {
    return (this.dropBefore.get(resolution)?.run(beforeBlock).changes ?? 0) > 0;
  }

  private usedBytes(): number {
    return this.size.get().used;
  }

  private fileBytes(): number {
    return this.size.get().file;
  }
}

function prepareDrop(db: DatabaseSyncInstance, { table }: Resolution): StatementSyncInstance {
  return db.prepare(
    `DELETE FROM ${table} WHERE (block, series, offset) IN
       (SELECT block, series, offset FROM ${table} WHERE block < ? LIMIT ${rowsPerSlice})`,
  );
}
