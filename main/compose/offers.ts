import { isOwnAddress as isAt } from '../engine/delivering/own-address';
import type { FoundGateway } from '../server/port-holder';
import { addressesOf } from '../settings/schema/destinations';
import type { Settings } from '../settings/schema/settings';

/** The Pushgateway that answers on this machine, as long as settings name it as no destination. */
export function offeredGateway(
  found: FoundGateway | undefined,
  { destinations }: Pick<Settings, 'destinations'>,
): FoundGateway | undefined {
  if (!found || destinations.flatMap(addressesOf).some((url) => isAt(url, found.url))) return undefined;
  return found;
}

export function offerNotice({ url, version }: FoundGateway): string {
  return `A Pushgateway ${version} answers at ${url} and nothing is pushed to it. To push to it, add ${url} as a destination.`;
}
