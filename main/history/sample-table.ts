import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { MetricFamily } from '../metrics/model';
import { blockAt, blockStartMs, raw } from './resolutions';
import type { SeriesTable } from './series-table';
import { worthKeeping } from './worth-keeping';

/** Small enough that a slice takes a few milliseconds at most on a slow machine. */
export const rowsPerSlice = 250;

export interface SamplesAt {
  readonly atMs: number;
  readonly families: readonly MetricFamily[];
}

/** Writes samples as they came. */
export class SampleTable {
  private readonly insert: StatementSyncInstance;
  private readonly rollUpAgain: StatementSyncInstance;

  constructor(
    db: DatabaseSyncInstance,
    private readonly series: SeriesTable,
  ) {
    this.insert = db.prepare('INSERT OR REPLACE INTO raw (block, series, offset, value) VALUES (?, ?, ?, ?)');
    this.rollUpAgain = db.prepare(`UPDATE rolled SET next = ?1 WHERE source = '${raw.table}' AND next > ?1`);
  }

  /** Belongs into a transaction; yields after each slice. */
  *write(recorded: readonly SamplesAt[]): Generator<void, void> {
    let rows = 0;
    let earliestBlock = Number.POSITIVE_INFINITY;
    for (const { atMs, families } of recorded) {
      for (const sample of worthKeeping(families)) {
        const sampledAtMs = Math.floor(sample.timestampMs ?? atMs);
        const block = blockAt(raw, sampledAtMs);
        const id = this.series.idOf(sample.name, sample.labels, sampledAtMs);
        this.insert.run(block, id, sampledAtMs - blockStartMs(raw, block), sample.value);
        earliestBlock = Math.min(earliestBlock, block);
        rows += 1;
        if (rows % rowsPerSlice === 0) yield;
      }
    }
    // The wall clock may have been set back into time that is rolled up already.
    if (rows > 0) this.rollUpAgain.run(earliestBlock);
  }
}
