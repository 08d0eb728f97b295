import type { Labels, MetricFamily, Sample } from '../metrics/model';
import { metricKey, partLabel, partSuffixes } from '../metrics/series';
import { formatAsGo, parseValue } from '../metrics/value';
import type { GroupView, PushedFamily } from './gateway';

/** A family as it is kept: every sample with all the group's labels. */
export interface StoredFamily {
  readonly family: MetricFamily;
  /** One for each metric of the family: for a histogram one, whatever its buckets. */
  readonly metricKeys: readonly string[];
  readonly pushedAtMs: number;
}

export interface Group {
  /** The key's labels that are not empty, by which it is one and the same group to Prometheus. */
  readonly id: string;
  readonly key: Labels;
  readonly families: ReadonlyMap<string, StoredFamily>;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  /** 0 as long as no push has succeeded. */
  readonly pushedAtMs: number;
  /** 0 as long as none has failed. */
  readonly failedAtMs: number;
  readonly lastPushFailed: boolean;
  /** 0 as long as no push has succeeded in this run. */
  readonly revision: number;
  readonly via: readonly string[];
  /** Of its own, as the last push that succeeded said. */
  readonly ttlMs?: number | undefined;
}

export const pushTimeName = 'push_time_seconds';
export const pushFailureTimeName = 'push_failure_time_seconds';

export function storedFamily(family: MetricFamily, key: Labels, pushedAtMs: number): StoredFamily {
  const labelsOf = groupLabeller(key);
  const part = partLabel(family.type);
  const samples = family.samples.map((sample) => ({
    ...sample,
    labels: labelsOf(part === undefined ? sample.labels : withPlainNumber(sample.labels, part)),
  }));
  const labelled = { ...family, samples };
  const metricKeys = oneOfEach(labelled).map((sample) => metricKey(labelled, sample));
  return { family: labelled, metricKeys, pushedAtMs };
}

/** A Pushgateway reads `le` and `quantile` as numbers and writes them its own way: `le="1.0"` is shown as `le="1"`. */
function withPlainNumber(labels: Labels, part: 'le' | 'quantile'): Labels {
  const text = labels[part];
  const value = text === undefined ? undefined : parseValue(text);
  return value === undefined ? labels : { ...labels, [part]: formatAsGo(value) };
}

/** `defaultTtlMs` is for groups that have no time to live of their own; `undefined`: for ever. */
export function viewOf(group: Group, defaultTtlMs: number | undefined): GroupView {
  const { key, families, createdAtMs, pushedAtMs, failedAtMs, lastPushFailed, revision, via, ttlMs } = group;
  const expiresAtMs = expiryOf(group, defaultTtlMs);
  return {
    groupingKey: key,
    families: [...families.values()].map((stored) => ({ ...stored.family, pushedAtMs: stored.pushedAtMs })),
    createdAtMs,
    ...(pushedAtMs > 0 && { pushedAtMs }),
    ...(failedAtMs > 0 && { failedAtMs }),
    lastPushFailed,
    revision,
    via,
    ...(ttlMs !== undefined && { ttlMs }),
    ...(expiresAtMs !== undefined && { expiresAtMs }),
  };
}

/** When a group has outlived its time, if ever: a push that failed does not keep alive what an earlier one brought. */
export function expiryOf(group: Group, defaultTtlMs: number | undefined): number | undefined {
  const { pushedAtMs, failedAtMs, ttlMs = defaultTtlMs } = group;
  return ttlMs === undefined ? undefined : (pushedAtMs || failedAtMs) + ttlMs;
}

/** One sample of each metric: a histogram or summary has exactly one `_count` in each, the others are a sample each. */
export function oneOfEach({ name, type, samples }: MetricFamily): readonly Sample[] {
  return partSuffixes(type).length === 0
    ? samples
    : samples.filter((sample) => sample.name === `${name}_count`);
}

/**
 * Gives the labels of a series in a group: the key's win, and an instance is always there, if empty. The order is that of
 * people's habit, sorted with `le` or `quantile` last, and worked out once for all series with labels of the same names.
 */
function groupLabeller(key: Labels): (labels: Labels) => Labels {
  const orders = new Map<string, readonly string[]>();
  return (labels) => {
    const all: Labels = { instance: '', ...labels, ...key };
    const names = Object.keys(all);
    const shape = names.join();
    const order = orders.get(shape) ?? names.sort(byLabelName);
    orders.set(shape, order);
    const ordered: Record<string, string> = {};
    for (const name of order) ordered[name] = all[name] ?? '';
    return ordered;
  };
}

function byLabelName(a: string, b: string): number {
  const rank = Number(isPartLabel(a)) - Number(isPartLabel(b));
  if (rank !== 0) return rank;
  return a < b ? -1 : 1;
}

function isPartLabel(name: string): boolean {
  return name === 'le' || name === 'quantile';
}

type PushTimes = Pick<Group, 'key' | 'pushedAtMs' | 'failedAtMs'>;

/** The two gauges that tell when each group was pushed last; none when there are no groups. */
export function pushTimeFamilies(groups: readonly PushTimes[]): readonly MetricFamily[] {
  return groups.length === 0 ? [] : [failureTimes(groups), successTimes(groups)];
}

/** Those of one group, as if pushed when they last changed. */
export function pushTimesOf(group: GroupView): readonly PushedFamily[] {
  const { groupingKey: key, createdAtMs, pushedAtMs = 0, failedAtMs = 0 } = group;
  const times = [{ key, pushedAtMs, failedAtMs }];
  return [
    { ...failureTimes(times), pushedAtMs: failedAtMs || createdAtMs },
    { ...successTimes(times), pushedAtMs: pushedAtMs || createdAtMs },
  ];
}

function failureTimes(groups: readonly PushTimes[]): MetricFamily {
  return timeFamily(pushFailureTimeName, 'failed', groups, ({ failedAtMs }) => failedAtMs);
}

function successTimes(groups: readonly PushTimes[]): MetricFamily {
  return timeFamily(pushTimeName, 'succeeded', groups, ({ pushedAtMs }) => pushedAtMs);
}

function timeFamily(
  name: string,
  outcome: string,
  groups: readonly PushTimes[],
  timeMs: (group: PushTimes) => number,
): MetricFamily {
  const samples: readonly Sample[] = groups.map((group) => ({
    name,
    labels: groupLabeller(group.key)({}),
    value: timeMs(group) / 1000,
  }));
  // Word for word as the Pushgateway has it.
  const help = `Last Unix time when changing this group in the Pushgateway ${outcome}.`;
  return { name, type: 'gauge', help, samples };
}
