import type { GatewayGroup } from '../contract/gateway-state';
import type { ForwardState } from '../engine/pushed-in';
import type { GroupView } from '../gateway/gateway';
import { labelsKey } from '../metrics/series';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type GatewayCalls = Pick<Handlers, 'gateway.state' | 'gateway.delete'>;

export function gatewayCalls({ engine, gateway }: Pick<ApiParts, 'engine' | 'gateway'>): GatewayCalls {
  const forwarded = ({ groupingKey, revision, pushedAtMs }: GroupView) =>
    pushedAtMs === undefined ? [] : engine.forwarded({ groupingKey, revision, pushedAtMs });
  return {
    'gateway.state': () =>
      success({
        groups: gateway.groups().map((group) => groupForWindow(group, forwarded(group))),
        expiredGroups: gateway.expiredGroups(),
        refusedPushes: gateway.refused.total,
        refused: gateway.refused.list().map(({ groupingKey, faults, ...push }) => ({
          ...push,
          ...(groupingKey && { groupingKey: { ...groupingKey } }),
          faults: [...faults],
        })),
      }),

    'gateway.delete': ({ groupingKey }) =>
      gateway.delete(groupingKey)
        ? success({})
        : failure('not_found', `There is no group ${labelsKey(groupingKey)} here any more.`),
  };
}

function groupForWindow(
  { groupingKey, families, createdAtMs: _created, revision: _revision, via: _via, ...group }: GroupView,
  forwarded: readonly ForwardState[],
): GatewayGroup {
  return {
    groupingKey: { ...groupingKey },
    series: families.reduce((count, { samples }) => count + samples.length, 0),
    ...group,
    forwarded: [...forwarded],
  };
}
