import type { Labels, MetricFamily } from '../metrics/model';
import type { Failure } from '../outcome';
import type { HttpClient } from '../platform/http-client';
import type { DestinationSettings } from '../settings/schema/destinations';

/**
 * Where metrics are delivered.
 *
 * Promises: no call throws or rejects; each settles within the destination's timeout or soon after `signal` aborts.
 * The destination keeps no snapshot: whether and when to try again is the engine's matter.
 */
export interface Destination {
  /** Delivers one snapshot. */
  push(snapshot: Snapshot, signal: AbortSignal): Promise<PushOutcome>;
  /** Takes this machine's series away as `onQuit` says; `undefined` when there is nothing to do. */
  forget(identity: Identity, signal: AbortSignal): Promise<PushOutcome | undefined>;
  /** Closes kept-alive connections. */
  close(): void;
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
  /** The body as text before compression, whole: the engine cuts it for the record. */
  readonly requestBody: string;
  readonly responseBody: string;
}

export interface PushFailure extends Failure<PushFailureCode> {
  /** False: sending the same again cannot succeed (the receiver refused the content, the credentials, the address). */
  readonly retryable: boolean;
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
  | 'aborted';

export interface DestinationTools {
  /** This destination's alone: it closes it. */
  readonly http: HttpClient;
  /** A secret's value by its name, looked up at each push so that a changed one is taken up. */
  readonly secret: (name: string) => string | undefined;
  readonly monotonicMs: () => number;
}

export type MakeDestination<S extends DestinationSettings = DestinationSettings> = (
  settings: S,
  tools: DestinationTools,
) => Destination;

export type DestinationKinds = {
  readonly [K in DestinationSettings['kind']]: MakeDestination<Extract<DestinationSettings, { kind: K }>>;
};
