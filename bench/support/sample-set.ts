import { Gauge, Registry } from 'prom-client';
import { gauge, type Labels, type MetricFamily } from '../../main/metrics/model';

const seriesOfAFamily = 20;

export interface SampleSet {
  readonly families: readonly MetricFamily[];
  /** The same in prom-client. */
  readonly registry: Registry;
}

/** So many gauges with three labels; one label value in ten has what must be escaped. */
export function sampleSet(samples: number): SampleSet {
  const registry = new Registry();
  const families: MetricFamily[] = [];
  for (let from = 0; from < samples; from += seriesOfAFamily) {
    const points = Array.from({ length: Math.min(seriesOfAFamily, samples - from) }, (_, index) => {
      const labels = labelsOf(from + index);
      return [labels, (from + index) * 0.00137 + 0.25] as const;
    });
    const name = `bench_family_${from / seriesOfAFamily}_seconds`;
    const help = 'Made for the bench, about as long as help texts are.';
    families.push(gauge(name, help, points));
    const peer = new Gauge({ name, help, labelNames: ['target', 'ip', 'path'], registers: [registry] });
    for (const [labels, value] of points) peer.set(labels, value);
  }
  return { families, registry };
}

function labelsOf(index: number): Labels {
  const path = index % 10 === 0 ? `C:\\data\\"${index}"` : `/var/lib/data/${index}`;
  return { target: `host-${index}.example.org`, ip: `10.0.${index >> 8}.${index & 255}`, path };
}
