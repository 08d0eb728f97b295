import { inWords } from '../../outcome';
import type { DestinationSettings } from '../../settings/schema/destinations';
import type { DestinationReport } from '../self-metrics';
import type { DestinationHealth } from '../status';
import type { Delivery } from './delivery';
import { type DestinationPlan, deliveryKey } from './destination-plan';
import { addressOf, deliveriesOf } from './destination-settings';

/** What is to be pushed where, and what does so. */
export interface DeliveryEntry {
  readonly plan: DestinationPlan;
  /** Absent while the plan is held. */
  readonly delivery?: Delivery;
}

/** By delivery. */
export type DeliveryEntries = ReadonlyMap<string, DeliveryEntry>;

/** Of each delivery of those that settings name, and of the built-in one. */
export function healthOfAll(
  configured: readonly DestinationSettings[],
  entries: DeliveryEntries,
): DestinationHealth[] {
  return shown(configured, entries)
    .flatMap(deliveriesOf)
    .map((settings) => healthOf(settings, entries.get(deliveryKey(settings))));
}

/** `failures`: how many pushes failed, by destination. */
export function reportsOf(
  configured: readonly DestinationSettings[],
  entries: DeliveryEntries,
  failures: ReadonlyMap<string, number>,
): DestinationReport[] {
  const health = healthOfAll(configured, entries);
  return shown(configured, entries).map(({ id }) => {
    const deliveries = health.filter((delivery) => delivery.id === id);
    const [backlog] = deliveries.flatMap((delivery) => delivery.backlog ?? []);
    return { id, pushFailures: failures.get(id) ?? 0, deliveries, ...(backlog && { backlog }) };
  });
}

function shown(
  configured: readonly DestinationSettings[],
  entries: DeliveryEntries,
): readonly DestinationSettings[] {
  const builtIn = [...entries.values()].filter(({ plan }) => plan.builtIn);
  return [...configured, ...builtIn.map(({ plan }) => plan.settings)];
}

/** Of one delivery, there or not: a destination that is switched off has none. */
function healthOf(
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
