import type { MetricFamily, Sample } from '../metrics/model';
import { labelsKey } from '../metrics/series';

const probeTimes: ReadonlySet<string> = new Set(['probe_duration_seconds', 'probe_dns_lookup_time_seconds']);

/**
 * What history keeps of one cycle. Not a histogram's buckets, which are many and no chart draws; its sum and count stay. Not the times
 * of failed probes either: how long one waited in vain is no round trip, and once a minute is one row it could not be told from those.
 */
export function* worthKeeping(families: readonly MetricFamily[]): Generator<Sample, void> {
  const failed = failedProbes(families);
  for (const { name, type, samples } of families) {
    const isProbeTime = probeTimes.has(name);
    for (const sample of samples) {
      if (type === 'histogram' && sample.name === `${name}_bucket`) continue;
      if (isProbeTime && failed.has(labelsKey(sample.labels))) continue;
      yield sample;
    }
  }
}

/** By their labels. */
function failedProbes(families: readonly MetricFamily[]): ReadonlySet<string> {
  const results = families.filter(({ name }) => name === 'probe_success').flatMap(({ samples }) => samples);
  return new Set(results.filter(({ value }) => value === 0).map(({ labels }) => labelsKey(labels)));
}
