import { counter, gauge, type MetricFamily, type Point } from '../../metrics/model';
import type { LinkAddress } from './addresses';
import { countNames, type DefaultRoute, type Device, type LinkReading, type WifiLink } from './reading';

/** Under node_exporter's names and with its words; what none of the devices has is absent. */
export function linkFamilies(
  { devices, addresses, routes, wifi }: LinkReading & { readonly addresses: readonly LinkAddress[] },
  withSsid: boolean,
): MetricFamily[] {
  return [
    gauge('node_network_up', "Value is 1 if operstate is 'up', 0 otherwise.", of(devices, upOf)),
    gauge(
      'node_network_address_info',
      'node network address by device',
      addresses.map((address): Point => [{ ...address }, 1]),
    ),
    ...countNames.map((count) =>
      counter(
        `node_network_${count}_total`,
        `Network device statistic ${count}.`,
        of(devices, ({ counts }) => counts[count]),
      ),
    ),
    gauge('node_network_route_info', 'network routing table information', routes.map(routePoint)),
    ...wifiFamilies(wifi),
    ...(withSsid ? [stationInfo(wifi)] : []),
  ].filter(({ samples }) => samples.length > 0);
}

function of(devices: readonly Device[], read: (device: Device) => number | undefined): Point[] {
  return devices.flatMap((device) => pointOf(device.name, read(device)));
}

function pointOf(device: string, value: number | undefined): Point[] {
  return value === undefined ? [] : [[{ device }, value]];
}

function upOf({ up }: Device): number | undefined {
  return up === undefined ? undefined : Number(up);
}

function routePoint({ device, gateway, priority }: DefaultRoute): Point {
  return [
    { device, dest: 'default', gw: gateway, priority: priority === undefined ? '' : String(priority) },
    1,
  ];
}

const wifiGauges: readonly (readonly [
  name: string,
  help: string,
  field: Exclude<keyof WifiLink, 'device' | 'ssid'>,
])[] = [
  [
    'node_wifi_station_signal_dbm',
    'The current WiFi signal strength, in decibel-milliwatts (dBm).',
    'signalDbm',
  ],
  [
    'node_wifi_interface_frequency_hertz',
    'The current frequency a WiFi interface is operating at, in hertz.',
    'frequencyHertz',
  ],
  ['pushtray_wifi_channel', 'The channel a WiFi interface is operating at.', 'channel'],
  [
    'node_wifi_station_receive_bits_per_second',
    'The current WiFi receive bitrate of a station, in bits per second.',
    'receiveBitsPerSecond',
  ],
  [
    'node_wifi_station_transmit_bits_per_second',
    'The current WiFi transmit bitrate of a station, in bits per second.',
    'transmitBitsPerSecond',
  ],
];

function wifiFamilies(wifi: readonly WifiLink[]): MetricFamily[] {
  return wifiGauges.map(([name, help, field]) =>
    gauge(
      name,
      help,
      wifi.flatMap((link) => pointOf(link.device, link[field])),
    ),
  );
}

function stationInfo(wifi: readonly WifiLink[]): MetricFamily {
  const named = wifi.flatMap(({ device, ssid }): Point[] => (ssid ? [[{ device, ssid }, 1]] : []));
  const help = 'Labeled WiFi interface station information as provided by the operating system.';
  return gauge('node_wifi_station_info', help, named);
}
