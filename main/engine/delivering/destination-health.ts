import { inWords } from '../../outcome';
import type { DestinationSettings } from '../../settings/schema/destinations';
import type { DestinationHealth } from '../status';
import type { Delivery } from './delivery';
import type { DestinationPlan } from './destination-plan';
import { addressOf } from './destination-settings';

/** What is to be pushed where, and what does so. */
export interface DeliveryEntry {
  readonly plan: DestinationPlan;
  /** Absent while the plan is held. */
  readonly delivery?: Delivery;
}

/** Of one delivery, there or not: a destination that is switched off has none. */
export function healthOf(
  settings: DestinationSettings,
  { plan, delivery }: Partial<DeliveryEntry> = {},
): DestinationHealth {
  const health = delivery?.health();
  const common = {
    id: settings.id,
    kind: settings.kind,
    url: addressOf(settings, health?.lastPush?.url),
    enabled: settings.enabled,
    builtIn: plan?.builtIn ?? false,
  };
  if (health) return { ...common, ...health };
  const held = plan?.held;
  return {
    ...common,
    state: held ? 'held' : 'paused',
    consecutiveFailures: 0,
    ...(held ? { problem: inWords(held), failureCode: held.code } : {}),
  };
}
