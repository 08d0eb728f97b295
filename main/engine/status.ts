import type { ProbeOutcome, Problem } from '../collectors/collector';
import type { BacklogSize } from '../destinations/destination';
import type { PushRecord } from '../history/history';

/** How every part of the engine is doing now. Plain data: the api maps it to the contract, diagnosis to words. */
export interface EngineStatus {
  readonly monitoring: boolean;
  readonly pushing: boolean;
  readonly asleep: boolean;
  readonly collectors: readonly CollectorHealth[];
  readonly targets: readonly TargetHealth[];
  readonly destinations: readonly DestinationHealth[];
}

export interface CollectorHealth {
  readonly id: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly state: 'waiting' | 'ok' | 'failing' | 'paused';
  readonly intervalMs: number;
  readonly lastCycleAtMs?: number;
  readonly lastDurationMs?: number;
  readonly skippedCycles: number;
  readonly problems: readonly Problem[];
  readonly source?: string;
}

export interface TargetHealth {
  readonly collector: string;
  readonly name: string;
  readonly host: string;
  readonly enabled: boolean;
  /** Absent: not probed yet, or switched off. */
  readonly outcome?: ProbeOutcome;
  readonly ip?: string;
  readonly rttSeconds?: number;
  readonly jitterSeconds?: number;
  readonly lossRatio?: number;
  readonly reason?: string;
  readonly atMs?: number;
}

/** Of one delivery: a destination that pushes to several addresses has one for each. */
export interface DestinationHealth {
  readonly id: string;
  readonly kind: string;
  /** Where it pushes to, at present. */
  readonly url: string;
  readonly enabled: boolean;
  readonly builtIn: boolean;
  readonly state: 'waiting' | 'ok' | 'failing' | 'paused' | 'held';
  readonly lastPush?: PushRecord;
  readonly lastSuccessAtMs?: number;
  readonly failingSinceMs?: number;
  readonly failureCode?: string;
  readonly consecutiveFailures: number;
  readonly nextPushAtMs?: number;
  readonly problem?: string;
  /** Of one that takes history. */
  readonly backlog?: BacklogSize;
}

export type EngineEvent = { readonly kind: 'changed' } | { readonly kind: 'push'; readonly push: PushRecord };
