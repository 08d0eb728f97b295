import type { MetricFamily } from '../../main/metrics/model';

/** A family's values by their labels: `{ 'state=listen': 4 }`; empty when there is no such family. */
export function samplesOf(families: readonly MetricFamily[], name: string): Record<string, number> {
  const samples = families.find((family) => family.name === name)?.samples ?? [];
  return Object.fromEntries(
    samples.map(({ labels, value }) => [
      Object.entries(labels)
        .map(([label, text]) => `${label}=${text}`)
        .join(','),
      value,
    ]),
  );
}
