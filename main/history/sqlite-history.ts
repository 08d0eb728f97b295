import type { MetricFamily } from '../metrics/model';
import type { Steps } from '../metrics/steps';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type {
  History,
  Mark,
  NewPushRecord,
  PushQuery,
  PushRecord,
  PushSummary,
  SampleQuery,
  SampleSeries,
} from './history';
import { Reads } from './reads';
import { SlicedWork } from './sliced-work';
import { isDamaged, sqliteReason } from './sqlite-failure';
import { type Batch, emptyBatch, type Store } from './store';

/** What is recorded within so much time is written together. */
const flushAfterMs = 1_000;
const maintainEveryMs = 60_000;

export interface SqliteHistoryParts {
  readonly file: string;
  readonly store: Store;
  /** Opens another one in place of a damaged one, which is kept aside; throws why it cannot. */
  readonly replace: (damaged: unknown) => Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class SqliteHistory implements History {
  /** Absent once closed or past repair. */
  private store: Store | undefined;
  private replaced = false;
  private waiting: Batch = emptyBatch();
  private writing = false;
  private maintaining = false;
  private maintainedAtMs: number;
  private newestPushId = 0;
  private trouble: string | undefined;
  private cancelFlush: (() => void) | undefined;
  private readonly work: SlicedWork;
  private readonly reads: Reads;

  constructor(private readonly parts: SqliteHistoryParts) {
    this.store = parts.store;
    this.work = new SlicedWork(parts.clock);
    this.reads = new Reads(parts.clock);
    this.maintainedAtMs = parts.clock.monotonicMs();
    this.newestPushId = this.reading((store) => store.pushes.newestId(), 0);
  }

  recordSamples(atMs: number, families: readonly MetricFamily[]): void {
    this.waiting.samples.push({ atMs, families });
    this.flushSoon();
  }

  recordPush(push: NewPushRecord): PushRecord {
    this.newestPushId += 1;
    const record = { id: this.newestPushId, ...push };
    this.waiting.pushes.push(record);
    this.flushSoon();
    return record;
  }

  recordMark(mark: Mark): void {
    this.waiting.marks.push(mark);
    this.flushSoon();
  }

  pushes(query: PushQuery): readonly PushSummary[] {
    this.flushFor('pushes');
    return this.reading((store) => store.pushes.list(query), []);
  }

  push(id: number): PushRecord | undefined {
    this.flushFor('pushes');
    return this.reading((store) => store.pushes.get(id), undefined);
  }

  samples(query: SampleQuery): Promise<readonly SampleSeries[]> {
    return this.reads.add(this.sampleSteps(query));
  }

  marks(range: { readonly fromMs: number; readonly toMs: number }): readonly Mark[] {
    this.flushFor('marks');
    return this.reading((store) => store.marks.list(range), []);
  }

  problem(): string | undefined {
    return this.trouble;
  }

  flush(): void {
    this.finishWriting();
    this.beginWriting();
    this.finishWriting();
  }

  close(): void {
    this.flush();
    this.cancelFlush?.();
    this.work.abandon();
    this.closeStore();
  }

  private closeStore(): void {
    const { store } = this;
    this.store = undefined;
    try {
      store?.close();
    } catch (thrown) {
      this.parts.logger.warn('The history was not closed well.', { reason: sqliteReason(thrown) });
    }
  }

  private flushSoon(): void {
    this.cancelFlush ??= this.parts.clock.after(flushAfterMs, () => {
      this.cancelFlush = undefined;
      if (this.writing) this.flushSoon();
      else this.beginWriting();
    });
  }

  private flushFor(asked: 'pushes' | 'marks'): void {
    if (this.waiting[asked].length > 0 || this.writing) this.flush();
  }

  private beginWriting(): void {
    const batch = this.waiting;
    this.waiting = emptyBatch();
    if (!this.store || Object.values(batch).every((waiting) => waiting.length === 0)) return;
    this.writing = true;
    this.work.start(this.store.write(batch), (thrown) => {
      this.writing = false;
      if (thrown) this.failed(thrown);
      else this.written();
    });
  }

  private finishWriting(): void {
    while (this.writing) this.work.slice();
  }

  private written(): void {
    if (this.trouble) this.parts.logger.info('The history is written again.', { file: this.parts.file });
    this.trouble = undefined;
    this.maintainIfDue();
  }

  private maintainIfDue(): void {
    const { clock } = this.parts;
    if (!this.store || this.maintaining || clock.monotonicMs() < this.maintainedAtMs + maintainEveryMs)
      return;
    this.maintaining = true;
    this.maintainedAtMs = clock.monotonicMs();
    this.work.start(this.reads.first(this.store.maintain(clock.nowMs())), (thrown) => {
      this.maintaining = false;
      if (thrown) this.failed(thrown);
    });
  }

  /** Nothing once the store was closed or replaced in between. */
  private *sampleSteps(query: SampleQuery): Steps<readonly SampleSeries[]> {
    const { store } = this;
    const steps = store?.reader.read(query);
    while (steps && store === this.store) {
      const step = this.reading(() => steps.next(), { done: true, value: [] });
      if (step.done) return step.value;
      yield;
    }
    return [];
  }

  private reading<T>(read: (store: Store) => T, otherwise: T): T {
    if (!this.store) return otherwise;
    try {
      return read(this.store);
    } catch (thrown) {
      this.failed(thrown);
      return otherwise;
    }
  }

  private failed(thrown: unknown): void {
    if (isDamaged(thrown) && this.replaceStore(thrown)) return;
    const trouble = `The history file ${this.parts.file} cannot be used: ${sqliteReason(thrown)}. Charts and pushes are not kept until it can.`;
    if (trouble !== this.trouble) this.parts.logger.warn(trouble);
    this.trouble = trouble;
  }

  /** Once a run: a disk that damages one file after the other would fill up with them. */
  private replaceStore(damaged: unknown): boolean {
    if (this.replaced || !this.store) return false;
    this.replaced = true;
    this.work.abandon();
    this.writing = false;
    this.maintaining = false;
    this.closeStore();
    try {
      this.store = this.parts.replace(damaged);
    } catch {
      return false;
    }
    return true;
  }
}
