import type { TargetSeen } from './situation';

/** Where on the way outwards a target is. `self` is this machine; `local` whatever has a private address. */
export type Segment = 'self' | 'router' | 'resolver' | 'internet' | 'local';

/** Anycast resolvers that are always there: one of them alone speaks for the internet. */
const wellKnown = new Set([
  ...['1.1.1.1', '1.0.0.1', '2606:4700:4700::1111', '2606:4700:4700::1001', 'one.one.one.one'],
  ...['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888', '2001:4860:4860::8844', 'dns.google'],
  ...['9.9.9.9', '149.112.112.112', '2620:fe::fe', '2620:fe::9', 'dns.quad9.net'],
]);

/** What a target's address says of it. */
export interface Place {
  readonly segment: Segment;
  /** It alone speaks for the internet. */
  readonly isWellKnown: boolean;
  /** It has to be looked up. */
  readonly hasName: boolean;
  readonly host: string;
  readonly ip?: string;
  readonly gatewayIp?: string;
}

/** `gatewayIp` is where the default route leads, where that is known. A target without an address is where it was before. */
export function placeOf(
  before: Place | undefined,
  target: Pick<TargetSeen, 'kind' | 'host' | 'ip'>,
  gatewayIp: string | undefined,
): Place {
  const { ip = before?.ip, host } = target;
  const isSame = before?.host === host && before.ip === ip && before.gatewayIp === gatewayIp;
  if (isSame) return before;
  return {
    segment: segmentOf({ ...target, ...(ip === undefined ? {} : { ip }) }, gatewayIp),
    isWellKnown: isWellKnown(host, ip),
    hasName: isName(host),
    host,
    ...(ip === undefined ? {} : { ip }),
    ...(gatewayIp === undefined ? {} : { gatewayIp }),
  };
}

function segmentOf(
  { kind, host, ip }: Pick<TargetSeen, 'kind' | 'host' | 'ip'>,
  gatewayIp: string | undefined,
): Segment {
  if (kind === 'dns') return 'resolver';
  const name = hostIn(host);
  if (name === 'gateway' || (ip !== undefined && ip === gatewayIp)) return 'router';
  const address = ip ?? name;
  return isAddress(address) ? segmentOfAddress(address) : segmentOfName(name);
}

/** Of where a destination pushes to. */
export function segmentOfUrl(url: string): Segment {
  const name = hostIn(url);
  return isAddress(name) ? segmentOfAddress(name) : segmentOfName(name);
}

function isWellKnown(host: string, ip: string | undefined): boolean {
  return wellKnown.has(hostIn(host)) || (ip !== undefined && wellKnown.has(ip));
}

function isName(host: string): boolean {
  const name = hostIn(host);
  return name !== 'gateway' && !isAddress(name);
}

/** The host of `host`, `host:port`, `[address]:port` or a URL. */
function hostIn(place: string): string {
  const bare = /^[a-z][a-z0-9+.-]*:\/\//i.test(place) ? hostOfUrl(place) : place;
  const inBrackets = /^\[([^\]]*)\]/.exec(bare)?.[1];
  if (inBrackets !== undefined) return inBrackets.toLowerCase();
  const isPlainIpv6 = bare.split(':').length > 2;
  return (isPlainIpv6 ? bare : bare.replace(/:\d+$/, '')).toLowerCase();
}

function hostOfUrl(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return url;
  }
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function segmentOfAddress(address: string): Segment {
  const ip = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (/^127\./.test(ip) || ip === '::1') return 'self';
  return isPrivate(ip) ? 'local' : 'internet';
}

/** RFC 1918, 3927 and 6598; RFC 4193 and 4291 for IPv6. */
function isPrivate(ip: string): boolean {
  if (ip.includes(':')) return /^(f[cd]|fe[89ab])/.test(ip);
  const [a = 0, b = 0] = ip.split('.').map(Number);
  if (a === 10) return true;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168;
  if (a === 169) return b === 254;
  return a === 100 && b >= 64 && b <= 127;
}

/** A name that was not resolved: one that only a network of one's own knows (RFC 6762, 8375), or one of the internet. */
function segmentOfName(name: string): Segment {
  if (name === 'localhost' || name.endsWith('.localhost')) return 'self';
  const isLocal = !name.includes('.') || /\.(local|lan|home|internal|intranet|corp|home\.arpa)$/.test(name);
  return isLocal ? 'local' : 'internet';
}
