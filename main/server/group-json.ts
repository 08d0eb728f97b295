import type { GroupView, PushedFamily } from '../gateway/gateway';
import { pushTimesOf } from '../gateway/group';
import type { Sample } from '../metrics/model';
import { metricKey } from '../metrics/series';
import { formatAsGo } from '../metrics/value';

/** A group as `/api/v1/metrics` of a Pushgateway shows it: values are strings, and families stand beside `labels`. */
export function groupAsJson(group: GroupView): unknown {
  const families = [...group.families, ...pushTimesOf(group)];
  return Object.fromEntries([
    ['labels', group.groupingKey],
    ['last_push_successful', !group.lastPushFailed],
    // A metric may be named like one of these two, or like something that every object has.
    ...families.map((family) => [family.name, familyAsJson(family)] as const),
  ]);
}

function familyAsJson(family: PushedFamily): unknown {
  return {
    time_stamp: new Date(family.pushedAtMs).toISOString(),
    type: family.type.toUpperCase(),
    ...(family.help !== '' && { help: family.help }),
    metrics: metricsOf(family).map((samples) => metricAsJson(family, samples)),
  };
}

/** The samples of each metric: of a histogram all its buckets, its sum and its count. */
function metricsOf(family: PushedFamily): Sample[][] {
  const metrics = new Map<string, Sample[]>();
  for (const sample of family.samples) {
    const key = metricKey(family, sample);
    const samples = metrics.get(key);
    if (samples) samples.push(sample);
    else metrics.set(key, [sample]);
  }
  return [...metrics.values()];
}

function metricAsJson({ name, type }: PushedFamily, samples: readonly Sample[]): unknown {
  const [first] = samples;
  if (type !== 'histogram' && type !== 'summary') {
    return { labels: first?.labels, value: formatAsGo(first?.value ?? 0) };
  }
  const named = (suffix: string) => samples.filter((sample) => sample.name === name + suffix);
  const [count] = named('_count');
  const [sum] = named('_sum');
  return {
    ...(type === 'histogram'
      ? { buckets: valuesBy('le', named('_bucket'), String) }
      : { quantiles: valuesBy('quantile', named(''), formatAsGo) }),
    // A whole number, which Go writes in full.
    count: String(count?.value),
    labels: count?.labels,
    sum: formatAsGo(sum?.value ?? 0),
  };
}

function valuesBy(
  label: 'le' | 'quantile',
  samples: readonly Sample[],
  format: (value: number) => string,
): Record<string, string> {
  return Object.fromEntries(samples.map(({ labels, value }) => [labels[label] ?? '', format(value)]));
}
