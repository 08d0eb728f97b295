import type { MetricFamily } from '../metrics/model';
import type { Outcome } from '../outcome';
import type { Clock } from '../platform/clock';
import type { FollowProcess } from '../platform/line-process';
import type { OpenNetlink } from '../platform/netlink';
import type { RunProcess } from '../platform/process';
import type { CollectorSettings } from '../settings/schema/collectors';

/**
 * Measures one kind of thing each cycle.
 *
 * Promises: `collect` never throws and never rejects; it is not called again before it has settled; it settles
 * soon after `signal` aborts, which it does after `limitMs` if that is given: what waits for others fits its waiting
 * into it. What could not be measured is absent from `families`, never 0 and never the
 * value of an earlier cycle. `close` ends every process the collector started.
 */
export interface Collector {
  collect(signal: AbortSignal, limitMs?: number): Promise<Collected>;
  close(): Promise<void>;
}

export interface Collected {
  /** Valid by the rules of metrics/validate; may hold part of the whole when `problems` is not empty. */
  readonly families: readonly MetricFamily[];
  /** Names of families that are given only as long as no other collector gives them. */
  readonly yields?: readonly string[];
  /** What a probe found at each of its targets, but for those it waits for still; absent for collectors that have none. */
  readonly targets?: readonly TargetReading[];
  /** Empty: the cycle succeeded. */
  readonly problems: readonly Problem[];
  /** Where the numbers came from, for people: `/proc/net/tcp`, `netstat`. */
  readonly source?: string;
}

/** One thing that kept a cycle from measuring something: a target that is down is no problem, it is a result. */
export interface Problem {
  readonly code: ProblemCode;
  /** What, where, why, what to do: one or two plain sentences. */
  readonly message: string;
  readonly target?: string;
  /** Of a text that was read: the line at fault and the column where the fault begins, both counted from 1. */
  readonly excerpt?: { readonly line: number; readonly column: number; readonly text: string };
}

export type ProblemCode =
  | 'no_source'
  | 'no_ping_program'
  | 'permission'
  | 'unresolvable'
  | 'no_route'
  | 'bad_output'
  | 'timeout'
  | 'internal';

export type ProbeOutcome =
  | 'reply'
  | 'loss'
  | 'unresolvable'
  | 'no_route'
  | 'permission'
  | 'no_program'
  | 'skipped'
  | 'failed';

export interface TargetReading {
  readonly name: string;
  /** As settings name it. */
  readonly host: string;
  /** What it resolved to this cycle. */
  readonly ip?: string;
  readonly outcome: ProbeOutcome;
  /** Mean over the cycle; absent when nothing came back. */
  readonly rttSeconds?: number;
  /** Mean difference between one reply and the next; absent when fewer than two came, and for what is no ping. */
  readonly jitterSeconds?: number;
  /** 0 to 1; absent when nothing could be sent. */
  readonly lossRatio?: number;
  /** Why, when the outcome is not `reply`. */
  readonly reason?: string;
}

/** The machine a collector asks, so that tests can hand in another: a recorded /proc, a ping that is not there. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly run: RunProcess;
  readonly follow: FollowProcess;
  /** `/proc`, or a recorded copy. */
  readonly procRoot: string;
  /** `/sys`, or a recorded copy. */
  readonly sysRoot: string;
  /** Whether the commands of the settings are this user's own will; why not, and what to do, otherwise. */
  readonly commandConsent: () => Outcome<void>;
  /** Value of a secret of the settings; undefined when it is not set. */
  readonly secret: (name: string) => string | undefined;
  /** The label `instance` of what this machine pushes and serves. */
  readonly ownInstance: () => string;
  /** Absent: the kernel is not asked by netlink, its files under `procRoot` are read instead. */
  readonly openNetlink?: OpenNetlink;
}

export type MakeCollector<S extends CollectorSettings = CollectorSettings> = (
  settings: S,
  machine: Machine,
) => Collector;

/** The one map from kind to maker: a missing kind does not compile. */
export type CollectorKinds = {
  readonly [K in CollectorSettings['kind']]: MakeCollector<Extract<CollectorSettings, { kind: K }>>;
};
