import type { Position } from '../metrics/fault-list';
import type { MetricFamily, MetricType, Sample } from '../metrics/model';
import { type Outcome, success } from '../outcome';
import type { Catalog } from './catalog';
import { inconsistencyOf } from './consistency';
import { inconsistent } from './failures';
import type { GatewayFailureCode, GroupPush } from './gateway';
import type { Group, StoredFamily } from './group';

/** What a push makes of a group. */
export interface Change extends Pick<GroupPush, 'positions'> {
  /** As they were pushed. */
  readonly given?: readonly MetricFamily[];
  /** The same, in the same order, as they would be kept. */
  readonly pushed: readonly StoredFamily[];
  readonly after: ReadonlyMap<string, StoredFamily>;
  readonly ownTypes: ReadonlyMap<string, MetricType>;
}

/** Whether it goes together with all that is there. */
export function checkChange(
  change: Change,
  group: Group,
  catalog: Catalog,
): Outcome<void, GatewayFailureCode> {
  const { pushed, after, ownTypes } = change;
  const around = { group, after, catalog, ownType: (name: string) => ownTypes.get(name) };
  for (const [index, stored] of pushed.entries()) {
    const found = inconsistencyOf(stored, around);
    if (found !== undefined) return inconsistent(found.message, placeOf(change, index, found.sample));
  }
  return success(undefined);
}

/** Where a sample that is to be kept stands in the text that was pushed; of a family as a whole, its first. */
function placeOf(
  { given, positions, pushed }: Change,
  index: number,
  sample: Sample | undefined,
): Position | undefined {
  const at = sample === undefined ? 0 : (pushed[index]?.family.samples.indexOf(sample) ?? 0);
  const written = given?.[index]?.samples[at];
  return written && positions?.get(written);
}
