import type { Labels, MetricFamily, Sample } from '../metrics/model';
import { metricKey, partSuffixes } from '../metrics/series';

/** A family as it is kept: every sample with all the group's labels. */
export interface StoredFamily {
  readonly family: MetricFamily;
  /** One for each metric of the family: for a histogram one, whatever its buckets. */
  readonly metricKeys: readonly string[];
}

export interface Group {
  /** The key's labels that are not empty, by which it is one and the same group to Prometheus. */
  readonly id: string;
  readonly key: Labels;
  readonly families: ReadonlyMap<string, StoredFamily>;
  /** Milliseconds since 1970; 0 as long as no push has succeeded. */
  readonly pushedAtMs: number;
  /** 0 as long as none has failed. */
  readonly failedAtMs: number;
}

export const pushTimeName = 'push_time_seconds';
export const pushFailureTimeName = 'push_failure_time_seconds';

export function storedFamily(family: MetricFamily, key: Labels): StoredFamily {
  const labelsOf = groupLabeller(key);
  const samples = family.samples.map((sample) => ({ ...sample, labels: labelsOf(sample.labels) }));
  const labelled = { ...family, samples };
  return { family: labelled, metricKeys: oneOfEach(labelled).map((sample) => metricKey(labelled, sample)) };
}

/** One sample of each metric: a histogram or summary has exactly one `_count` in each, the others are a sample each. */
function oneOfEach({ name, type, samples }: MetricFamily): readonly Sample[] {
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

/** The two gauges that tell when each group was pushed last; none when there are no groups. */
export function pushTimeFamilies(groups: readonly Group[]): readonly MetricFamily[] {
  if (groups.length === 0) return [];
  return [
    timeFamily(pushFailureTimeName, 'failed', groups, (group) => group.failedAtMs),
    timeFamily(pushTimeName, 'succeeded', groups, (group) => group.pushedAtMs),
  ];
}

function timeFamily(
  name: string,
  outcome: string,
  groups: readonly Group[],
  timeMs: (group: Group) => number,
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
