import { failure, type Outcome, success } from '../../outcome';
import { readTable } from '../../platform/proc-reader';
import type { Machine } from '../collector';
import { unlessAborted } from '../unless-aborted';
import { type Address, addressOf } from './address';
import { gatewayOf, gatewayOfIpv6 } from './route-table';

type Found<T> = Outcome<T, 'no_route' | 'no_source'>;

/**
 * Where the default routes of IPv4 and IPv6 lead, in this order, asked anew each time: they change with every network a
 * laptop joins. At least one.
 */
export async function findGateways(
  machine: Pick<Machine, 'platform' | 'procRoot' | 'clock'>,
  signal: AbortSignal,
): Promise<Found<readonly Address[]>> {
  return machine.platform === 'linux' ? fromProc(machine, signal) : fromSystem(signal);
}

async function fromProc(
  { procRoot, clock }: Pick<Machine, 'procRoot' | 'clock'>,
  signal: AbortSignal,
): Promise<Found<readonly Address[]>> {
  const routes = await readTable(`${procRoot}/net/route`, { clock, signal });
  if (!routes.ok) return failure('no_source', routes.error.message);
  const ipv4 = gatewayOf(routes.value);
  // Not there where IPv6 is switched off.
  const routesOfIpv6 = await readTable(`${procRoot}/net/ipv6_route`, { clock, signal });
  const ipv6 = routesOfIpv6.ok ? gatewayOfIpv6(routesOfIpv6.value) : undefined;
  const found = [ipv4.ok ? ipv4.value : undefined, ipv6].flatMap((ip) => addressOf(ip ?? '') ?? []);
  return ipv4.ok || found.length > 0 ? success(found) : ipv4;
}

/** macOS and Windows: systeminformation runs `route` or `netstat`, for IPv4 alone; what is no address means none. */
async function fromSystem(signal: AbortSignal): Promise<Found<readonly Address[]>> {
  const { networkGatewayDefault } = await import('systeminformation');
  const answer = await unlessAborted(signal, networkGatewayDefault());
  if (answer === undefined) {
    return failure('no_source', 'The default route was not found out before the time was over.');
  }
  const address = addressOf(answer);
  if (address) return success([address]);
  return failure('no_route', 'This machine has no default route with a gateway.');
}
