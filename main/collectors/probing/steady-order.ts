import type { Address } from './address';

/**
 * The same addresses with those of before first, as many name servers give them in another order each time, and a probe that goes to
 * the first should not go elsewhere for that. What the resolver orders by where this machine is (RFC 6724), it leaves as it is: IPv4,
 * IPv6, and addresses of IPv6 that are local to a site.
 */
export function inSteadyOrder(now: readonly Address[], before: readonly Address[]): Address[] {
  const known = before.filter(({ ip }) => now.some((address) => address.ip === ip));
  const fresh = now.filter(({ ip }) => !known.some((address) => address.ip === ip));
  const ofKind = new Map<string, Address[]>();
  for (const address of [...known, ...fresh]) {
    ofKind.set(kindOf(address), [...(ofKind.get(kindOf(address)) ?? []), address]);
  }
  return now.flatMap((address) => ofKind.get(kindOf(address))?.shift() ?? []);
}

function kindOf({ ip, version }: Address): string {
  return /^f[cd].*:/i.test(ip) ? 'local' : String(version);
}
