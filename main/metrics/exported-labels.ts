import type { Labels, MetricFamily, Sample } from './model';
import { finish, type Steps } from './steps';

/**
 * Families as they stand under labels of these names that somebody else gives them: what a sample says of the same name is kept as
 * `exported_…`, as Prometheus does with `honor_labels: false`. No two series become one.
 */
export function exportLabels(families: readonly MetricFamily[], taken: ReadonlySet<string>): MetricFamily[] {
  return finish(exportSteps(families, taken));
}

/** As `exportLabels`, a sample at a time. */
export function* exportSteps(
  families: readonly MetricFamily[],
  taken: ReadonlySet<string>,
): Steps<MetricFamily[]> {
  const exported: MetricFamily[] = [];
  for (const family of families) exported.push(yield* exportLabelsOf(family, taken));
  return exported;
}

function* exportLabelsOf(family: MetricFamily, taken: ReadonlySet<string>): Steps<MetricFamily> {
  if (!(yield* namesAny(family, [...taken]))) return family;
  const renamed = freeNames(new Set(family.samples.flatMap(({ labels }) => Object.keys(labels))), taken);
  const samples: Sample[] = [];
  for (const sample of family.samples) {
    samples.push({ ...sample, labels: relabel(sample.labels, renamed) });
    yield;
  }
  return { ...family, samples };
}

function* namesAny({ samples }: MetricFamily, taken: readonly string[]): Steps<boolean> {
  for (const { labels } of samples) {
    if (taken.some((name) => Object.hasOwn(labels, name))) return true;
    yield;
  }
  return false;
}

/** For each of `names` that is taken another that nobody has or gets. */
function freeNames(names: ReadonlySet<string>, taken: ReadonlySet<string>): Map<string, string> {
  const used = new Set([...names, ...taken]);
  const renamed = new Map<string, string>();
  for (const name of names) {
    if (!taken.has(name)) continue;
    let free = `exported_${name}`;
    while (used.has(free)) free = `exported_${free}`;
    used.add(free);
    renamed.set(name, free);
  }
  return renamed;
}

function relabel(labels: Labels, renamed: ReadonlyMap<string, string>): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [renamed.get(name) ?? name, value]),
  );
}
