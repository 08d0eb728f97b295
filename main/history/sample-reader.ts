import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { Steps } from '../metrics/steps';
import { type Drawing, Extremes, type Range, type Span } from './down-sample';
import type { SampleQuery, SampleSeries } from './history';
import { StepsOfTime, stepOf } from './reduce-to-steps';
import { blockAt, blockStartMs, type Resolution, raw, resolutions } from './resolutions';
import type { SeriesTable } from './series-table';

/** A table of samples with the time that it holds: from its oldest row up to what it was last rolled up to. */
interface Source {
  readonly resolution: Resolution;
  readonly rows: StatementSyncInstance;
  readonly oldestBlock: StatementSyncInstance;
  /** What is filled from; absent for raw samples, which are always up to now. */
  readonly filledFrom?: Resolution;
}

/** One resolution's share of what was asked; both ends belong to it. */
interface Part extends Range {
  readonly source: Source;
}

/** Reads series at the resolution that fits the asked range and number of points. */
export class SampleReader {
  private readonly sources: readonly Source[];
  private readonly rolledTo: StatementSyncInstance;

  constructor(
    db: DatabaseSyncInstance,
    private readonly series: SeriesTable,
  ) {
    this.rolledTo = db.prepare('SELECT next FROM rolled WHERE source = ?');
    this.sources = resolutions.map((resolution, level) => {
      const filledFrom = resolutions[level - 1];
      return {
        resolution,
        rows: asArrays(db.prepare(rowsQuery(resolution))),
        oldestBlock: db.prepare(`SELECT min(block) AS block FROM ${resolution.table}`),
        ...(filledFrom ? { filledFrom } : {}),
      };
    });
  }

  *read(query: SampleQuery): Steps<SampleSeries[]> {
    const parts = this.partsOf(query, fittingLevel(query));
    const found: SampleSeries[] = [];
    for (const { id, labels } of this.series.matching(query.metric, query.labels)) {
      const drawing = drawingOf(query);
      for (const part of parts) yield* readInto(drawing, part, id);
      const drawn = drawing.drawn();
      if (drawn.timesMs.length > 0) found.push({ labels, ...drawn });
    }
    return found;
  }

  /** In time order: coarser resolutions for what is too old for the fitting one, finer ones for what it does not hold yet. */
  private partsOf(asked: Range, level: number): Part[] {
    const held = this.sources.map((source) => ({ source, ...this.heldBy(source) }));
    const parts = held.slice(level, level + 1);
    let { startMs = 0, endMs = 0 } = parts[0] ?? {};
    for (const coarser of held.slice(level + 1)) {
      parts.unshift({ ...coarser, endMs: Math.min(startMs, coarser.endMs) });
      startMs = Math.min(startMs, coarser.startMs);
    }
    for (const finer of held.slice(0, level).reverse()) {
      parts.push({ ...finer, startMs: endMs });
      endMs = Math.max(endMs, finer.endMs);
    }
    return parts
      .map((part) => ({
        source: part.source,
        fromMs: Math.max(asked.fromMs, part.startMs),
        toMs: Math.min(asked.toMs, part.endMs - 1),
      }))
      .filter(({ fromMs, toMs }) => fromMs <= toMs);
  }

  private heldBy({ resolution, oldestBlock, filledFrom }: Source): { startMs: number; endMs: number } {
    const first: number | null = oldestBlock.get().block;
    const next: number | undefined = filledFrom && this.rolledTo.get(filledFrom.table)?.next;
    const endMs = filledFrom ? blockStartMs(filledFrom, next ?? 0) : Number.POSITIVE_INFINITY;
    return { startMs: first === null ? endMs : blockStartMs(resolution, first), endMs };
  }
}

function drawingOf(query: SampleQuery): Drawing {
  const { reduce = 'extremes', maxPoints } = query;
  return reduce === 'extremes'
    ? new Extremes(query, maxPoints)
    : new StepsOfTime(query, { maxPoints, reduce });
}

/** The coarsest of which each step drawn would still show at least one row; index into `resolutions`. */
function fittingLevel(query: SampleQuery): number {
  const { fromMs, toMs, maxPoints, reduce = 'extremes' } = query;
  const drawnMs =
    reduce === 'extremes'
      ? Math.max(0, toMs - fromMs) / Math.max(1, maxPoints / 2)
      : stepOf(query, maxPoints);
  return resolutions.filter(({ stepMs }) => stepMs <= drawnMs).length - 1;
}

/** Few enough that they are read in some milliseconds on a slow machine. */
const rowsAtOnce = 500;

/**
 * The next rows behind `:after` in the block `:first`. Goes from one block that exists to the next, which the CROSS JOIN forces; so rows
 * come in time order.
 */
function rowsQuery({ table }: Resolution): string {
  const values = table === raw.table ? 'value, value, value, value IS NOT NULL' : 'min, max, mean, count';
  return `
    WITH RECURSIVE blocks(number) AS (
      SELECT min(block) FROM ${table} WHERE block >= :first
      UNION ALL
      SELECT (SELECT min(block) FROM ${table} WHERE block > number) FROM blocks WHERE number < :last
    )
    SELECT block, offset, ${values} FROM blocks
      CROSS JOIN ${table} ON block = number AND series = :series
        AND offset > CASE number WHEN :first THEN :after ELSE -1 END
      WHERE number <= :last LIMIT ${rowsAtOnce}`;
}

/** Which takes half the time of objects. */
function asArrays(statement: StatementSyncInstance): StatementSyncInstance {
  statement.setReturnArrays(true);
  return statement;
}

function* readInto(drawing: Drawing, part: Part, series: number): Steps<void> {
  const { resolution, rows } = part.source;
  const last = blockAt(resolution, part.toMs);
  let [first, after] = [blockAt(resolution, part.fromMs), -1];
  for (;;) {
    const found = rows.all({ first, after, last, series }) as unknown as Row[];
    for (const row of found) {
      const span = spanOf(row, resolution);
      if (span.atMs >= part.fromMs && span.atMs <= part.toMs) drawing.add(span);
    }
    yield;
    const end = found.at(-1);
    if (end === undefined || found.length < rowsAtOnce) return;
    [first, after] = end;
  }
}

type Row = readonly [
  block: number,
  offset: number,
  min: number | null,
  max: number | null,
  mean: number | null,
  count: number,
];

function spanOf([block, offset, min, max, mean, count]: Row, resolution: Resolution): Span {
  return {
    atMs: blockStartMs(resolution, block) + offset,
    stepMs: resolution.stepMs,
    min: min ?? Number.NaN,
    max: max ?? Number.NaN,
    mean: mean ?? Number.NaN,
    count,
  };
}
