import { exportSteps } from '../metrics/exported-labels';
import type { Labels, MetricFamily } from '../metrics/model';
import type { Steps } from '../metrics/steps';

/** Labels that this machine's series have from every group they are pushed in. */
const ofOurGroup = ['job', 'instance'] as const;

/** Families that others wrote, under our own job and instance: `own` labels are added, and what was said of the same name is kept. */
export function* underOurLabels(families: readonly MetricFamily[], own: Labels = {}): Steps<MetricFamily[]> {
  const taken = new Set<string>([...ofOurGroup, ...Object.keys(own)]);
  const exported = yield* exportSteps(families, taken);
  if (Object.keys(own).length === 0) return exported;
  return exported.map((family) => ({
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...sample.labels, ...own } })),
  }));
}
