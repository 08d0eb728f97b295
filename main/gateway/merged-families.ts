import type { MetricFamily } from '../metrics/model';
import { type Group, pushTimeFamilies } from './group';

/**
 * Families of all groups, one of each name, sorted by name; the gateway has seen to it that types agree and that no
 * series is in two groups. Of the group `hiddenId` only the push times.
 */
export function mergedFamilies(
  groups: readonly Group[],
  hiddenId: string | undefined,
): readonly MetricFamily[] {
  const byName = new Map<string, MetricFamily[]>();
  for (const group of groups.filter(({ id }) => id !== hiddenId)) {
    for (const [name, { family }] of group.families) {
      if (!byName.get(name)?.push(family)) byName.set(name, [family]);
    }
  }
  const merged = [...byName.values()].map(joined);
  return [...merged, ...pushTimeFamilies(groups)].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Groups may describe a metric differently: the first that describes it at all is shown. */
function joined(families: readonly MetricFamily[]): MetricFamily {
  const [first] = families as [MetricFamily];
  return {
    ...first,
    help: families.find((family) => family.help !== '')?.help ?? '',
    samples: families.flatMap((family) => family.samples),
  };
}
