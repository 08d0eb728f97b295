import type { Systeminformation } from 'systeminformation';
import { describe, expect, it, vi } from 'vitest';
import { collectWith } from '../../support/collector-of';
import { samplesOf } from '../../support/samples';

/** As systeminformation's types and lib/network.js, lib/wifi.js have it; it looks for the system itself. */
vi.mock('systeminformation', () => ({
  networkInterfaces: () => Promise.resolve([{ iface: 'lo0', internal: true }, en0]),
  networkStats: () => Promise.resolve([stats]),
  networkGatewayDefault: () => Promise.resolve('192.168.1.1'),
  wifiConnections: () => Promise.resolve([wifi]),
}));

const { en0, stats, wifi } = vi.hoisted(() => ({
  en0: { iface: 'en0', internal: false, default: true },
  stats: {
    iface: 'en0',
    operstate: 'up',
    rx_bytes: 1000,
    rx_errors: 3,
    rx_dropped: 4,
    tx_bytes: 2000,
    tx_errors: 5,
    tx_dropped: 6,
  },
  wifi: {
    iface: 'en0',
    ssid: 'upstairs',
    channel: 56,
    frequency: 5280,
    signalLevel: -52,
    txRate: 866,
  } satisfies Partial<Systeminformation.WifiConnectionData>,
}));

describe('link on macOS and Windows', () => {
  it.each(['darwin', 'win32'] as const)('has the units that the names say: %s', async (platform) => {
    const { families, problems } = await collectWith({ kind: 'link' }, { platform });
    expect(problems).toEqual([]);
    const valueIn = (name: string) => samplesOf(families, name)['device=en0'];
    expect(valueIn('node_wifi_station_signal_dbm')).toBe(-52);
    expect(valueIn('node_wifi_interface_frequency_hertz')).toBe(5_280_000_000);
    expect(valueIn('node_wifi_station_transmit_bits_per_second')).toBe(866_000_000);
    expect(valueIn('pushtray_wifi_channel')).toBe(56);
    expect(valueIn('node_network_receive_bytes_total')).toBe(1000);
    expect(valueIn('node_network_transmit_bytes_total')).toBe(2000);
    expect(valueIn('node_network_receive_errs_total')).toBe(3);
    expect(valueIn('node_network_transmit_errs_total')).toBe(5);
    expect(samplesOf(families, 'node_network_up')).toEqual({ 'device=en0': 1 });
    expect(samplesOf(families, 'node_network_route_info')).toEqual({
      'device=en0,dest=default,gw=192.168.1.1,priority=': 1,
    });
  });

  it("tells the network's name only where settings say so", async () => {
    const plain = await collectWith({ kind: 'link' }, { platform: 'darwin' });
    expect(JSON.stringify(plain.families)).not.toContain('upstairs');
    const named = await collectWith({ kind: 'link', ssid: true }, { platform: 'darwin' });
    expect(samplesOf(named.families, 'node_wifi_station_info')).toEqual({ 'device=en0,ssid=upstairs': 1 });
  });
});
