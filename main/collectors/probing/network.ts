import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { failure, type Outcome, success } from '../../outcome';
import { readTable } from '../../platform/proc-reader';
import type { Machine } from '../collector';
import { ipv4Of } from './address';
import { findGateways } from './gateway';
import { bestDefaultRoute, bestDefaultRouteOfIpv6, gatewayOfIpv6 } from './route-table';

/** What packets to elsewhere leave by. */
interface NetworkInUse {
  readonly interface: string;
  /** Of this machine on it. */
  readonly address: string;
  /** Absent: the default route leads straight onto the interface. */
  readonly gateway?: string;
}

/** Undefined: there is no default route, or its interface has no link. */
type Found = Outcome<NetworkInUse | undefined, 'no_source'>;

/** Documentation addresses (RFC 5737, RFC 3849): nothing is ever sent there. */
const elsewhere = [
  ['udp4', '192.0.2.1'],
  ['udp6', '2001:db8::1'],
] as const;
const discardPort = 9;
const gatewayTimeoutMs = 3_000;

/** Cheap enough to ask after every cycle. */
export function networkFinder(machine: Machine): () => Promise<Found> {
  return machine.platform === 'linux' ? () => fromProc(machine) : fromSystem(machine);
}

async function fromProc({ procRoot, clock }: Machine): Promise<Found> {
  const routes = await readTable(`${procRoot}/net/route`, { clock });
  if (!routes.ok) return failure('no_source', routes.error.message);
  const route = bestDefaultRoute(routes.value);
  if (route) {
    const gateway = ipv4Of(route.gateway);
    return success(onInterface(route.interface, 4, gateway === '0.0.0.0' ? undefined : gateway));
  }
  // Not there where IPv6 is switched off.
  const ofIpv6 = await readTable(`${procRoot}/net/ipv6_route`, { clock });
  const routeOfIpv6 = ofIpv6.ok ? bestDefaultRouteOfIpv6(ofIpv6.value) : undefined;
  if (!ofIpv6.ok || !routeOfIpv6) return success(undefined);
  return success(onInterface(routeOfIpv6.interface, 6, gatewayOfIpv6(ofIpv6.value)));
}

/** Node names only interfaces that have a link. */
function onInterface(name: string, version: 4 | 6, gateway: string | undefined): NetworkInUse | undefined {
  const address = networkInterfaces()[name]?.find((one) => isIP(one.address) === version)?.address;
  return address === undefined ? undefined : { interface: name, address, ...(gateway && { gateway }) };
}

/** macOS and Windows: the gateway takes a process to find out, so it is asked for only when the network has changed. */
function fromSystem(machine: Machine): () => Promise<Found> {
  let last: NetworkInUse | undefined;
  return async () => {
    const now = interfaceOf(await ownAddress());
    if (now?.interface !== last?.interface || now?.address !== last?.address) {
      const found = now && (await findGateways(machine, AbortSignal.timeout(gatewayTimeoutMs)));
      const gateway = found?.ok ? found.value[0]?.ip : undefined;
      last = now && { ...now, ...(gateway !== undefined && { gateway }) };
    }
    return success(last);
  };
}

/** What the kernel would send from: connecting a datagram socket asks it for the route and sends nothing. */
async function ownAddress(): Promise<string | undefined> {
  for (const [type, address] of elsewhere) {
    const own = await addressTowards(type, address);
    if (own !== undefined) return own;
  }
  return undefined;
}

function addressTowards(type: 'udp4' | 'udp6', address: string): Promise<string | undefined> {
  const socket = createSocket(type);
  return new Promise((resolve) => {
    const end = (own?: string) => {
      socket.close();
      resolve(own);
    };
    socket.once('error', () => end());
    socket.once('connect', () => end(socket.address().address));
    socket.connect(discardPort, address);
  });
}

function interfaceOf(address: string | undefined): NetworkInUse | undefined {
  const found = Object.entries(networkInterfaces()).find(([, addresses]) =>
    addresses?.some((one) => one.address === address),
  );
  return address === undefined || !found ? undefined : { interface: found[0], address };
}
