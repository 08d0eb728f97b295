import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Labels } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { addressesOf, type DestinationSettings, destinationSettings } from '../settings/schema/destinations';

export const forwardedSchema = z.object({
  settings: destinationSettings,
  groups: z.array(z.object({ groupingKey: z.record(z.string(), z.string()), isCondemned: z.boolean() })),
});

interface StandingGroup {
  readonly groupingKey: Labels;
  readonly isCondemned: boolean;
}

export interface ForwardedGroups {
  readonly settings: DestinationSettings;
  readonly groups: readonly StandingGroup[];
}

interface Address {
  settings: DestinationSettings;
  readonly groups: Map<string, StandingGroup>;
}

/** Groups that come and go while their receiver is away are not remembered without end; the longest known go first. */
const mostGroups = 20_000;

/**
 * Where groups of others may stand, by address. `save` is called after each change: `soon` will do for what is gone, since to take
 * it for standing does no harm.
 */
export class ForwardJournal {
  private readonly byAddress = new Map<string, Address>();

  constructor(
    kept: readonly ForwardedGroups[],
    private readonly save: (when: 'now' | 'soon') => void,
  ) {
    for (const { settings, groups } of kept) {
      const byId = groups.map((group) => [labelsKey(group.groupingKey), group] as const);
      this.byAddress.set(addressOf(settings), { settings, groups: new Map(byId) });
    }
  }

  list(): readonly ForwardedGroups[] {
    return [...this.byAddress].map(([address, { settings }]) => ({ settings, groups: this.at(address) }));
  }

  at(address: string): readonly StandingGroup[] {
    return [...(this.byAddress.get(address)?.groups.values() ?? [])];
  }

  has(address: string, groupingKey: Labels): boolean {
    return this.byAddress.get(address)?.groups.has(labelsKey(groupingKey)) ?? false;
  }

  add(settings: DestinationSettings, groupingKey: Labels): void {
    const address = addressOf(settings);
    const at = this.byAddress.get(address) ?? { settings, groups: new Map<string, StandingGroup>() };
    const id = labelsKey(groupingKey);
    const isKnown = at.groups.get(id)?.isCondemned === false && isDeepStrictEqual(at.settings, settings);
    if (isKnown) return;
    at.settings = settings;
    at.groups.set(id, { groupingKey, isCondemned: false });
    const [oldest = ''] = at.groups.keys();
    if (at.groups.size > mostGroups) at.groups.delete(oldest);
    this.byAddress.set(address, at);
    this.save('now');
  }

  condemn(groupingKeys: readonly Labels[]): void {
    let isChanged = false;
    for (const id of groupingKeys.map((key) => labelsKey(key))) {
      for (const { groups } of this.byAddress.values()) {
        const standing = groups.get(id);
        if (!standing || standing.isCondemned) continue;
        groups.set(id, { ...standing, isCondemned: true });
        isChanged = true;
      }
    }
    if (isChanged) this.save('now');
  }

  remove(address: string, groupingKey: Labels): void {
    const at = this.byAddress.get(address);
    if (!at?.groups.delete(labelsKey(groupingKey))) return;
    if (at.groups.size === 0) this.byAddress.delete(address);
    this.save('soon');
  }
}

function addressOf(settings: DestinationSettings): string {
  return addressesOf(settings)[0] ?? '';
}
