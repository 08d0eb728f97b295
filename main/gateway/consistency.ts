import type { MetricType } from '../metrics/model';
import { showSeries } from '../metrics/quote';
import { familyOfPart, partLabel, partSuffixes } from '../metrics/series';
import type { Catalog } from './catalog';
import type { Group, StoredFamily } from './group';

export interface Surroundings {
  readonly group: Pick<Group, 'id' | 'key'>;
  /** The group's families as they would be after the push. */
  readonly after: ReadonlyMap<string, StoredFamily>;
  readonly catalog: Catalog;
  readonly ownType: (name: string) => MetricType | undefined;
}

/**
 * Why this family cannot be taken, as the end of a sentence; `undefined` when it can. The rules are those of the
 * Pushgateway's consistency check (client_golang, prometheus/registry.go) and what keeps a scrape from breaking.
 */
export function inconsistencyOf(pushed: StoredFamily, around: Surroundings): string | undefined {
  const rules = [timestamp, overwrittenPart, typeClash, nameClash, twins];
  for (const rule of rules) {
    const reason = rule(pushed, around);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** A grouping label `le` would make all buckets of a histogram one, `quantile` likewise in a summary. */
function overwrittenPart({ family }: StoredFamily, { group }: Surroundings): string | undefined {
  const part = partLabel(family.type);
  if (part === undefined || !Object.hasOwn(group.key, part)) return undefined;
  return `the label "${part}" in the URL would overwrite that of the ${family.type} "${family.name}"`;
}

function timestamp({ family }: StoredFamily): string | undefined {
  if (family.samples.every((sample) => sample.timestampMs === undefined)) return undefined;
  return `pushed metrics must not have timestamps, and "${family.name}" has one: a gateway only knows the newest value`;
}

function typeClash({ family }: StoredFamily, around: Surroundings): string | undefined {
  const other = typeAround(family.name, around);
  if (other === undefined || other.type === family.type) return undefined;
  return `"${family.name}" is pushed as ${family.type}, but its type is ${other.type} in ${other.where}`;
}

function nameClash({ family: { name, type } }: StoredFamily, around: Surroundings): string | undefined {
  const typeOf = (other: string) => around.after.get(other)?.family.type ?? typeAround(other, around)?.type;
  const whole = familyOfPart(name, typeOf);
  if (whole !== undefined) return `the name "${name}" belongs to the ${typeOf(whole)} "${whole}"`;
  const taken = partSuffixes(type).find((suffix) => typeOf(name + suffix) !== undefined);
  return taken && `the ${type} "${name}" needs the name "${name + taken}", which another metric has`;
}

/** Equal series in another group, or in the push itself once the labels of its URL are in. */
function twins({ metricKeys }: StoredFamily, around: Surroundings): string | undefined {
  for (const metric of metricKeys) {
    const owner = around.catalog.ownerElsewhere(metric, around.group.id);
    if (owner !== undefined) return `${showSeries(metric)} is already in the group ${showSeries(owner)}`;
  }
  const twice = firstRepeated(metricKeys);
  return twice && `with the labels of the URL, ${showSeries(twice)} is there twice`;
}

function firstRepeated(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => seen.size === seen.add(key).size);
}

function typeAround(name: string, around: Surroundings): { type: MetricType; where: string } | undefined {
  const own = around.ownType(name);
  if (own !== undefined) return { type: own, where: "this machine's own metrics" };
  const other = around.catalog.elsewhere(name, around.group.id);
  return other && { type: other.type, where: `the group ${showSeries(other.groupId)}` };
}
