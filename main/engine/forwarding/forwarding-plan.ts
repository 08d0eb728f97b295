import { addressesOf, type Farewell } from '../../settings/schema/destinations';
import type { Settings } from '../../settings/schema/settings';
import {
  type DestinationPlan,
  planAll,
  planDestinations,
  pushIntervalMs,
  type Self,
} from '../delivering/destination-plan';
import { takesPushes } from './pushed-in';

/** Where to and how often groups that others pushed here are forwarded. */
export interface ForwardingPlan {
  /** Those that may be pushed to. */
  readonly deliveries: readonly DestinationPlan[];
  /** Also of those that are held. */
  readonly addresses: ReadonlySet<string>;
  /** Also of destinations that are switched off. */
  readonly allAddresses: ReadonlySet<string>;
  /** Absent while settings say that nothing is pushed. */
  readonly intervalMs: number | undefined;
}

export const noForwarding: ForwardingPlan = {
  deliveries: [],
  addresses: new Set(),
  allAddresses: new Set(),
  intervalMs: undefined,
};

export function planForwarding(settings: Settings, self: Self): ForwardingPlan {
  const isWanted = (plan: DestinationPlan) => takesPushes(settings) && plan.settings.forward && !plan.builtIn;
  const wanted = planDestinations(settings, self).filter(isWanted);
  return {
    deliveries: wanted.filter(({ held }) => !held),
    addresses: addressesOfAll(wanted),
    allAddresses: addressesOfAll(planAll(settings, self).filter(isWanted)),
    intervalMs: pushIntervalMs(settings),
  };
}

/** Why nothing is forwarded to this address any more; `undefined`: something is, or will be. */
export function occasionAt(
  address: string,
  { addresses, allAddresses, intervalMs }: ForwardingPlan,
): Farewell | undefined {
  if (addresses.has(address) && intervalMs !== undefined) return undefined;
  return allAddresses.has(address) ? 'quit' : 'remove';
}

function addressesOfAll(plans: readonly DestinationPlan[]): ReadonlySet<string> {
  return new Set(plans.flatMap(({ settings }) => addressesOf(settings)));
}
