import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { type Mark, markSubjects } from './history';
import type { HistoryLimits } from './limits';

const columns = 'id, at, kind, before, after';

/** What happened beside the numbers: a handful a day. */
export class MarkTable {
  private readonly insert: StatementSyncInstance;
  private readonly within: StatementSyncInstance;
  private readonly newestBefore: readonly StatementSyncInstance[];
  private readonly drops: { readonly old: StatementSyncInstance; readonly beyond: StatementSyncInstance };

  constructor(db: DatabaseSyncInstance) {
    this.insert = db.prepare('INSERT INTO marks (at, kind, before, after) VALUES (?, ?, ?, ?)');
    this.within = db.prepare(`SELECT ${columns} FROM marks WHERE at >= ? AND at <= ? ORDER BY at, id`);
    this.newestBefore = Object.values(markSubjects).map((kinds) =>
      db.prepare(
        `SELECT ${columns} FROM marks WHERE at < ? AND kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})
         ORDER BY at DESC, id DESC LIMIT 1`,
      ),
    );
    this.drops = {
      old: db.prepare('DELETE FROM marks WHERE at < ?'),
      beyond: db.prepare(
        'DELETE FROM marks WHERE id IN (SELECT id FROM marks ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)',
      ),
    };
  }

  /** Belongs into a transaction. */
  write({ atMs, kind, from, to }: Mark): void {
    this.insert.run(Math.floor(atMs), kind, from ?? null, to ?? null);
  }

  /** As `History.marks` promises. */
  list({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): Mark[] {
    const earlier = this.newestBefore.flatMap((statement) => statement.all(fromMs)) as Row[];
    earlier.sort((a, b) => a.at - b.at || a.id - b.id);
    return [...earlier, ...(this.within.all(fromMs, toMs) as Row[])].map(markOf);
  }

  /** Bounded by age and count. */
  expire(nowMs: number, { maxAgeMs, maxRecords }: HistoryLimits['marks']): void {
    this.drops.old.run(nowMs - maxAgeMs);
    this.drops.beyond.run(maxRecords);
  }
}

interface Row {
  readonly id: number;
  readonly at: number;
  readonly kind: Mark['kind'];
  readonly before: string | null;
  readonly after: string | null;
}

function markOf({ at, kind, before, after }: Row): Mark {
  return {
    atMs: at,
    kind,
    ...(before === null ? {} : { from: before }),
    ...(after === null ? {} : { to: after }),
  };
}
