import type { Systeminformation } from 'systeminformation';
import { failure, type Outcome, success } from '../../outcome';
import type { ProblemCode } from '../collector';
import { unlessAborted } from '../unless-aborted';
import type { DefaultRoute, Device, LinkReading, WifiLink } from './reading';
import { defined } from './wifi-text';

/** macOS and Windows: what systeminformation finds out, which runs several programs; it is loaded only there. */
export async function readSystem(signal: AbortSignal): Promise<Outcome<LinkReading, ProblemCode>> {
  const asked = await unlessAborted(signal, askSystem());
  if (asked === undefined) {
    return failure('timeout', 'The network interfaces were not found out before the time was over.');
  }
  const { interfaces, stats, gateway, wifi } = asked;
  if (interfaces.length === 0) return failure('no_source', 'The system names no network interface.');
  return success({
    devices: interfaces.map(({ iface }) => deviceOf(iface, stats)),
    routes: routesOf(interfaces, gateway),
    wifi: wifi.map(wifiOf),
    problems: [],
    source: 'systeminformation',
  });
}

async function askSystem() {
  const system = await import('systeminformation');
  const interfaces = [await system.networkInterfaces()].flat().filter(({ internal }) => !internal);
  const names = interfaces.map(({ iface }) => iface).join(',');
  const stats = names === '' ? [] : await system.networkStats(names);
  const [gateway, wifi] = await Promise.all([system.networkGatewayDefault(), system.wifiConnections()]);
  return { interfaces, stats, gateway, wifi };
}

/** `unknown` and zeros all over are systeminformation's way to say that it found nothing out. */
function deviceOf(name: string, stats: readonly Systeminformation.NetworkStatsData[]): Device {
  const found = stats.find(({ iface }) => iface === name);
  if (!found) return { name, counts: {} };
  const { operstate, rx_bytes, rx_errors, rx_dropped, tx_bytes, tx_errors, tx_dropped } = found;
  const counts = {
    receive_bytes: rx_bytes,
    receive_errs: rx_errors,
    receive_drop: rx_dropped,
    transmit_bytes: tx_bytes,
    transmit_errs: tx_errors,
    transmit_drop: tx_dropped,
  };
  const known = rx_bytes > 0 || tx_bytes > 0;
  const state = operstate === 'unknown' ? {} : { up: operstate === 'up' };
  return { name, ...state, counts: known ? counts : {} };
}

function routesOf(
  interfaces: readonly Systeminformation.NetworkInterfacesData[],
  gateway: string,
): DefaultRoute[] {
  if (!gateway) return [];
  return interfaces.filter((one) => one.default).map(({ iface }) => ({ device: iface, gateway }));
}

/** MHz and Mbit/s there. */
function wifiOf(found: Systeminformation.WifiConnectionData): WifiLink {
  const { iface, ssid, signalLevel, frequency, channel, txRate } = found;
  return defined({
    device: iface,
    ssid: ssid || undefined,
    signalDbm: signalLevel < 0 ? signalLevel : undefined,
    frequencyHertz: frequency > 0 ? frequency * 1e6 : undefined,
    channel: channel > 0 ? channel : undefined,
    transmitBitsPerSecond: txRate > 0 ? txRate * 1e6 : undefined,
  });
}
