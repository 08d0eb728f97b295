import type { GatewayGroup } from '../contract/gateway-state';
import type { GroupView } from '../gateway/gateway';
import { encodeText } from '../metrics/encode';
import type { Labels } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { failure, type Outcome, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type GatewayCalls = Pick<Handlers, 'gateway.state' | 'gateway.group' | 'gateway.delete'>;

/** Of a group's text, in UTF-16 units: more than anybody reads. */
const maxTextLength = 256 * 1024;

export function gatewayCalls({ engine, gateway }: Pick<ApiParts, 'engine' | 'gateway'>): GatewayCalls {
  const forwarded = ({ groupingKey, revision, pushedAtMs }: GroupView) =>
    pushedAtMs === undefined ? [] : engine.forwarded({ groupingKey, revision, pushedAtMs });
  return {
    'gateway.state'() {
      const ownId = labelsKey(engine.ownKey());
      return success({
        groups: gateway.groups().map((group) =>
          groupForWindow(group, {
            isOwn: labelsKey(group.groupingKey) === ownId,
            forwarded: [...forwarded(group)],
          }),
        ),
        expiredGroups: gateway.expiredGroups(),
        refusedPushes: gateway.refused.total,
        refused: gateway.refused.list().map(({ groupingKey, faults, ...push }) => ({
          ...push,
          ...(groupingKey && { groupingKey: { ...groupingKey } }),
          faults: [...faults],
        })),
      });
    },

    'gateway.group'({ groupingKey }) {
      const group = gateway.group(groupingKey);
      if (!group) return notThere(groupingKey);
      const text = encodeText(group.families);
      return success({ text: text.slice(0, maxTextLength), textCut: text.length > maxTextLength });
    },

    'gateway.delete': ({ groupingKey }) =>
      gateway.delete(groupingKey) ? success({}) : notThere(groupingKey),
  };
}

function notThere(groupingKey: Labels): Outcome<never> {
  return failure('not_found', `There is no group ${labelsKey(groupingKey)} here any more.`);
}

function groupForWindow(
  {
    groupingKey,
    families,
    createdAtMs: _created,
    revision: _revision,
    via: _via,
    ttlMs: _ttl,
    ...group
  }: GroupView,
  more: Pick<GatewayGroup, 'isOwn' | 'forwarded'>,
): GatewayGroup {
  return {
    groupingKey: { ...groupingKey },
    series: families.reduce((count, { samples }) => count + samples.length, 0),
    ...group,
    ...more,
  };
}
