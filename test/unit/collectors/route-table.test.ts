import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatewayOf, gatewayOfIpv6 } from '../../../main/collectors/probing/route-table';

const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

describe('the gateway of the default route', () => {
  it('is that of the lowest metric', () => {
    const table =
      header +
      [route({ gateway: '0100A8C0', metric: 600 }), route({ gateway: 'FE02000A', metric: 100 })].join('');
    expect(gatewayOf(table)).toEqual({ ok: true, value: '10.0.2.254' });
  });

  it.each([
    ['a route to a network', { destination: '0000A8C0', mask: '00FFFFFF' }],
    ['half of the internet, as VPNs have it', { mask: '00000080' }],
    ['a route that is down', { flags: '0002' }],
    ['a route that refuses', { flags: '0203' }],
  ])('is not that of %s', (_, route_) => {
    expect(gatewayOf(header + route(route_))).toMatchObject({ ok: false, error: { code: 'no_route' } });
  });

  it('is missing, with the reason, on a link that has none', () => {
    expect(gatewayOf(header + route({ name: 'wg0', gateway: '00000000', flags: '0001' }))).toMatchObject({
      error: { code: 'no_route', message: expect.stringContaining('straight onto wg0') },
    });
  });

  it.each(['', header, 'anything\nat all\n'])('is missing without a default route', (table) => {
    expect(gatewayOf(table)).toMatchObject({
      error: { message: expect.stringContaining('no default route for IPv4') },
    });
  });
});

describe('the gateway of the default route of IPv6', () => {
  const table = readFileSync(join(__dirname, '../../fixtures/proc/net/ipv6_route'), 'latin1');
  const without = (text: string) => table.replace(new RegExp(`.*${text}.*\\n`), '');

  it('is that of the lowest metric, with the interface where it is link-local', () => {
    expect(gatewayOfIpv6(table)).toBe('fe80::1%up0');
    expect(gatewayOfIpv6(without('fe800000000000000000000000000001'))).toBe('fd99::1');
  });

  it('is missing without a default route that leads anywhere', () => {
    expect(
      gatewayOfIpv6(
        without('fe800000000000000000000000000001').replace(/.*fd990000000000000000000000000001.*\n/, ''),
      ),
    ).toBe(undefined);
    expect(gatewayOfIpv6('')).toBe(undefined);
  });
});

function route(
  fields: Partial<Record<'name' | 'destination' | 'gateway' | 'flags' | 'mask', string>> & {
    metric?: number;
  },
) {
  const all = {
    name: 'eth0',
    destination: '00000000',
    gateway: '0100A8C0',
    flags: '0003',
    mask: '00000000',
    metric: 0,
  };
  const { name, destination, gateway, flags, mask, metric } = { ...all, ...fields };
  return `${[name, destination, gateway, flags, 0, 0, metric, mask, 0, 0, 0].join('\t')}\n`;
}
