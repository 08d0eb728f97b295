import { mergeFamilies } from '../metrics/merge';
import type { MetricFamily } from '../metrics/model';

interface Merged {
  readonly families: readonly MetricFamily[];
  /** Why something was left out, by collector. */
  readonly dropped: ReadonlyMap<string, readonly string[]>;
}

/** The latest families, one slot a collector, in settings order. */
export class Registry {
  private order: readonly string[] = [];
  private readonly slots = new Map<string, readonly MetricFamily[]>();
  private merged: Merged | undefined;

  /** Slots of collectors that are not named are emptied. */
  setOrder(collectors: readonly string[]): void {
    this.order = collectors;
    for (const collector of this.slots.keys()) {
      if (!collectors.includes(collector)) this.slots.delete(collector);
    }
    this.merged = undefined;
  }

  /** Replaces all that the collector gave before: what a cycle did not measure is gone. */
  put(collector: string, families: readonly MetricFamily[]): void {
    this.slots.set(collector, families);
    this.merged = undefined;
  }

  empty(collector: string): void {
    this.slots.delete(collector);
    this.merged = undefined;
  }

  /** Free of equal series and of clashing types. */
  families(): readonly MetricFamily[] {
    return this.merge().families;
  }

  /** What of this collector's families was left out, since another gives the same. */
  droppedOf(collector: string): readonly string[] {
    return this.merge().dropped.get(collector) ?? [];
  }

  private merge(): Merged {
    this.merged ??= this.mergeNow();
    return this.merged;
  }

  private mergeNow(): Merged {
    const slots = this.order.map((owner) => ({ owner, families: this.slots.get(owner) ?? [] }));
    const { families, dropped } = mergeFamilies(slots);
    const byOwner = new Map<string, string[]>();
    for (const { owner, message } of dropped) byOwner.set(owner, [...(byOwner.get(owner) ?? []), message]);
    return { families, dropped: byOwner };
  }
}
