import type { TargetStatus } from '../../main/contract/state';

/** Where a target is, as set and as resolved; the latter is left out where the former says it already. Pure. */
export function addressesOf({ host, ip }: Pick<TargetStatus, 'host' | 'ip'>): readonly string[] {
  return ip === undefined || host.includes(ip) ? [host] : [host, ip];
}

const ownNetworks = [
  /^(0|10|127)\./,
  /^192\.168\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^::1?$/,
  /^f[cd][0-9a-f]{2}:/,
  /^fe[89ab][0-9a-f]:/,
];
/** https://www.iana.org/assignments/special-use-domain-names, and what home routers use. */
const ownNames = /(^|\.)(localhost|local|lan|home|internal|home\.arpa)\.?$/;

/** Whether a target's host lies beyond this machine and its own network, by its address or name alone. */
export function isBeyond(host: string): boolean {
  const lower = host.toLowerCase();
  if (/^[\d.]+$/.test(lower) || lower.includes(':'))
    return !ownNetworks.some((network) => network.test(lower));
  return lower.includes('.') && !ownNames.test(lower);
}
