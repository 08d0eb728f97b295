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

/** As people write it: of IPv4, from the kernel's eight hex digits, the first byte last. */
export function ipv4Of(digits: string): string {
  return (digits.match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

/** Likewise of IPv6, from 32 hex digits in their order: `fd00::1`. The URL parser knows the one short form of RFC 5952. */
export function ipv6Of(digits: string): string {
  const { hostname } = new URL(`http://[${digits.replace(/(.{4})(?!$)/g, '$1:')}]`);
  return hostname.slice(1, -1);
}
