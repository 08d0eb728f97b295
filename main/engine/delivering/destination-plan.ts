import { isDeepStrictEqual } from 'node:util';
import type { Identity, PushedGroup } from '../../destinations/destination';
import { type Failure, failure, type Outcome } from '../../outcome';
import { addressesOf, type DestinationSettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import type { Settings } from '../../settings/schema/settings';
import { addressOf, builtInDestination, deliveriesOf, groupOf } from './destination-settings';
import { isOwnAddress } from './own-address';

/** What is to be pushed where, under which name. Equal plans need no restart. */
export interface DestinationPlan {
  readonly settings: DestinationSettings;
  readonly builtIn: boolean;
  readonly identity: Identity;
  /** Why nothing may be pushed there. */
  readonly held?: Failure;
}

export interface Self {
  readonly instance: Outcome<string>;
  /** `http://HOST:PORT` of our own server; absent while it is off. */
  readonly address: string | undefined;
}

/** Of a machine without a name of its own, on its own pages alone. */
export const namelessInstance = 'localhost';

/** Absent while settings say that nothing is pushed. */
export function pushIntervalMs({ interval, monitoring, pushing }: Settings): number | undefined {
  return monitoring && pushing ? durationMs(interval) : undefined;
}

/** Tells the deliveries of all destinations from each other. */
export function deliveryKey(settings: DestinationSettings): string {
  return `${settings.id} ${addressOf(settings)}`;
}

/** Every delivery of a destination that is on: those of the settings or, when they name none, our own gateway. */
export function planDestinations(settings: Settings, self: Self): DestinationPlan[] {
  const instance = self.instance.ok ? self.instance.value : namelessInstance;
  const identity = { instance, labels: settings.labels };
  const plans = settings.destinations
    .filter(({ enabled }) => enabled)
    .flatMap(deliveriesOf)
    .map((destination): DestinationPlan => {
      const held = reasonToHold(destination, self);
      return { settings: destination, builtIn: false, identity, ...(held ? { held } : {}) };
    });
  if (settings.destinations.length > 0 || !settings.server.gateway || self.address === undefined)
    return plans;
  return [{ settings: builtInDestination(self.address, settings.server), builtIn: true, identity }];
}

/** What would be pushed if every destination were on. */
export function planAll(settings: Settings, self: Self): DestinationPlan[] {
  const destinations = settings.destinations.map((one) => ({ ...one, enabled: true }));
  return planDestinations({ ...settings, destinations }, self);
}

/** Whether `next` writes the same series wherever `before` did, however it does so. */
export function goesOn(before: DestinationPlan, next: DestinationPlan): boolean {
  const addresses = addressesOf(next.settings);
  return addressesOf(before.settings).every((url) => addresses.includes(url)) && isSameKey(before, next);
}

/** Whether what was pushed there is what the plan pushes. */
export function covers(plan: DestinationPlan, group: PushedGroup): boolean {
  return addressesOf(plan.settings).includes(addressOf(group.settings)) && isSameKey(plan, group);
}

/** Whether it is for the plan to take that group away: it pushes to it, or its backlog ends what was written. */
export function owns(plan: DestinationPlan, group: PushedGroup): boolean {
  const isItsHistory = group.settings.kind === 'remote-write' && group.settings.id === plan.settings.id;
  return isItsHistory || covers(plan, group);
}

function isSameKey(a: PushedGroup, b: PushedGroup): boolean {
  return isDeepStrictEqual([a.identity, groupOf(a.settings)], [b.identity, groupOf(b.settings)]);
}

/** Why a destination that is not the built-in one may not be pushed to. */
export function reasonToHold(
  destination: DestinationSettings,
  { instance, address }: Self,
): Failure | undefined {
  const own = addressesOf(destination).find((url) => isOwnAddress(url, address));
  if (own !== undefined) return ownAddressFailure(own).error;
  return instance.ok ? undefined : instance.error;
}

export function ownAddressFailure(url: string) {
  return failure('own_address', `${url} is this Pushtray itself, which serves its own metrics already.`, {
    hint: 'Name another receiver, or none: then everything is kept and served here.',
  });
}
