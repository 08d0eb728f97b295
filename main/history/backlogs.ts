import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { BacklogTable, type DropBound, type EntryRow } from './backlog-table';
import { keepAside } from './keep-aside';
import { inMemory } from './open-database';
import { isDamaged, sqliteReason } from './sqlite-failure';

/** No receiver takes samples so old; what is left of a destination that was removed goes then. */
const forgottenAfterMs = 31 * 24 * 60 * 60_000;

export interface BacklogsParts {
  /** In a directory that exists; made when first needed. `:memory:` keeps nothing beyond this run. */
  readonly file: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
}

/**
 * What destinations have not delivered yet, each in an order of its own, in one file. While the file cannot be used,
 * backlogs are kept in memory, which the log says once.
 */
export class Backlogs {
  private opened: BacklogTable | undefined;
  private isInMemory = false;
  private readonly dropped = new Map<string, number>();

  constructor(private readonly parts: BacklogsParts) {}

  /** All handles of one destination see the same backlog. */
  of(destination: string, limits: { readonly maxBytes: number }): SqliteBacklog {
    this.table();
    return new SqliteBacklog(destination, limits, {
      use: (work) => this.use(work),
      countDropped: (samples) => this.dropped.set(destination, this.droppedOf(destination) + samples),
      dropped: () => this.droppedOf(destination),
    });
  }

  close(): void {
    try {
      this.opened?.close();
    } catch (thrown) {
      this.parts.logger.warn('The backlog was not closed well.', { reason: sqliteReason(thrown) });
    }
    this.opened = undefined;
  }

  private droppedOf(destination: string): number {
    return this.dropped.get(destination) ?? 0;
  }

  private use<T>(work: (table: BacklogTable) => T): T {
    try {
      return work(this.table());
    } catch (thrown) {
      if (this.isInMemory) throw thrown;
      return work(this.tableInMemory(thrown));
    }
  }

  private table(): BacklogTable {
    this.opened ??= this.open();
    return this.opened;
  }

  private open(): BacklogTable {
    const { clock, file } = this.parts;
    try {
      const table = this.openOrReplace();
      table.expire(clock.nowMs() - forgottenAfterMs);
      return table;
    } catch (thrown) {
      if (file === inMemory) throw thrown;
      return this.tableInMemory(thrown);
    }
  }

  private openOrReplace(): BacklogTable {
    const { clock, file, logger } = this.parts;
    try {
      return BacklogTable.open(file);
    } catch (thrown) {
      if (!isDamaged(thrown)) throw thrown;
      const aside = keepAside(file, clock.nowMs());
      if (!aside.ok) throw new Error(aside.error.message);
      logger.error(`The backlog file ${file} is damaged; a new one was begun.`, { keptAt: aside.value });
      return BacklogTable.open(file);
    }
  }

  private tableInMemory(thrown: unknown): BacklogTable {
    const { file, logger } = this.parts;
    logger.error(
      `The backlog file ${file} cannot be used: ${sqliteReason(thrown)}. Until the next start, what is not delivered is kept in memory alone.`,
    );
    this.close();
    this.isInMemory = true;
    this.opened = BacklogTable.open(inMemory);
    return this.opened;
  }
}

interface Shared {
  use<T>(work: (table: BacklogTable) => T): T;
  countDropped(samples: number): void;
  dropped(): number;
}

/** The `Backlog` that destinations are handed. */
export class SqliteBacklog {
  constructor(
    private readonly destination: string,
    private readonly limits: { readonly maxBytes: number },
    private readonly shared: Shared,
  ) {}

  append(entry: { readonly atMs: number; readonly samples: number; readonly content: Uint8Array }): number {
    const id = this.shared.use((table) => table.append({ ...entry, destination: this.destination }));
    this.dropBeyondLimit(id);
    return id;
  }

  oldest() {
    return entryOf(this.shared.use((table) => table.firstWaiting(this.destination)));
  }

  newest() {
    return entryOf(this.shared.use((table) => table.newest(this.destination)));
  }

  settle(id: number, how: 'delivered' | 'refused'): void {
    const samples = this.shared.use((table) => {
      const settled = table.firstWaiting(this.destination)?.samples ?? 0;
      table.settle(this.destination, id);
      return settled;
    });
    if (how === 'refused') this.shared.countDropped(samples);
  }

  dropBefore(atMs: number): void {
    this.drop('beforeMs', atMs);
  }

  dropFrom(atMs: number): void {
    this.drop('fromMs', atMs);
  }

  dropAfter(id: number): void {
    this.drop('afterId', id);
  }

  dropUnkept(samples: number): void {
    this.shared.countDropped(samples);
  }

  size() {
    const { entries, samples, bytes, oldest } = this.shared.use((table) => table.waiting(this.destination));
    return {
      snapshots: entries,
      samples,
      bytes,
      ...(oldest !== null && { oldestAtMs: oldest }),
      droppedSamples: this.shared.dropped(),
    };
  }

  note() {
    return this.shared.use((table) => table.note(this.destination));
  }

  setNote(text: string): void {
    this.shared.use((table) => table.setNote(this.destination, text));
  }

  /** The newest stays, however large. */
  private dropBeyondLimit(newestId: number): void {
    const { destination, shared } = this;
    const { maxBytes } = this.limits;
    if (shared.use((table) => table.waiting(destination)).bytes <= maxBytes) return;
    const last = shared.use((table) => table.lastBeyond(destination, { maxBytes, newestId }));
    if (last !== undefined) this.drop('throughId', last);
  }

  private drop(which: DropBound, bound: number): void {
    this.shared.countDropped(this.shared.use((table) => table.drop(this.destination, which, bound)));
  }
}

function entryOf(row: EntryRow | undefined) {
  return row && { id: row.id, atMs: row.at, samples: row.samples, content: row.content };
}
