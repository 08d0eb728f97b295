import { mergeFamilies, type Slot } from '../../metrics/merge';
import type { MetricFamily } from '../../metrics/model';

/** What one cycle of a collector gives; `yields` names the families that give way to another collector's. */
export type Given = Pick<Slot, 'families' | 'yields'>;

interface Merged {
  readonly families: readonly MetricFamily[];
  /** Why something was left out, by collector. */
  readonly dropped: ReadonlyMap<string, readonly string[]>;
}

/** The latest families, one slot a collector, in settings order. */
export class Registry {
  private order: readonly string[] = [];
  private readonly slots = new Map<string, Given>();
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
  put(collector: string, given: Given): void {
    this.slots.set(collector, given);
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

  /** Whether another collector gives this family, to which this one's gives way. */
  isYielded(collector: string, family: string): boolean {
    if (!this.slots.get(collector)?.yields?.includes(family)) return false;
    return [...this.slots].some(
      ([other, { families, yields }]) =>
        other !== collector && !yields?.includes(family) && families.some(({ name }) => name === family),
    );
  }

  private merge(): Merged {
    this.merged ??= this.mergeNow();
    return this.merged;
  }

  private mergeNow(): Merged {
    const slots = this.order.map((owner) => ({ ...(this.slots.get(owner) ?? { families: [] }), owner }));
    const { families, dropped } = mergeFamilies(slots);
    const byOwner = new Map<string, string[]>();
    for (const { owner, message } of dropped) byOwner.set(owner, [...(byOwner.get(owner) ?? []), message]);
    return { families, dropped: byOwner };
  }
}
