import type { Labels, MetricFamily, Sample } from '../metrics/model';

/** Labels that this machine's series have from the group they are pushed in. */
const ofOurGroup = ['job', 'instance'] as const;

/**
 * Families that others wrote, under our own job and instance: `own` labels are added, and a label that says something else of
 * the same name is kept as `exported_…`, as Prometheus does with `honor_labels: false`.
 */
export function underOurLabels(families: readonly MetricFamily[], own: Labels = {}): MetricFamily[] {
  const taken = new Set<string>([...ofOurGroup, ...Object.keys(own)]);
  const relabelled = (sample: Sample): Sample => ({ ...sample, labels: relabel(sample.labels, taken, own) });
  return families.map((family) => ({ ...family, samples: family.samples.map(relabelled) }));
}

function relabel(labels: Labels, taken: ReadonlySet<string>, own: Labels): Labels {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(labels)) if (!taken.has(name)) result[name] = value;
  for (const [name, value] of Object.entries(labels))
    if (taken.has(name)) result[freeName(name, result)] = value;
  return { ...result, ...own };
}

/** Two renamed labels never meet: their names differed before. */
function freeName(name: string, labels: Labels): string {
  let free = `exported_${name}`;
  while (Object.hasOwn(labels, free)) free = `exported_${free}`;
  return free;
}
