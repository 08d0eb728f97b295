import type { MetricFamily, Sample } from '../../metrics/model';

/** How long Prometheus takes a sample for the present: its `query.lookback-delta`. */
const presentMs = 5 * 60_000;

export interface Untimed {
  readonly families: readonly MetricFamily[];
  /** How many samples were left out since they are of the past. */
  readonly stale: number;
}

/**
 * Samples without their timestamps, since a Pushgateway refuses any: what cAdvisor says of a second ago counts as now.
 * What is older than Prometheus itself would show is left out; of a histogram or summary then all.
 */
export function withoutTimestamps(families: readonly MetricFamily[], nowMs: number): Untimed {
  let stale = 0;
  const kept = families.map((family) => {
    const isStale = ({ timestampMs }: Sample) => timestampMs !== undefined && nowMs - timestampMs > presentMs;
    const fresh = family.samples.filter((sample) => !isStale(sample));
    const whole = fresh.length === family.samples.length;
    const samples = whole || isOfPlainSamples(family) ? fresh : [];
    stale += family.samples.length - samples.length;
    return { ...family, samples: samples.map(({ timestampMs: _at, ...sample }): Sample => sample) };
  });
  return { families: kept.filter(({ samples }) => samples.length > 0), stale };
}

function isOfPlainSamples({ type }: MetricFamily): boolean {
  return type !== 'histogram' && type !== 'summary';
}
