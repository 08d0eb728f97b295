import type { MetricFamily } from '../../metrics/model';

/** In every snapshot that a Pushtray pushes or serves. */
const heartbeat = 'pushtray_heartbeat_timestamp_seconds';

/** Whether a page holds what the Pushtray with this label `instance` pushed, through however many others it came. */
export function holdsSeriesOf(instance: string, page: readonly MetricFamily[]): boolean {
  const samples = page.find(({ name }) => name === heartbeat)?.samples ?? [];
  return samples.some(({ labels }) =>
    Object.entries(labels).some(
      ([name, value]) => /^(?:exported_)*instance$/.test(name) && value === instance,
    ),
  );
}
