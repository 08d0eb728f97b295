import { failure, type Outcome, success } from '../../outcome';
import { ipv4Of, ipv6Of } from './address';

/** Bits of the column Flags (include/uapi/linux/route.h). */
const routeUp = 0x1;
const routeViaGateway = 0x2;
const routeRejects = 0x200;

export interface Route {
  readonly interface: string;
  /** Hex digits: of IPv4 eight, the first byte last; of IPv6 32, in their order. */
  readonly gateway: string;
  readonly flags: number;
  readonly metric: number;
}

/** The gateway of the default route with the lowest metric, from the text of /proc/net/route. */
export function gatewayOf(table: string): Outcome<string, 'no_route'> {
  const best = bestDefaultRoute(table);
  if (!best) {
    return failure('no_route', 'This machine has no default route for IPv4, so there is no gateway.', {
      hint: 'It is off the network.',
    });
  }
  if (!(best.flags & routeViaGateway)) {
    return failure('no_route', `The default route leads straight onto ${best.interface}, without a gateway.`);
  }
  return success(ipv4Of(best.gateway));
}

/** The one with the lowest metric, from the text of /proc/net/route. */
export function bestDefaultRoute(table: string): Route | undefined {
  return lowestMetric(defaultRoutes(table));
}

/** Likewise from /proc/net/ipv6_route, which has no heading. */
export function bestDefaultRouteOfIpv6(table: string): Route | undefined {
  return lowestMetric(defaultRoutesOfIpv6(table));
}

function lowestMetric(routes: readonly Route[]): Route | undefined {
  return [...routes].sort((a, b) => a.metric - b.metric)[0];
}

/** All of /proc/net/route that lead anywhere, those without a gateway too. */
export function defaultRoutes(table: string): Route[] {
  const routes: Route[] = [];
  for (const line of table.split('\n').slice(1)) {
    const [name, destination, gateway, flagDigits, , , metric, mask] = line.trim().split(/\s+/);
    const flags = Number.parseInt(flagDigits ?? '', 16);
    const leadsAnywhere = destination === '00000000' && mask === '00000000';
    if (!name || !gateway || !leadsAnywhere || !(flags & routeUp) || flags & routeRejects) continue;
    routes.push({ interface: name, gateway, flags, metric: Number(metric) });
  }
  return routes;
}

/** From the text of /proc/net/ipv6_route; with the interface, where the address means nothing without it. */
export function gatewayOfIpv6(table: string): string | undefined {
  const best = bestDefaultRouteOfIpv6(table);
  if (!best) return undefined;
  const ip = ipv6Of(best.gateway);
  return ip.startsWith('fe80:') ? `${ip}%${best.interface}` : ip;
}

/** All of /proc/net/ipv6_route by way of a gateway. */
export function defaultRoutesOfIpv6(table: string): Route[] {
  return table.split('\n').flatMap(defaultRouteOfIpv6);
}

function defaultRouteOfIpv6(line: string): Route[] {
  const [destination, length, , , gateway, metric, , , flagDigits, name] = line.trim().split(/\s+/);
  const flags = Number.parseInt(flagDigits ?? '', 16);
  const wanted = routeUp | routeViaGateway;
  if (!name || !gateway || !/^0{32}$/.test(destination ?? '') || length !== '00') return [];
  if ((flags & wanted) !== wanted || flags & routeRejects) return [];
  return [{ interface: name, gateway, flags, metric: Number.parseInt(metric ?? '', 16) }];
}
