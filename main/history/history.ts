import type { Labels, MetricFamily } from '../metrics/model';

/**
 * Keeps samples, pushes and marks between runs.
 *
 * Promises: recording returns at once and is written in batches; what was written survives a kill at any moment, what
 * was not yet written is lost whole, never in part. Bounded by age and by size, the oldest going first. A store
 * that cannot write says so once through its health and drops, it never throws into the caller.
 */
export interface History {
  recordSamples(atMs: number, families: readonly MetricFamily[]): void;
  /** Gives the record its id at once. */
  recordPush(push: NewPushRecord): PushRecord;
  recordMark(mark: Mark): void;
  pushes(query: PushQuery): readonly PushSummary[];
  push(id: number): PushRecord | undefined;
  /** Series of one metric, each in time order, reduced to at most `maxPoints` each; read in slices. None once it is closed. */
  samples(query: SampleQuery): Promise<readonly SampleSeries[]>;
  /**
   * What happened in a stretch of time, oldest first; before that, with their own times, the newest earlier mark about measuring, about
   * the gateway and about the network, as far as they are known: what was true when the stretch began.
   */
  marks(range: { readonly fromMs: number; readonly toMs: number }): readonly Mark[];
  /** Why nothing is written at present; absent when all is well. */
  problem(): string | undefined;
  /** Writes what is waiting. */
  flush(): void;
  close(): void;
}

export interface NewPushRecord {
  readonly atMs: number;
  readonly destination: string;
  readonly method: string;
  readonly url: string;
  readonly groupingKey: Labels;
  /** 1 for the first try of a snapshot. */
  readonly attempt: number;
  readonly ok: boolean;
  readonly status?: number;
  /** Code and sentence of a failure. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly durationMs: number;
  readonly bytes: number;
  readonly bytesSent: number;
  readonly series: number;
  /** Cut to a bound by the engine; `bodyCut` says so. */
  readonly requestBody: string;
  readonly responseBody: string;
  readonly bodyCut: boolean;
}

export interface PushRecord extends NewPushRecord {
  readonly id: number;
}

export type PushSummary = Omit<PushRecord, 'requestBody' | 'responseBody' | 'bodyCut' | 'groupingKey'>;

export interface PushQuery {
  /** Newest first. */
  readonly limit: number;
  /** Only records with a smaller id: the next page. */
  readonly beforeId?: number;
  readonly destination?: string;
  readonly ok?: boolean;
}

export interface SampleQuery {
  readonly metric: string;
  /** Labels that must be equal; others are free. */
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxPoints: number;
  /** `extremes` when absent. */
  readonly reduce?: Reduction;
}

/** `extremes` keeps every lowest and highest value in sight; the others give one value for each step of time that has any. */
export type Reduction = 'extremes' | 'min' | 'mean' | 'max';

export interface SampleSeries {
  readonly labels: Labels;
  /** Times in milliseconds and values, the same length. */
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** What a mark is about: of each subject the newest says how it is. */
export const markSubjects = {
  measuring: ['started', 'stopped', 'asleep', 'awake', 'paused', 'resumed'],
  gateway: ['gateway_changed'],
  network: ['network_changed'],
} as const;

export type MarkKind = (typeof markSubjects)[keyof typeof markSubjects][number];

/** Something that happened to this machine or to measuring. */
export interface Mark {
  readonly atMs: number;
  readonly kind: MarkKind;
  /** What was there before; absent when nothing was. The same as `to`: it is no change, but what was there at the first look ever. */
  readonly from?: string;
  readonly to?: string;
}
