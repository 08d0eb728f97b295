import type { GatewayGroup } from '../contract/gateway-state';
import type { GroupView } from '../gateway/gateway';
import { success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

export function gatewayCalls({ gateway }: Pick<ApiParts, 'gateway'>): Pick<Handlers, 'gateway.state'> {
  return {
    'gateway.state': () =>
      success({
        groups: gateway.groups().map(groupForWindow),
        expiredGroups: gateway.expiredGroups(),
        refused: gateway.refused.list().map(({ groupingKey, faults, ...push }) => ({
          ...push,
          ...(groupingKey && { groupingKey: { ...groupingKey } }),
          faults: [...faults],
        })),
      }),
  };
}

function groupForWindow({ groupingKey, families, createdAtMs: _, ...group }: GroupView): GatewayGroup {
  const series = families.reduce((count, { samples }) => count + samples.length, 0);
  return { groupingKey: { ...groupingKey }, series, ...group };
}
