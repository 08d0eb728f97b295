import type { Labels, MetricFamily } from '../metrics/model';
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
  /** Takes away the group with exactly this key; one that is not there is no failure. */
  delete(groupingKey: Labels): void;
  /** Families of all groups, merged and sorted by name, each group's two push times among them. */
  families(options?: FamiliesOptions): readonly MetricFamily[];
  groups(): readonly GroupView[];
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
}

export interface FamiliesOptions {
  /** Of this group only the push times. */
  readonly onlyPushTimesOf?: Labels;
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
  /** Absent: it stays until it is deleted. */
  readonly expiresAtMs?: number;
}

export interface PushedFamily extends MetricFamily {
  readonly pushedAtMs: number;
}

/** `inconsistent`: refused for what it holds; `full`: the gateway has no room for it. */
export type GatewayFailureCode = 'inconsistent' | 'full';
