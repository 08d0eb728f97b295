import { type Failure, failure, type Outcome, success } from '../../outcome';
import { isDirectory } from '../../platform/files';
import { readTable } from '../../platform/proc-reader';
import type { Machine, Problem, ProblemCode } from '../collector';
import { ipv4Of, ipv6Of } from '../probing/address';
import { defaultRoutes, defaultRoutesOfIpv6 } from '../probing/route-table';
import { procFailure } from '../proc-failure';
import { devicesOf } from './device-table';
import type { DefaultRoute, Device, LinkReading, WifiLink } from './reading';
import { signalsOf, wifiLinkOf } from './wifi-text';

/** From /proc and /sys, without a process but for Wi-Fi's details, which only `iw` gives. */
export async function readLinux(
  machine: Machine,
  signal: AbortSignal,
): Promise<Outcome<LinkReading, ProblemCode>> {
  const read = (path: string) => readTable(path, { clock: machine.clock, signal });
  const path = `${machine.procRoot}/net/dev`;
  const table = await read(path);
  if (!table.ok) return procFailure('The network interfaces could not be read.', table.error);
  const found = devicesOf(table.value);
  const devices = await Promise.all(
    found.map(async (device): Promise<Device> => {
      const state = await read(`${machine.sysRoot}/class/net/${device.name}/operstate`);
      return state.ok ? { ...device, ...upOf(state.value.trim()) } : device;
    }),
  );
  const names = found.map(({ name }) => name);
  const wireless = names.filter((name) => isDirectory(`${machine.sysRoot}/class/net/${name}/phy80211`));
  return success({
    devices,
    routes: await readRoutes(machine.procRoot, read),
    ...(await readWifi(wireless, machine, signal)),
    source: path,
  });
}

/** Drivers of TUN, WireGuard and other VPNs never tell their state (Documentation/networking/operstates.rst). */
function upOf(operstate: string): Pick<Device, 'up'> {
  return operstate === 'unknown' ? {} : { up: operstate === 'up' };
}

type Read = (path: string) => Promise<Outcome<string>>;

/** A table that is not there has no routes: a kernel without IPv6 has none for it. */
async function readRoutes(procRoot: string, read: Read): Promise<DefaultRoute[]> {
  const ipv4 = await read(`${procRoot}/net/route`);
  const ipv6 = await read(`${procRoot}/net/ipv6_route`);
  const routes = ipv4.ok ? defaultRoutes(ipv4.value) : [];
  const routesOfIpv6 = ipv6.ok ? defaultRoutesOfIpv6(ipv6.value) : [];
  return [
    ...routes.map((route) => ({
      device: route.interface,
      gateway: /^0*$/.test(route.gateway) ? '' : ipv4Of(route.gateway),
      priority: route.metric,
    })),
    ...routesOfIpv6.map((route) => ({
      device: route.interface,
      gateway: ipv6Of(route.gateway),
      priority: route.metric,
    })),
  ];
}

async function readWifi(
  devices: readonly string[],
  machine: Machine,
  signal: AbortSignal,
): Promise<Pick<LinkReading, 'wifi' | 'problems'>> {
  if (devices.length === 0) return { wifi: [], problems: [] };
  const table = await readTable(`${machine.procRoot}/net/wireless`, { clock: machine.clock, signal });
  const signals = signalsOf(table.ok ? table.value : '');
  const wifi: WifiLink[] = [];
  const problems: Problem[] = [];
  for (const device of devices) {
    const link = await askIw(device, machine, signal);
    const signalDbm = signals.get(device);
    if (link.ok && link.value) wifi.push(link.value);
    else if (!link.ok && signalDbm !== undefined) wifi.push({ device, signalDbm });
    // Of a cycle whose time is over that is the reason, and the cycle itself says it.
    else if (!link.ok && !signal.aborted) problems.push(noSignal(device, link.error));
  }
  return { wifi, problems };
}

function noSignal(device: string, { code, message }: Failure): Problem {
  const hint = code === 'not_found' ? ' Install the package iw.' : '';
  return { code: 'no_source', message: `The Wi-Fi signal of ${device} is not known. ${message}${hint}` };
}

/** The details of a connection; undefined when there is none. Debian keeps iw where a user's PATH does not lead. */
async function askIw(
  device: string,
  { run }: Machine,
  signal: AbortSignal,
): Promise<Outcome<WifiLink | undefined>> {
  const args = ['dev', device, 'link'];
  const ask = (file: string) => run({ file, args, env: { LC_ALL: 'C' }, timeoutMs: 5_000, signal });
  const first = await ask('iw');
  const ran = first.ok ? first : await ask('/usr/sbin/iw');
  if (!ran.ok) return ran;
  const { exitCode, stdout, stderr } = ran.value;
  if (exitCode === 0) return success(wifiLinkOf(device, stdout));
  const why = stderr.trim() || (exitCode === undefined ? 'it gave no answer' : `exit status ${exitCode}`);
  return failure('failed', `The program iw failed: ${why.slice(0, 200)}.`);
}
