import type { PushedIn } from '../engine/forwarding/pushed-in';
import type { KeptGateway } from '../gateway/kept-gateway';
import type { Labels } from '../metrics/model';

/** What the engine is told of the gateway, which is opened after it. */
export function pushedInOf(opened: () => KeptGateway | undefined, ownKey: () => Labels): PushedIn {
  const gateway = () => opened()?.gateway;
  return {
    heads: () => gateway()?.heads() ?? [],
    group(groupingKey) {
      const group = gateway()?.group(groupingKey);
      return group?.pushedAtMs === undefined ? undefined : { ...group, pushedAtMs: group.pushedAtMs };
    },
    families: () => gateway()?.families({ without: ownKey() }) ?? [],
    report() {
      const held = gateway();
      return (
        held && { ...held.size(), expiredGroups: held.expiredGroups(), refusedPushes: held.refused.total }
      );
    },
  };
}
