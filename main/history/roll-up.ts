import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { blockAt, blockStartMs, type Resolution } from './resolutions';

/** Of 60 rows each at most at one sample in five seconds. */
const seriesPerSlice = 64;

/**
 * Fills a coarser table from a finer one, a whole block of the finer at a time, as soon as that block's time is over.
 * Doing it again gives the same, so a kill in the middle costs nothing but the work.
 */
export class RollUp {
  private readonly nextBlock: StatementSyncInstance;
  private readonly nextSeries: StatementSyncInstance;
  private readonly copy: StatementSyncInstance;
  private readonly mark: StatementSyncInstance;
  private readonly rollUpAgain: StatementSyncInstance;

  constructor(
    db: DatabaseSyncInstance,
    private readonly from: Resolution,
    private readonly to: Resolution,
  ) {
    const { table, stepMs } = from;
    this.nextBlock = db.prepare(
      `SELECT min(block) AS block FROM ${table} WHERE block < ?
         AND block >= ifnull((SELECT next FROM rolled WHERE source = '${table}'), -1)`,
    );
    this.nextSeries = db.prepare(
      `SELECT min(series) AS series FROM ${table} WHERE block = ? AND series >= ?`,
    );
    this.copy = db.prepare(
      `INSERT OR REPLACE INTO ${to.table} (block, series, offset, min, max, mean, count)
       SELECT :toBlock, series, :shiftMs + offset / ${to.stepMs} * ${to.stepMs},
         ${stepMs === 0 ? fromSamples : fromRolledUp}
       FROM ${table} WHERE block = :block AND series >= :series AND series < :series + ${seriesPerSlice}
       GROUP BY series, offset / ${to.stepMs}`,
    );
    this.mark = db.prepare(`INSERT OR REPLACE INTO rolled (source, next) VALUES ('${table}', ?)`);
    this.rollUpAgain = db.prepare(`UPDATE rolled SET next = ?1 WHERE source = '${to.table}' AND next > ?1`);
  }

  /** Rolls up every block that was over by then; yields after each slice. */
  *until(nowMs: number): Generator<void, void> {
    const current = blockAt(this.from, nowMs);
    for (let block = this.blockBefore(current); block !== null; block = this.blockBefore(current)) {
      yield* this.rollUpBlock(block);
      this.mark.run(block + 1);
    }
  }

  private *rollUpBlock(block: number): Generator<void, void> {
    const startMs = blockStartMs(this.from, block);
    const toBlock = blockAt(this.to, startMs);
    const shiftMs = startMs - blockStartMs(this.to, toBlock);
    this.rollUpAgain.run(toBlock);
    for (let series = this.seriesFrom(block, 0); series !== null; ) {
      this.copy.run({ toBlock, shiftMs, block, series });
      yield;
      series = this.seriesFrom(block, series + seriesPerSlice);
    }
  }

  private blockBefore(current: number): number | null {
    return this.nextBlock.get(current).block;
  }

  private seriesFrom(block: number, series: number): number | null {
    return this.nextSeries.get(block, series).series;
  }
}

const fromSamples = 'min(value), max(value), avg(value), count(value)';
const fromRolledUp = 'min(min), max(max), sum(mean * count) / sum(count), sum(count)';
