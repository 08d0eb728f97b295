import type { Snapshot } from '../destinations/destination';
import { exportLabels } from '../metrics/exported-labels';
import type { Labels, MetricFamily } from '../metrics/model';
import type { DestinationSettings } from '../settings/schema/destinations';
import { ownKeyAt } from './destination-settings';

/** The labels of a grouping key win over equal ones of a sample, so that two series could become one: those of the sample are renamed. */
export function underKey(groupingKey: Labels, families: readonly MetricFamily[]): MetricFamily[] {
  return exportLabels(families, new Set(Object.keys(groupingKey)));
}

/** As it stands at this destination. */
export function underKeyAt(settings: DestinationSettings, snapshot: Snapshot): Snapshot {
  return { ...snapshot, families: underKey(ownKeyAt(settings, snapshot), snapshot.families) };
}
