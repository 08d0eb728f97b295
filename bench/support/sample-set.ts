import { Gauge, Registry } from 'prom-client';
import { gauge, type Labels, type MetricFamily, type Point } from '../../main/metrics/model';

const seriesOfAFamily = 20;
const labelNames = ['target', 'ip', 'path'];

export interface SampleSet {
  readonly families: readonly MetricFamily[];
  /** The same in prom-client. */
  readonly registry: Registry;
  /** The same series with other values; of what was there before only label sets are kept, as the collectors do that measure most. */
  measure(): readonly MetricFamily[];
  /** Gives those in the registry other values. */
  measureInRegistry(): void;
}

/** So many gauges with three labels; one label value in ten has what must be escaped. */
export function sampleSet(samples: number): SampleSet {
  const registry = new Registry();
  const parts = Array.from({ length: Math.ceil(samples / seriesOfAFamily) }, (_, index) => {
    const name = `bench_family_${index}_seconds`;
    const help = 'Made for the bench, about as long as help texts are.';
    const from = index * seriesOfAFamily;
    const points = Array.from({ length: Math.min(seriesOfAFamily, samples - from) }, (_, place): Point => {
      return [labelsOf(from + place), (from + place) * 0.00137 + 0.25];
    });
    return { name, help, points, peer: new Gauge({ name, help, labelNames, registers: [registry] }) };
  });
  const familiesAfter = (times: number) =>
    parts.map(({ name, help, points }) => {
      const later = points.map(([labels, value]): Point => [labels, value + times]);
      return gauge(name, help, later);
    });
  let [times, timesInRegistry] = [0, -1];
  const measureInRegistry = () => {
    timesInRegistry += 1;
    for (const { points, peer } of parts) {
      for (const [labels, value] of points) peer.set(labels, value + timesInRegistry);
    }
  };
  measureInRegistry();
  return {
    families: familiesAfter(0),
    registry,
    measure() {
      times += 1;
      return familiesAfter(times);
    },
    measureInRegistry,
  };
}

function labelsOf(index: number): Labels {
  const path = index % 10 === 0 ? `C:\\data\\"${index}"` : `/var/lib/data/${index}`;
  return { target: `host-${index}.example.org`, ip: `10.0.${index >> 8}.${index & 255}`, path };
}
