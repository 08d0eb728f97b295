import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { type Drawn, downSample, type Range, type Span } from './down-sample';
import type { SampleQuery, SampleSeries } from './history';
import { reduceToSteps } from './reduce-to-steps';
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

  read(query: SampleQuery): SampleSeries[] {
    const parts = this.partsOf(query, fittingLevel(query));
    return this.series.matching(query.metric, query.labels).flatMap(({ id, labels }) => {
      const spans = parts.flatMap((part) => spansOf(part, id));
      return spans.length === 0 ? [] : [{ labels, ...reduced(spans, query) }];
    });
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

function reduced(spans: readonly Span[], query: SampleQuery): Drawn {
  const { reduce = 'extremes', maxPoints } = query;
  if (reduce === 'extremes') return downSample(spans, query, maxPoints);
  return reduceToSteps(spans, query, { maxPoints, reduce });
}

/** The coarsest of which each step drawn would still show at least one row; index into `resolutions`. */
function fittingLevel({ fromMs, toMs, maxPoints, reduce = 'extremes' }: SampleQuery): number {
  const pointsPerStep = reduce === 'extremes' ? 2 : 1;
  const bucketMs = Math.max(0, toMs - fromMs) / Math.max(1, maxPoints / pointsPerStep);
  return resolutions.filter(({ stepMs }) => stepMs <= bucketMs).length - 1;
}

/** Goes from one block that exists to the next, which the CROSS JOIN forces; so rows come in time order. */
function rowsQuery({ table }: Resolution): string {
  const values = table === raw.table ? 'value, value, value, value IS NOT NULL' : 'min, max, mean, count';
  return `
    WITH RECURSIVE blocks(number) AS (
      SELECT min(block) FROM ${table} WHERE block >= :first
      UNION ALL
      SELECT (SELECT min(block) FROM ${table} WHERE block > number) FROM blocks WHERE number < :last
    )
    SELECT block, offset, ${values} FROM blocks
      CROSS JOIN ${table} ON block = number AND series = :series WHERE number <= :last`;
}

/** Which takes half the time of objects. */
function asArrays(statement: StatementSyncInstance): StatementSyncInstance {
  statement.setReturnArrays(true);
  return statement;
}

function spansOf({ source, fromMs, toMs }: Part, series: number): Span[] {
  const { resolution, rows } = source;
  return rows
    .all({ first: blockAt(resolution, fromMs), last: blockAt(resolution, toMs), series })
    .map(([block, offset, min, max, mean, count]) => ({
      atMs: blockStartMs(resolution, block) + offset,
      stepMs: resolution.stepMs,
      min: min ?? Number.NaN,
      max: max ?? Number.NaN,
      mean: mean ?? Number.NaN,
      count,
    }))
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
}
