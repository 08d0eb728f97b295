import { failure, type Outcome, success } from '../../outcome';

/** Bits of the column Flags (include/uapi/linux/route.h). */
const routeUp = 0x1;
const routeViaGateway = 0x2;
const routeRejects = 0x200;

interface Route {
  readonly interface: string;
  /** Eight hex digits of an IPv4 address, its first byte last. */
  readonly gateway: string;
  readonly flags: number;
  readonly metric: number;
}

/** The gateway of the default route with the lowest metric, from the text of /proc/net/route. */
export function gatewayOf(table: string): Outcome<string, 'no_route'> {
  const [best] = defaultRoutes(table).sort((a, b) => a.metric - b.metric);
  if (!best) {
    return failure(
      'no_route',
      'This machine has no default route for IPv4, so there is no gateway to ping.',
      {
        hint: 'It is off the network, or its network has IPv6 alone.',
      },
    );
  }
  if (!(best.flags & routeViaGateway)) {
    return failure(
      'no_route',
      `The default route leads straight onto ${best.interface}, without a gateway that could be pinged.`,
    );
  }
  return success(dotted(best.gateway));
}

function defaultRoutes(table: string): Route[] {
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

function dotted(digits: string): string {
  return (digits.match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
