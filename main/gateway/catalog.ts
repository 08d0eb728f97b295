import type { MetricType } from '../metrics/model';
import type { StoredFamily } from './group';

type Families = ReadonlyMap<string, StoredFamily>;

/**
 * Which group has which family and which metric. A push is checked against this alone, so that its cost grows with
 * what it brings and not with all that is stored. Groups are named by their id.
 */
export class Catalog {
  private readonly typesByFamily = new Map<string, Map<string, MetricType>>();
  private readonly ownerByMetric = new Map<string, string>();
  private stored = 0;

  get seriesCount(): number {
    return this.stored;
  }

  /** What a group had before and has after; families that stay are the same object in both. */
  replace(groupId: string, before: Families, after: Families): void {
    for (const [name, stored] of before) if (after.get(name) !== stored) this.remove(groupId, stored);
    for (const [name, stored] of after) if (before.get(name) !== stored) this.add(groupId, stored);
  }

  /** The type of a family in the groups other than this one, where it is the same in all, and one that has it. */
  elsewhere(name: string, groupId: string): { type: MetricType; groupId: string } | undefined {
    for (const [other, type] of this.typesByFamily.get(name) ?? []) {
      if (other !== groupId) return { type, groupId: other };
    }
    return undefined;
  }

  /** The other group that has this very metric. */
  ownerElsewhere(metric: string, groupId: string): string | undefined {
    const owner = this.ownerByMetric.get(metric);
    return owner === groupId ? undefined : owner;
  }

  private add(groupId: string, { family, metricKeys }: StoredFamily): void {
    const types = this.typesByFamily.get(family.name) ?? new Map<string, MetricType>();
    this.typesByFamily.set(family.name, types.set(groupId, family.type));
    for (const key of metricKeys) this.ownerByMetric.set(key, groupId);
    this.stored += family.samples.length;
  }

  private remove(groupId: string, { family, metricKeys }: StoredFamily): void {
    const types = this.typesByFamily.get(family.name);
    types?.delete(groupId);
    if (types?.size === 0) this.typesByFamily.delete(family.name);
    for (const key of metricKeys) this.ownerByMetric.delete(key);
    this.stored -= family.samples.length;
  }
}
