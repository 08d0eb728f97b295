import { encodeLabels } from '../metrics/encode';
import type { Labels, MetricFamily, MetricType } from '../metrics/model';
import { showSeries } from '../metrics/quote';
import { labelsKey } from '../metrics/series';
import { failure, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import { Catalog } from './catalog';
import { inconsistencyOf } from './consistency';
import { type Group, pushFailureTimeName, pushTimeName, type StoredFamily, storedFamily } from './group';
import { mergedFamilies } from './merged-families';

/**
 * What others pushed to this machine, after the Pushgateway's rules: field-notes 3.2 and 3.2b. Speaks no HTTP.
 *
 * Promises: a push is taken whole or not at all; what a scrape would choke on, or what would harm another group, is
 * refused with its reason; `families` is valid by metrics/validate after any sequence of calls; memory is bounded by `limits`.
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
}

export interface GroupPush {
  /** PUT replaces the whole group, POST only families of the same name. */
  readonly method: 'PUT' | 'POST';
  /** With a job; overwrites labels of the same name in `families`. */
  readonly groupingKey: Labels;
  /** Valid by metrics/validate; a family without samples replaces nothing. */
  readonly families: readonly MetricFamily[];
}

export interface FamiliesOptions {
  /** Of this group only the push times. */
  readonly onlyPushTimesOf?: Labels;
}

export interface GroupView {
  readonly groupingKey: Labels;
  readonly families: readonly MetricFamily[];
  /** Absent: no push has succeeded yet. */
  readonly pushedAtMs?: number;
  /** Absent: none has failed yet. A later success does not clear it. */
  readonly failedAtMs?: number;
}

/** `inconsistent`: refused for what it holds; `full`: the gateway has no room for it. */
export type GatewayFailureCode = 'inconsistent' | 'full';

export interface GatewayLimits {
  readonly maxSeries: number;
  readonly maxGroups: number;
}

export interface GatewayParts {
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Type of a metric that this machine itself gives, `undefined` when it gives none of that name. */
  readonly ownType: (name: string) => MetricType | undefined;
  readonly limits?: GatewayLimits;
}

export const defaultLimits: GatewayLimits = { maxSeries: 100_000, maxGroups: 5_000 };

export function makeGateway(parts: GatewayParts): Gateway {
  return new GroupStore(parts);
}

class GroupStore implements Gateway {
  private readonly byId = new Map<string, Group>();
  private readonly catalog = new Catalog();
  private readonly limits: GatewayLimits;

  constructor(private readonly parts: GatewayParts) {
    this.limits = parts.limits ?? defaultLimits;
  }

  push({ method, groupingKey, families }: GroupPush): Outcome<void, GatewayFailureCode> {
    const entered = this.enter(groupingKey);
    if (!entered.ok) return entered;
    const before = entered.value;
    const pushed = families.filter(isKept).map((family) => storedFamily(family, groupingKey));
    const after = new Map(method === 'POST' ? before.families : []);
    for (const stored of pushed) after.set(stored.family.name, stored);

    const checked = this.check(before, pushed, after);
    if (!checked.ok) {
      this.noteFailure(groupingKey);
      return checked;
    }
    this.catalog.replace(before.id, before.families, after);
    this.byId.set(before.id, { ...before, families: after, pushedAtMs: this.parts.clock.nowMs() });
    return success(undefined);
  }

  noteFailure(groupingKey: Labels): void {
    const entered = this.enter(groupingKey);
    if (!entered.ok) return;
    this.byId.set(entered.value.id, { ...entered.value, failedAtMs: this.parts.clock.nowMs() });
  }

  delete(groupingKey: Labels): void {
    const group = this.byId.get(labelsKey(groupingKey));
    if (!group || !sameLabels(group.key, groupingKey)) return;
    this.catalog.replace(group.id, group.families, new Map());
    this.byId.delete(group.id);
  }

  families({ onlyPushTimesOf }: FamiliesOptions = {}): readonly MetricFamily[] {
    return mergedFamilies([...this.byId.values()], onlyPushTimesOf && labelsKey(onlyPushTimesOf));
  }

  groups(): readonly GroupView[] {
    return [...this.byId.values()].map(viewOf);
  }

  /** The group of this key, or what it would be before its first push. */
  private enter(key: Labels): Outcome<Group, GatewayFailureCode> {
    const id = labelsKey(key);
    const group = this.byId.get(id);
    if (group) return sameLabels(group.key, key) ? success(group) : twinGroup(group);
    if (this.byId.size >= this.limits.maxGroups) return full(`${this.limits.maxGroups} groups`);
    return success({ id, key, families: new Map(), pushedAtMs: 0, failedAtMs: 0 });
  }

  private check(
    before: Group,
    pushed: readonly StoredFamily[],
    after: ReadonlyMap<string, StoredFamily>,
  ): Outcome<void, GatewayFailureCode> {
    const around = { group: before, after, catalog: this.catalog, ownType: this.parts.ownType };
    for (const stored of pushed) {
      const reason = inconsistencyOf(stored, around);
      if (reason !== undefined) return inconsistent(reason);
    }
    const seriesCount = this.catalog.seriesCount - seriesOf(before.families) + seriesOf(after);
    return seriesCount > this.limits.maxSeries ? full(`${this.limits.maxSeries} series`) : success(undefined);
  }
}

/** The gateway's own two gauges are never taken from a body, and a family without samples says nothing. */
function isKept({ name, samples }: MetricFamily): boolean {
  return samples.length > 0 && name !== pushTimeName && name !== pushFailureTimeName;
}

/** Equal to the letter: an empty value counts, though for Prometheus it is the same as no label. */
function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function seriesOf(families: ReadonlyMap<string, StoredFamily>): number {
  let count = 0;
  for (const { family } of families.values()) count += family.samples.length;
  return count;
}

function viewOf({ key, families, pushedAtMs, failedAtMs }: Group): GroupView {
  return {
    groupingKey: key,
    families: [...families.values()].map(({ family }) => family),
    ...(pushedAtMs > 0 && { pushedAtMs }),
    ...(failedAtMs > 0 && { failedAtMs }),
  };
}

function inconsistent(reason: string): Outcome<never, GatewayFailureCode> {
  // Begins as the Pushgateway's answer does, for scripts that look for it.
  return failure(
    'inconsistent',
    `pushed metrics are invalid or inconsistent with existing metrics: ${reason}`,
  );
}

/** No trace is left of such a push: the times of both groups would be one and the same series. */
function twinGroup({ key, id }: Group): Outcome<never, GatewayFailureCode> {
  return inconsistent(
    `there is a group ${showSeries(encodeLabels(key))} already, and to Prometheus an empty label is the same as none, so both would be ${showSeries(id)}`,
  );
}

function full(limit: string): Outcome<never, GatewayFailureCode> {
  return failure('full', `this gateway is full: it holds at most ${limit}`, {
    hint: 'DELETE groups that are no longer pushed.',
  });
}
