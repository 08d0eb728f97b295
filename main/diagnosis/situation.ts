import type { Medium, ProbeFailure, ProbeObstacle } from '../contract/verdict';
import type { TcpState } from '../metrics/tcp-states';

/** How every part is doing at one moment: as much of it as the rules look at. Times are milliseconds since 1970. */
export interface Situation {
  readonly monitoring: boolean;
  readonly pushing: boolean;
  readonly asleep: boolean;
  readonly collectors: readonly CollectorSeen[];
  readonly targets: readonly TargetSeen[];
  readonly destinations: readonly DestinationSeen[];
  /** Absent where no collector of the kind link has told it. */
  readonly link?: LinkSeen;
  /** Absent where no collector of the kind tcp-states has told it. */
  readonly tcp?: TcpSeen;
  /** Where it was asked. */
  readonly holders?: ReadonlyMap<TcpState, HolderSeen>;
}

export interface CollectorSeen {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'ok' | 'failing' | 'paused';
  readonly lastCycleAtMs?: number;
  /** With the name of a target: a problem of that target alone. */
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly target?: string;
  }[];
}

export interface TargetSeen {
  /** Its collector's id and kind. */
  readonly collector: string;
  readonly kind: string;
  readonly name: string;
  /** As settings name it: a host, a host and a port, a URL, or the name that is asked for. */
  readonly host: string;
  readonly enabled: boolean;
  readonly ip?: string;
  /** Absent: not probed yet. */
  readonly outcome?: 'reply' | 'loss' | 'skipped' | ProbeObstacle;
  readonly lossRatio?: number;
  readonly rttSeconds?: number;
  readonly atMs?: number;
  /** Why the last probe failed; packets that do not come back have no reason. */
  readonly failure?: ProbeFailure;
}

export interface DestinationSeen {
  readonly id: string;
  readonly url: string;
  /** The push to our own gateway, which nobody may ever read. */
  readonly builtIn: boolean;
  readonly state: 'waiting' | 'ok' | 'failing' | 'paused' | 'held';
  readonly failureCode?: string;
  readonly failingSinceMs?: number;
  readonly lastSuccessAtMs?: number;
  readonly consecutiveFailures: number;
  readonly lastPush?: { readonly id: number; readonly atMs: number; readonly status?: number };
  readonly backlog?: { readonly samples: number; readonly oldestAtMs?: number };
}

export interface LinkSeen {
  readonly atMs: number;
  /** Of the device that the default route leads to; absent when there is no default route. */
  readonly route?: {
    readonly device: string;
    readonly medium: Medium;
    readonly up?: boolean;
    readonly signalDbm?: number;
  };
}

/** The process that holds most connections of a state, as somebody asked once. */
export interface HolderSeen {
  readonly atMs: number;
  readonly pid: number;
  readonly name?: string;
  readonly connections: number;
  /** Of so many, at that moment. */
  readonly of: number;
}

export interface TcpSeen {
  readonly atMs: number;
  readonly states: Readonly<Partial<Record<TcpState, number>>>;
  /** The kernel's counters since it started; absent where it does not tell them. */
  readonly counters?: {
    readonly sentSegments: number;
    readonly resentSegments: number;
    readonly listenDrops: number;
  };
}
