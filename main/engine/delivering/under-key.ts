import type { Snapshot } from '../../destinations/destination';
import { exportLabels } from '../../metrics/exported-labels';
import type { Labels, MetricFamily } from '../../metrics/model';
import { type DestinationSettings, groupingKeyOf } from '../../settings/schema/destinations';

/** The labels of a grouping key win over equal ones of a sample, so that two series could become one: those of the sample are renamed. */
export function underKey(groupingKey: Labels, families: readonly MetricFamily[]): MetricFamily[] {
  return exportLabels(families, new Set(Object.keys(groupingKey)));
}

/** As it stands at this destination. */
export function underKeyAt(settings: DestinationSettings, snapshot: Snapshot): Snapshot {
  return { ...snapshot, families: underKey(groupingKeyOf(settings, snapshot), snapshot.families) };
}
