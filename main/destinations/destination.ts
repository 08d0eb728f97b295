import type { Labels, MetricFamily } from '../metrics/model';
import type { Failure, Outcome } from '../outcome';
import type { HttpClient } from '../platform/http-client';
import type { DestinationSettings, Farewell } from '../settings/schema/destinations';

/**
 * Where metrics are delivered.
 *
 * Promises: no call throws or rejects; each settles within the destination's timeout for each address that it tries, or soon
 * after `signal` aborts.
 * Whether and when to try again is the engine's matter. One that takes only "now" keeps no snapshot; one that takes history has
 * a `backlog`, and is handed every snapshot exactly once: by `push`, or by `keep` when an earlier push is not over.
 * `push`, `send`, `repeat` and `forget` are not called while one of them is under way.
 */
export interface Destination {
  /** Delivers one snapshot; one that takes history, all that was kept before it too, the oldest first. */
  push(snapshot: Snapshot, signal: AbortSignal): Promise<PushOutcome>;
  /** What a push of this snapshot would send to the address that is tried first; sends and keeps nothing. */
  preview(snapshot: Snapshot): Promise<Outcome<PushPreview>>;
  /** Takes this machine's series away as settings say for the occasion; `undefined` when there is nothing to do. */
  forget(identity: Identity, occasion: Farewell, signal: AbortSignal): Promise<PushOutcome | undefined>;
  /**
   * Sends what was recorded of a push once more, where it went; `undefined` when this machine's group is at no such address by
   * now. Of a destination whose records hold all that was sent.
   */
  repeat?(
    recorded: RecordedPush,
    to: { readonly identity: Identity; readonly signal: AbortSignal },
  ): Promise<PushOutcome | undefined>;
  /** Names of families of others that stand where this snapshot would go, and that its push would take away or overwrite. */
  replaced?(snapshot: Snapshot, signal: AbortSignal): Promise<readonly string[]>;
  /** Closes kept-alive connections. */
  close(): void;
  /** Of one that takes history. */
  readonly backlog?: DestinationBacklog;
}

/**
 * Brings groups that others pushed to this machine to a destination that takes only "now", each under its own grouping key. The same
 * promises as of a destination; two calls for one group are never under way at once.
 */
export interface GroupForwarding {
  /** This address has just taken a push of this machine's own. */
  works(address: string): void;
  /** The whole group there is what this one is. */
  put(group: GroupOfOthers, signal: AbortSignal): Promise<PushOutcome>;
  /** From this one of its addresses. */
  delete(
    at: { readonly address: string; readonly groupingKey: Labels },
    signal: AbortSignal,
  ): Promise<PushOutcome>;
  /** Closes kept-alive connections. */
  close(): void;
}

export interface GroupOfOthers {
  readonly groupingKey: Labels;
  /** With the group's labels on every sample; without the group's push times. */
  readonly families: readonly MetricFamily[];
  /** Which Pushtrays forwarded it to this one. */
  readonly via: readonly string[];
}

/** What a destination that takes history has not delivered yet: nothing of it is lost by a restart or a kill. */
export interface DestinationBacklog {
  /** Puts a snapshot behind those that wait already; the next push delivers it. */
  keep(snapshot: Snapshot): void;
  /** Delivers what waits, as a push does that has nothing to add: to try again. */
  send(identity: Identity, signal: AbortSignal): Promise<PushOutcome>;
  size(): BacklogSize;
}

export interface BacklogSize {
  /** One holds what was measured at one moment. */
  readonly snapshots: number;
  readonly samples: number;
  /** On disk. */
  readonly bytes: number;
  /** When the oldest that waits was measured; absent when nothing waits. */
  readonly oldestAtMs?: number;
  /** Since this process started: too old, too many, refused by the receiver, or taken while the clock was wrong. */
  readonly droppedSamples: number;
}

/** Who is speaking: what tells this machine's series from everybody else's. */
export interface Identity {
  readonly instance: string;
  /** Grouping labels from settings, without job and instance. */
  readonly labels: Labels;
}

/** The latest families of every collector at one moment; valid by metrics/validate and free of equal series. */
export interface Snapshot extends Identity {
  readonly takenAtMs: number;
  readonly families: readonly MetricFamily[];
  /** For one that takes history: what others pushed to this machine, each sample with all the labels that it is to keep. */
  readonly forwarded?: readonly MetricFamily[];
}

/** What was sent and what came back: enough to understand a failure without tcpdump. */
export interface PushOutcome {
  /** Absent: delivered. */
  readonly failure?: PushFailure;
  readonly method: string;
  readonly url: string;
  /** `{job="pushtray", instance="web1"}` as labels. */
  readonly groupingKey: Labels;
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  readonly durationMs: number;
  /** Size of the body before and after compression. */
  readonly bytes: number;
  readonly bytesSent: number;
  readonly series: number;
  /** The body as text before compression. Of a very long one the beginning: still far more than the engine keeps for the record. */
  readonly requestBody: string;
  readonly responseBody: string;
  /** What else this took, in order: an address that failed before another took the push, a group deleted at a substitute. */
  readonly also?: readonly PushOutcome[];
}

export type RecordedPush = Pick<PushOutcome, 'method' | 'url' | 'series' | 'requestBody'>;

export type PushPreview = Pick<
  PushOutcome,
  'method' | 'url' | 'groupingKey' | 'bytes' | 'bytesSent' | 'series' | 'requestBody'
>;

export interface PushFailure extends Failure<PushFailureCode> {
  /** False: sending the same again cannot succeed (the receiver refused the content, the credentials, the address). */
  readonly retryable: boolean;
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs?: number;
}

export type PushFailureCode =
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'redirect'
  | 'unauthorized'
  | 'not_found'
  | 'refused'
  | 'server_error'
  | 'invalid_metrics'
  | 'missing_secret'
  | 'own_address'
  | 'clock_skew'
  | 'aborted';

export interface DestinationTools {
  /** This destination's alone: it closes it. */
  readonly http: HttpClient;
  /** A secret's value by its name, looked up at each push so that a changed one is taken up. */
  readonly secret: (name: string) => string | undefined;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
  readonly groups: GroupJournal;
  /** How this Pushtray names itself to another that it pushes to; absent: not at all. */
  readonly via?: readonly string[];
  /** What is kept between runs for this destination. */
  readonly openBacklog: (limits: BacklogLimits) => Backlog;
}

/** Where groups of this machine may stand. Promise: it is on disk when a call returns, so that a crash leaves no group unknown. */
export interface GroupJournal {
  list(): readonly PushedGroup[];
  /** Before the first push to it; again does nothing. */
  add(group: PushedGroup): void;
  remove(group: PushedGroup): void;
  readonly forwarded: ForwardJournal;
}

/** Where groups of others may stand that were forwarded there, with the same promise. */
export interface ForwardJournal {
  list(): readonly ForwardedTo[];
  at(address: string): readonly ForwardedGroup[];
  has(address: string, groupingKey: Labels): boolean;
  /** Before it is sent there; it is no longer to be deleted. */
  add(settings: DestinationSettings, groupingKey: Labels): void;
  /** They are to be deleted as soon as that can be, wherever they may stand. */
  condemn(groupingKeys: readonly Labels[]): void;
  remove(address: string, groupingKey: Labels): void;
}

export interface ForwardedTo {
  /** With the one address where the groups stand. */
  readonly settings: DestinationSettings;
  readonly groups: readonly ForwardedGroup[];
}

export interface ForwardedGroup {
  readonly groupingKey: Labels;
  readonly isCondemned: boolean;
}

export interface PushedGroup {
  /** With the one address where the group stands. */
  readonly settings: DestinationSettings;
  readonly identity: Identity;
}

export interface BacklogLimits {
  /** Of what waits; the oldest entries go first. */
  readonly maxBytes: number;
}

/**
 * Entries that wait, in the order they were added. Promises: what was added is on disk when the call returns (where the disk
 * cannot be used, in memory, which the log says) and stays until it is settled or dropped, over restarts and `kill -9`. The
 * last entry that was settled is kept too, as what the receiver has.
 */
export interface Backlog {
  /** Gives its id, larger than any before. */
  append(entry: NewBacklogEntry): number;
  /** The first that waits. */
  oldest(): BacklogEntry | undefined;
  /** The last that waits or, when none does, the last that was settled. */
  newest(): BacklogEntry | undefined;
  /** This one, the oldest, waits no longer; a refused one counts as dropped. */
  settle(id: number, how: 'delivered' | 'refused'): void;
  /** Of those that wait, drops all that are older than a moment, that are not, or that were added after an entry. */
  dropBefore(atMs: number): void;
  dropFrom(atMs: number): void;
  dropAfter(id: number): void;
  /** Counts samples as dropped that could not be added. */
  dropUnkept(samples: number): void;
  size(): BacklogSize;
  /** A short text that is kept as safely as the entries; absent before the first. */
  note(): string | undefined;
  setNote(text: string): void;
}

export interface NewBacklogEntry {
  readonly atMs: number;
  readonly samples: number;
  readonly content: Uint8Array;
}

export interface BacklogEntry extends NewBacklogEntry {
  readonly id: number;
}

export type MakeDestination<S extends DestinationSettings = DestinationSettings> = (
  settings: S,
  tools: DestinationTools,
) => Destination;

export type DestinationKinds = {
  readonly [K in DestinationSettings['kind']]: MakeDestination<Extract<DestinationSettings, { kind: K }>>;
};

export type MakeForwarding<S extends DestinationSettings = DestinationSettings> = (
  settings: S,
  tools: DestinationTools,
) => GroupForwarding;

/** Of kinds that take history there is none: their snapshots hold what is forwarded. */
export type ForwardingKinds = {
  readonly [K in DestinationSettings['kind']]?: MakeForwarding<Extract<DestinationSettings, { kind: K }>>;
};
