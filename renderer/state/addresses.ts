import type { TargetStatus } from '../../main/contract/state';

/** Where a target is, as set and as resolved; the latter is left out where the former says it already. Pure. */
export function addressesOf({ host, ip }: Pick<TargetStatus, 'host' | 'ip'>): readonly string[] {
  return ip === undefined || host.includes(ip) ? [host] : [host, ip];
}
