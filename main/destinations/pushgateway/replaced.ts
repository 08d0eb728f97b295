import { isDeepStrictEqual } from 'node:util';
import { groupingKeyOf, type PushgatewaySettings } from '../../settings/schema/destinations';
import type { DestinationTools, Snapshot } from '../destination';
import { heldGroups } from './held-groups';

/** A whole fleet that starts asks for this, so of a very large gateway it is not. */
const maxAnswerBytes = 16 * 1024 * 1024;

interface Question {
  readonly snapshot: Snapshot;
  /** Where the group is not ours already. */
  readonly gatewayUrls: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * What stands already in the group that is to be ours, and that the first push would replace: by PUT all of it, by POST the families of
 * equal names. Nothing where the gateway does not tell: then a push is not held up.
 */
export async function replacedFamilies(
  settings: PushgatewaySettings,
  tools: DestinationTools,
  { snapshot, gatewayUrls, signal }: Question,
): Promise<readonly string[]> {
  const key = groupingKeyOf(settings, snapshot);
  const held = await Promise.all(
    gatewayUrls.map((gatewayUrl) => heldGroups(settings, tools, { gatewayUrl, maxAnswerBytes, signal })),
  );
  const groups = held.flatMap((answer) => (answer.ok ? answer.value : []));
  const families = groups
    .filter(({ labels }) => isDeepStrictEqual(labels, key))
    .flatMap((group) => group.families);
  const ours = new Set(snapshot.families.map(({ name }) => name));
  return [...new Set(families)].filter((name) => settings.method === 'PUT' || ours.has(name));
}
