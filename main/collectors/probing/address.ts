import { isIP } from 'node:net';

export interface Address {
  /** IPv4 or IPv6, the latter perhaps with a zone: `fe80::1%eth0`. Never begins with `-`. */
  readonly ip: string;
  readonly version: 4 | 6;
}

/** Undefined for what is no address. */
export function addressOf(ip: string): Address | undefined {
  const version = isIP(ip);
  return version === 4 || version === 6 ? { ip, version } : undefined;
}
