import { isDeepStrictEqual } from 'node:util';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import type { DestinationTools, Snapshot } from '../destination';
import { groupingKeyOf, mayStandAt } from './group';
import { heldGroups } from './held-groups';

/**
 * What somebody else put into the group that is to be ours, and that the first push would take away. Nothing where POST leaves it,
 * where the group is ours already, or where the gateway does not tell: then a push is not held up.
 */
export async function replacedFamilies(
  settings: PushgatewaySettings,
  tools: DestinationTools,
  { snapshot, signal }: { readonly snapshot: Snapshot; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  if (settings.method === 'POST') return [];
  const key = groupingKeyOf(settings, snapshot);
  const others = settings.urls.filter(
    (gatewayUrl) => !mayStandAt(tools.groups, settings, { gatewayUrl, identity: snapshot }),
  );
  const held = await Promise.all(
    others.map((gatewayUrl) => heldGroups(settings, tools, { gatewayUrl, signal })),
  );
  const groups = held.flatMap((answer) => (answer.ok ? answer.value : []));
  const families = groups
    .filter(({ labels }) => isDeepStrictEqual(labels, key))
    .flatMap((group) => group.families);
  const ours = new Set(snapshot.families.map(({ name }) => name));
  return [...new Set(families)].filter((name) => !ours.has(name));
}
