import type { Position } from '../metrics/fault-list';
import type { Labels, MetricFamily, Sample } from '../metrics/model';
import type { Outcome } from '../outcome';
import type { RefusedPushes } from './refused-pushes';

/**
 * What others pushed to this machine, after the Pushgateway's rules: field-notes 3.2 and 3.2b. Speaks no HTTP.
 *
 * Promises: a push is taken whole or not at all; what a scrape would choke on, or what would harm another group, is
 * refused with its reason; `families` is valid by metrics/validate after any sequence of calls, but for counters below 0; memory is bounded by
 * `limits`; a group that has outlived its time is nowhere to be seen.
 */
export interface Gateway {
  push(push: GroupPush): Outcome<void, GatewayFailureCode>;
  /** Notes that a push to this group was refused for what it holds before it came here; makes the group if need be. */
  noteFailure(groupingKey: Labels): void;
  /** Takes away the group with exactly this key, and says whether it was there. */
  delete(groupingKey: Labels): boolean;
  /** Families of all groups, merged and sorted by name, each group's two push times among them. */
  families(options?: FamiliesOptions): readonly MetricFamily[];
  groups(): readonly GroupView[];
  /** `undefined`: there is none with exactly this key. */
  group(groupingKey: Labels): GroupView | undefined;
  /** What little can be told of all groups in no time. */
  heads(): readonly GroupHead[];
  size(): GatewaySize;
  /** How many groups have outlived their time since the start. */
  expiredGroups(): number;
  /** For whoever answers pushes to fill, and for people to look into. */
  readonly refused: RefusedPushes;
}

export interface GroupPush {
  /** PUT replaces the whole group, POST only families of the same name. */
  readonly method: 'PUT' | 'POST';
  /** With a job; overwrites labels of the same name in `families`. */
  readonly groupingKey: Labels;
  /** Valid by metrics/validate, but for counters below 0; a family without samples replaces nothing. */
  readonly families: readonly MetricFamily[];
  /** Where their samples stand in the text that was pushed; absent where there was none. */
  readonly positions?: ReadonlyMap<Sample, Position> | undefined;
  /** How long the group stays after this push, whatever the setting says of the others. */
  readonly ttlMs?: number | undefined;
  /** Which Pushtrays forwarded it, the first one first; absent: it comes from whoever measured it. */
  readonly via?: readonly string[];
}

export interface FamiliesOptions {
  /** Of this group only the push times. */
  readonly onlyPushTimesOf?: Labels;
  /** Nothing of this group. */
  readonly without?: Labels;
}

export interface GatewaySize {
  readonly groups: number;
  readonly series: number;
}

/** Times are milliseconds since 1970. */
export interface GroupView {
  readonly groupingKey: Labels;
  readonly families: readonly PushedFamily[];
  readonly createdAtMs: number;
  /** Absent: no push has succeeded yet. */
  readonly pushedAtMs?: number;
  /** Absent: none has failed yet. A later success does not clear it. */
  readonly failedAtMs?: number;
  readonly lastPushFailed: boolean;
  /** As the last push that succeeded said; absent: it said nothing. */
  readonly ttlMs?: number;
  /** Absent: it stays until it is deleted. */
  readonly expiresAtMs?: number;
  /** Another after each push that succeeded, equal content or not; of this run alone. */
  readonly revision: number;
  /** Of the last push that succeeded, as in `GroupPush`. */
  readonly via: readonly string[];
}

/** Of a group that has been pushed to with success. */
export type GroupHead = Required<Pick<GroupView, 'groupingKey' | 'revision' | 'pushedAtMs'>>;

/** A group as it outlives a run. */
export type KeptGroup = Omit<GroupView, 'expiresAtMs' | 'revision'>;

export interface PushedFamily extends MetricFamily {
  readonly pushedAtMs: number;
}

/** `inconsistent`: refused for what it holds, with the fault where its place is known; `full`: the gateway has no room for it. */
export type GatewayFailureCode = 'inconsistent' | 'full';
