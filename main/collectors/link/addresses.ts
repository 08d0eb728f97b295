import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export interface LinkAddress {
  readonly device: string;
  /** Without a zone. */
  readonly address: string;
  /** Length of the network's prefix, in bits. */
  readonly netmask: string;
  /** By node_exporter's words: `link-local`, or `global` for all others, private ones too. */
  readonly scope: string;
}

/** Of every device that is up, but for loopback. */
export function addressesOf(interfaces: ReturnType<typeof networkInterfaces>): LinkAddress[] {
  return Object.entries(interfaces).flatMap(([device, addresses = []]) =>
    addresses.filter(({ internal }) => !internal).flatMap((address) => addressOn(device, address)),
  );
}

function addressOn(device: string, { address, cidr }: NetworkInterfaceInfo): LinkAddress[] {
  const [, netmask] = cidr?.split('/') ?? [];
  if (netmask === undefined) return [];
  const scope = /^(?:169\.254\.|fe[89ab])/i.test(address) ? 'link-local' : 'global';
  return [{ device, address, netmask, scope }];
}
