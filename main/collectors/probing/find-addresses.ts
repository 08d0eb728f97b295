import { failure, type Outcome, success } from '../../outcome';
import type { IpVersion } from '../../settings/schema/collectors/common';
import { host as hostField } from '../../settings/schema/fields';
import type { Machine } from '../collector';
import { unlessAborted } from '../unless-aborted';
import { type Address, addressOf } from './address';
import { findGateways } from './gateway';
import type { NameLookup } from './name-lookup';
import { findResolvers } from './resolver';

export type FindFailureCode = 'unresolvable' | 'no_route' | 'no_source';

type Found = Outcome<readonly Address[], FindFailureCode>;

export interface FindContext {
  readonly machine: Pick<Machine, 'platform' | 'procRoot' | 'clock'>;
  readonly names: NameLookup;
  readonly signal: AbortSignal;
  readonly ipVersion: IpVersion;
}

/** The addresses to probe for a host as settings name it: at least one, at most one of IPv4 and one of IPv6. */
export async function findAddresses(host: string, context: FindContext): Promise<Found> {
  const found = await allAddresses(host, context);
  if (!found.ok) return found;
  const chosen = choose(found.value, context.ipVersion);
  if (chosen.length > 0) return success(chosen);
  return failure('unresolvable', `"${host}" has no IPv${context.ipVersion} address.`, {
    hint: 'Let "ipVersion" be "auto" to probe it by the one that it has.',
  });
}

/** Whether the host's address must be asked for by name. */
export function isName(host: string): boolean {
  return host !== 'gateway' && host !== 'dns' && addressOf(host) === undefined;
}

async function allAddresses(host: string, { machine, names, signal }: FindContext): Promise<Found> {
  if (!hostField.safeParse(host).success) {
    return failure('unresolvable', `"${host}" is not a host name or an address.`);
  }
  if (host === 'gateway') return findGateways(machine, signal);
  if (host === 'dns') return findResolvers(machine, signal);
  const address = addressOf(host);
  if (address) return success([address]);
  const found = await unlessAborted(signal, names.find(host));
  return found ?? failure('unresolvable', `The name "${host}" had no address yet when the cycle ended.`);
}

function choose(addresses: readonly Address[], wanted: IpVersion): Address[] {
  const first = (version: 4 | 6) => addresses.filter((address) => address.version === version).slice(0, 1);
  switch (wanted) {
    case 'auto':
      return addresses.slice(0, 1);
    case 'both':
      return [...first(4), ...first(6)];
    default:
      return first(wanted);
  }
}
