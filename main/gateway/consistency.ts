import type { MetricType, Sample } from '../metrics/model';
import { showSeries } from '../metrics/quote';
import { familyOfPart, partLabel, partSuffixes } from '../metrics/series';
import type { Catalog } from './catalog';
import { type Group, oneOfEach, type StoredFamily } from './group';

export interface Surroundings {
  readonly group: Pick<Group, 'id' | 'key'>;
  /** The group's families as they would be after the push. */
  readonly after: ReadonlyMap<string, StoredFamily>;
  readonly catalog: Catalog;
  readonly ownType: (name: string) => MetricType | undefined;
}

/** Why a family cannot be taken. */
export interface Inconsistency {
  /** What is wrong and how to mend it, as the end of a sentence. */
  readonly message: string;
  /** The sample that it shows at; absent: it is of the family as a whole. */
  readonly sample?: Sample | undefined;
}

/**
 * Why this family cannot be taken; `undefined` when it can. The rules are those of the Pushgateway's consistency check
 * (client_golang, prometheus/registry.go) and what keeps a scrape from breaking.
 */
export function inconsistencyOf(pushed: StoredFamily, around: Surroundings): Inconsistency | undefined {
  const rules = [timestamp, overwrittenPart, typeClash, nameClash, twins];
  for (const rule of rules) {
    const found = rule(pushed, around);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A grouping label `le` would make all buckets of a histogram one, `quantile` likewise in a summary. */
function overwrittenPart({ family }: StoredFamily, { group }: Surroundings): Inconsistency | undefined {
  const part = partLabel(family.type);
  if (part === undefined || !Object.hasOwn(group.key, part)) return undefined;
  const message = `the label "${part}" in the URL would overwrite that of the ${family.type} "${family.name}": push it without that label`;
  return { message };
}

function timestamp({ family }: StoredFamily): Inconsistency | undefined {
  const sample = family.samples.find(({ timestampMs }) => timestampMs !== undefined);
  if (sample === undefined) return undefined;
  const message = `"${family.name}" has a timestamp, and a gateway only knows the newest value: leave timestamps out`;
  return { message, sample };
}

function typeClash({ family }: StoredFamily, around: Surroundings): Inconsistency | undefined {
  const other = typeAround(family.name, around);
  if (other === undefined || other.type === family.type) return undefined;
  const { name, type } = family;
  const message = `"${name}" is pushed as ${type}, but its type is ${other.type} in ${other.where}: write "# TYPE ${name} ${other.type}" before it, or rename it`;
  return { message };
}

function nameClash(
  { family: { name, type } }: StoredFamily,
  around: Surroundings,
): Inconsistency | undefined {
  const typeOf = (other: string) => around.after.get(other)?.family.type ?? typeAround(other, around)?.type;
  const whole = familyOfPart(name, typeOf);
  if (whole !== undefined) {
    const message = `the name "${name}" belongs to the ${typeOf(whole)} "${whole}": rename it, or push it under the TYPE line of that`;
    return { message };
  }
  const taken = partSuffixes(type).find((suffix) => typeOf(name + suffix) !== undefined);
  if (taken === undefined) return undefined;
  const message = `the ${type} "${name}" needs the name "${name + taken}", which another metric has: rename one of the two`;
  return { message };
}

/** Equal series in another group, or in the push itself once the labels of its URL are in. */
function twins({ family, metricKeys }: StoredFamily, around: Surroundings): Inconsistency | undefined {
  const seen = new Set<string>();
  for (const [index, metric] of metricKeys.entries()) {
    const owner = around.catalog.ownerElsewhere(metric, around.group.id);
    const isTwice = seen.size === seen.add(metric).size;
    if (owner === undefined && !isTwice) continue;
    const sample = oneOfEach(family)[index];
    if (owner === undefined) {
      const message = `with the labels of the URL, ${showSeries(metric)} is there twice: use other label names in the URL than in the body`;
      return { message, sample };
    }
    const message = `${showSeries(metric)} is already in the group ${showSeries(owner)}: push it to that group, or give it a label that tells the two apart`;
    return { message, sample };
  }
  return undefined;
}

function typeAround(name: string, around: Surroundings): { type: MetricType; where: string } | undefined {
  const own = around.ownType(name);
  if (own !== undefined) return { type: own, where: "this machine's own metrics" };
  const other = around.catalog.elsewhere(name, around.group.id);
  return other && { type: other.type, where: `the group ${showSeries(other.groupId)}` };
}
