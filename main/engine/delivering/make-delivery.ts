import type { DestinationTools, Identity, Snapshot } from '../../destinations/destination';
import type { MetricFamily } from '../../metrics/model';
import { Delivery, type DeliveryParts } from './delivery';
import type { DestinationPlan } from './destination-plan';
import { replacesGroup } from './destination-settings';
import type { DestinationMeans } from './leftovers';
import { makeDestination } from './make-destination';
import { underKeyAt } from './under-key';

export interface DeliveryMeans extends DestinationMeans {
  readonly hostName: string;
  readonly takeSnapshot: (identity: Identity) => Snapshot | undefined;
  /** What others pushed to this machine. */
  readonly forwarded: () => readonly MetricFamily[];
  readonly record: DeliveryParts['record'];
}

/** A delivery, with a destination of its own, for a plan that is not held. */
export function makeDelivery(
  { settings, identity, builtIn }: DestinationPlan,
  means: DeliveryMeans,
  more: Pick<DeliveryParts, 'after' | 'looksFirst' | 'onFailure' | 'standing'>,
): Delivery {
  const { clock, forwarded, hostName, kinds, logger, makeTools, random, record, takeSnapshot } = means;
  const tools = makeTools(settings);
  const destination = makeDestination(kinds, settings, builtIn ? withoutJournal(tools) : tools);
  const forwardsHistory = settings.forward && destination.backlog !== undefined;
  return new Delivery({
    ...more,
    id: settings.id,
    destination,
    replacesGroup: replacesGroup(settings),
    takeSnapshot() {
      const snapshot = takeSnapshot(identity);
      if (!snapshot) return undefined;
      const own = underKeyAt(settings, snapshot);
      return forwardsHistory ? { ...own, forwarded: forwarded() } : own;
    },
    clock,
    logger,
    random,
    seed: `${hostName}/${settings.id}`,
    record,
  });
}

/** What stands in our own gateway is gone with this process: no later run has to know of it. */
function withoutJournal(tools: DestinationTools): DestinationTools {
  const { forwarded } = tools.groups;
  return { ...tools, groups: { list: () => [], add: () => {}, remove: () => {}, forwarded } };
}
