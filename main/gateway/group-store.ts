import type { Labels, MetricFamily, MetricType } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import { Catalog } from './catalog';
import { type Change, checkChange } from './change';
import { full, twinGroup } from './failures';
import type {
  FamiliesOptions,
  Gateway,
  GatewayFailureCode,
  GatewaySize,
  GroupHead,
  GroupPush,
  GroupView,
  KeptGroup,
} from './gateway';
import {
  expiryOf,
  type Group,
  pushFailureTimeName,
  pushTimeName,
  type StoredFamily,
  storedFamily,
  viewOf,
} from './group';
import { mergedFamilies } from './merged-families';
import { RefusedPushes } from './refused-pushes';

export interface GatewayLimits {
  readonly maxSeries: number;
  readonly maxGroups: number;
}

export interface GatewayParts {
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Types of the metrics that this machine itself gives, by name. */
  readonly ownTypes: () => ReadonlyMap<string, MetricType>;
  readonly limits?: GatewayLimits;
  /** How long a group that does not say so itself stays after its last push that succeeded, or that failed when none did; `undefined`: for ever. */
  readonly groupTtlMs?: () => number | undefined;
  /** This group is no longer what it was. */
  readonly onChange?: (groupingKey: Labels) => void;
  /** These groups were deleted, whether they were here or not, or have outlived their time: after a night hundreds in one moment. */
  readonly onGone?: (groupingKeys: readonly Labels[]) => void;
  /** This group has outlived its time. */
  readonly onExpired?: (groupingKey: Labels) => void;
}

const defaultLimits: GatewayLimits = { maxSeries: 100_000, maxGroups: 5_000 };

/** A gateway that holds nothing, and keeps nothing when it ends. */
export function makeGateway(parts: GatewayParts): Gateway {
  return new GroupStore(parts);
}

export class GroupStore implements Gateway {
  readonly refused: RefusedPushes;
  private readonly byId = new Map<string, Group>();
  private readonly catalog = new Catalog();
  private readonly limits: GatewayLimits;
  private expired = 0;
  private revisions = 0;
  /** Some group has, or had, a time to live of its own. */
  private someExpire = false;

  constructor(private readonly parts: GatewayParts) {
    this.limits = parts.limits ?? defaultLimits;
    this.refused = new RefusedPushes(parts.clock);
  }

  push(push: GroupPush): Outcome<void, GatewayFailureCode> {
    const { method, groupingKey, families, positions, ttlMs, via = [] } = push;
    // Before anything is looked up: whoever tells of them may look for what has outlived its time.
    const ownTypes = this.parts.ownTypes();
    const entered = this.enter(groupingKey);
    if (!entered.ok) return entered;
    const before = entered.value;
    const pushedAtMs = this.parts.clock.nowMs();
    const given = families.filter(isKept);
    const pushed = given.map((family) => storedFamily(family, groupingKey, pushedAtMs));
    const after = new Map(method === 'POST' ? before.families : []);
    for (const stored of pushed) after.set(stored.family.name, stored);

    const checked = this.check(before, { given, positions, pushed, after, ownTypes });
    if (!checked.ok) {
      this.noteFailure(groupingKey);
      return checked;
    }
    const revision = this.nextRevision();
    this.put(before, { ...before, families: after, pushedAtMs, lastPushFailed: false, revision, via, ttlMs });
    return success(undefined);
  }

  noteFailure(groupingKey: Labels): void {
    const entered = this.enter(groupingKey);
    if (!entered.ok) return;
    const failedAtMs = this.parts.clock.nowMs();
    this.put(entered.value, { ...entered.value, failedAtMs, lastPushFailed: true });
  }

  /** A group as it was in another run. Refused, without a trace, when it does not go together with those that are here. */
  restore({ groupingKey, families, pushedAtMs = 0, failedAtMs = 0, ...group }: KeptGroup): Outcome<void> {
    const ownTypes = this.parts.ownTypes();
    const entered = this.enter(groupingKey);
    if (!entered.ok) return entered;
    const kept = families.map(({ pushedAtMs: atMs, ...family }) => storedFamily(family, groupingKey, atMs));
    const after = new Map(kept.map((stored) => [stored.family.name, stored]));
    const checked = this.check(entered.value, { pushed: kept, after, ownTypes });
    if (!checked.ok) return checked;
    const revision = pushedAtMs > 0 ? this.nextRevision() : 0;
    this.put(entered.value, {
      ...entered.value,
      ...group,
      pushedAtMs,
      failedAtMs,
      families: after,
      revision,
    });
    return success(undefined);
  }

  delete(groupingKey: Labels): boolean {
    const group = this.byId.get(labelsKey(groupingKey));
    const isHere = group !== undefined && sameLabels(group.key, groupingKey);
    if (isHere) this.remove(group);
    if (isHere || !group) this.parts.onGone?.([groupingKey]);
    return isHere;
  }

  families({ onlyPushTimesOf, without }: FamiliesOptions = {}): readonly MetricFamily[] {
    this.removeExpired();
    const withoutId = without && labelsKey(without);
    const groups = [...this.byId.values()].filter(({ id }) => id !== withoutId);
    return mergedFamilies(groups, onlyPushTimesOf && labelsKey(onlyPushTimesOf));
  }

  groups(): readonly GroupView[] {
    this.removeExpired();
    const ttlMs = this.parts.groupTtlMs?.();
    return [...this.byId.values()].map((group) => viewOf(group, ttlMs));
  }

  group(groupingKey: Labels): GroupView | undefined {
    this.removeExpired();
    const group = this.byId.get(labelsKey(groupingKey));
    return group && sameLabels(group.key, groupingKey) ? viewOf(group, this.parts.groupTtlMs?.()) : undefined;
  }

  heads(): readonly GroupHead[] {
    this.removeExpired();
    const heads: GroupHead[] = [];
    for (const { key: groupingKey, revision, pushedAtMs } of this.byId.values()) {
      if (pushedAtMs > 0) heads.push({ groupingKey, revision, pushedAtMs });
    }
    return heads;
  }

  size(): GatewaySize {
    this.removeExpired();
    return { groups: this.byId.size, series: this.catalog.seriesCount };
  }

  expiredGroups(): number {
    this.removeExpired();
    return this.expired;
  }

  /** The group of this key, or what it would be before its first push. */
  private enter(key: Labels): Outcome<Group, GatewayFailureCode> {
    this.removeExpired();
    const id = labelsKey(key);
    const group = this.byId.get(id);
    if (group) return sameLabels(group.key, key) ? success(group) : twinGroup(group);
    if (this.byId.size >= this.limits.maxGroups) return full(`${this.limits.maxGroups} groups`);
    const createdAtMs = this.parts.clock.nowMs();
    const times = { createdAtMs, pushedAtMs: 0, failedAtMs: 0, lastPushFailed: false };
    return success({ id, key, families: new Map(), ...times, revision: 0, via: [] });
  }

  private nextRevision(): number {
    this.revisions += 1;
    return this.revisions;
  }

  private put(before: Group, group: Group): void {
    this.someExpire ||= group.ttlMs !== undefined;
    this.catalog.replace(group.id, before.families, group.families);
    this.byId.set(group.id, group);
    this.parts.onChange?.(group.key);
  }

  private remove({ id, key, families }: Group): void {
    this.catalog.replace(id, families, new Map());
    this.byId.delete(id);
    this.parts.onChange?.(key);
  }

  /** Before anybody looks: so no group is seen after its time, and no timer is needed. */
  private removeExpired(): void {
    const ttlMs = this.parts.groupTtlMs?.();
    if (ttlMs === undefined && !this.someExpire) return;
    const nowMs = this.parts.clock.nowMs();
    const gone: Labels[] = [];
    for (const group of this.byId.values()) {
      if ((expiryOf(group, ttlMs) ?? Number.POSITIVE_INFINITY) > nowMs) continue;
      this.remove(group);
      this.expired += 1;
      this.parts.onExpired?.(group.key);
      gone.push(group.key);
    }
    if (gone.length > 0) this.parts.onGone?.(gone);
  }

  private check(before: Group, change: Change): Outcome<void, GatewayFailureCode> {
    const consistent = checkChange(change, before, this.catalog);
    if (!consistent.ok) return consistent;
    const seriesCount = this.catalog.seriesCount - seriesOf(before.families) + seriesOf(change.after);
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
