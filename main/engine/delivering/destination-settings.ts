import {
  addressesOf,
  type DestinationSettings,
  destinationSettings,
} from '../../settings/schema/destinations';
import type { ServerSettings } from '../../settings/schema/settings';

/** For people: the place that `pushedTo`, the URL of a push, belongs to, else the first that is tried. */
export function addressOf(settings: DestinationSettings, pushedTo = ''): string {
  const [first = '', ...others] = addressesOf(settings);
  return others.find((address) => isBelow(address, pushedTo)) ?? first;
}

/** Whether the URL of a push belongs to one of the addresses. */
export function isAddressOf(settings: DestinationSettings, pushedTo: string): boolean {
  return addressesOf(settings).some((address) => isBelow(address, pushedTo));
}

function isBelow(address: string, url: string): boolean {
  return url.startsWith(`${address.replace(/\/+$/, '')}/`);
}

/** One of these for each delivery: every address that is to have all pushes has a state, retries and records of its own. */
export function deliveriesOf(settings: DestinationSettings): DestinationSettings[] {
  const isFailover = settings.kind === 'pushgateway' && settings.mode === 'failover';
  return isFailover ? [settings] : singly(settings);
}

/** The same destination for each of its addresses alone. */
export function singly(settings: DestinationSettings): DestinationSettings[] {
  if (settings.kind === 'remote-write') return [settings];
  return settings.urls.map((url) => ({ ...settings, urls: [url] }));
}

/** What decides which series are written at whichever receiver; the machine's identity comes on top. */
export function groupOf({ kind, job, labels }: DestinationSettings): unknown {
  return { kind, job, labels };
}

/** Whether a push takes away what an earlier one left and this one lacks. */
export function replacesGroup(settings: DestinationSettings): boolean {
  return settings.kind === 'remote-write' || settings.method === 'PUT';
}

/** What runs while settings name no destination: the gateway of this very process. */
export function builtInDestination(
  ownAddress: string,
  { token }: Pick<ServerSettings, 'token'>,
): DestinationSettings {
  return destinationSettings.parse({
    id: 'local',
    kind: 'pushgateway',
    urls: [ownAddress],
    forward: false,
    ...(token && { auth: { bearer: token } }),
  });
}

/** The same receiver with a group that no real push uses and that is taken away again. */
export function forTrying(settings: DestinationSettings): DestinationSettings {
  const job = 'pushtray_test';
  return settings.kind === 'remote-write'
    ? { ...settings, job, onRemove: 'stale' }
    : { ...settings, job, onRemove: 'delete' };
}
