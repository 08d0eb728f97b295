import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../main/collectors/collector';
import { addressesOf } from '../../../main/collectors/link/addresses';
import { devicesOf } from '../../../main/collectors/link/device-table';
import { channelAt, signalsOf, wifiLinkOf } from '../../../main/collectors/link/wifi-text';
import { validateFamilies } from '../../../main/metrics/validate';
import { failure, success } from '../../../main/outcome';
import { collectWith } from '../../support/collector-of';
import { samplesOf } from '../../support/samples';
import { tempDir } from '../../support/temp-dir';

/** As on a laptop; the columns of net/core/net-procfs.c. */
const deviceTable = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 365534192  169895    0    0    0     0          0         0 365534192  169895    0    0    0     0       0          0
wlan0:2195776402   55168    3    4    0     0          0         0  4930669   39906    5    6    0     0       0          0
  eth0:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
`;

/** The example of https://www.abclinuxu.cz/clanky/mereni-wifi-signalu-v-jazyce-c */
const wirelessTable = `Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
 face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
 wlan0: 0000   61.  -49.  -256        0      0      0      0     11        0
`;

const iwLink = readFileSync(join(__dirname, '../../fixtures/wifi/iw-link.txt'), 'utf8');

describe('/proc/net/dev', () => {
  it('gives every device but loopback, also one whose count touches its name', () => {
    expect(devicesOf(deviceTable).map(({ name }) => name)).toEqual(['wlan0', 'eth0']);
    expect(devicesOf(deviceTable)[0]?.counts).toEqual({
      receive_bytes: 2_195_776_402,
      receive_packets: 55_168,
      receive_errs: 3,
      receive_drop: 4,
      transmit_bytes: 4_930_669,
      transmit_packets: 39_906,
      transmit_errs: 5,
      transmit_drop: 6,
    });
  });

  it('gives only numbers, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^ {0,2}[a-z]{0,3}:[ 0-9]{0,40}$/)), (text) => {
        const counts = devicesOf(text).flatMap((device) => Object.values(device.counts));
        expect(counts.every((count) => Number.isFinite(count))).toBe(true);
      }),
    );
  });
});

describe('the addresses of interfaces', () => {
  it('have the words of node_exporter; loopback is left out', () => {
    const address = (text: string, cidr: string | null, internal = false) =>
      ({ address: text, netmask: '', mac: '', internal, cidr, family: 'IPv4' }) as const;
    const found = addressesOf({
      lo: [address('127.0.0.1', '127.0.0.1/8', true)],
      eth0: [address('10.0.0.5', '10.0.0.5/24'), address('169.254.7.7', '169.254.7.7/16')],
      wlan0: [
        address('fe80::1', 'fe80::1/64'),
        address('2001:db8::1', '2001:db8::1/64'),
        address('10.9.9.9', null),
      ],
    });
    expect(found.map(({ device, address: text, netmask, scope }) => [device, text, netmask, scope])).toEqual([
      ['eth0', '10.0.0.5', '24', 'global'],
      ['eth0', '169.254.7.7', '16', 'link-local'],
      ['wlan0', 'fe80::1', '64', 'link-local'],
      ['wlan0', '2001:db8::1', '64', 'global'],
    ]);
  });
});

describe('Wi-Fi', () => {
  it('has its signal in dBm in /proc/net/wireless', () => {
    expect([...signalsOf(wirelessTable)]).toEqual([['wlan0', -49]]);
  });

  it('has no signal where the driver counts in units of its own', () => {
    expect([...signalsOf(wirelessTable.replace('-49.', '203.'))]).toEqual([]);
  });

  it('is read from what iw prints', () => {
    expect(wifiLinkOf('wlan0', iwLink)).toEqual({
      device: 'wlan0',
      ssid: 'Caf\\xc3\\xa9: upstairs',
      signalDbm: -44,
      frequencyHertz: 5_280_000_000,
      channel: 56,
      receiveBitsPerSecond: 702_000_000,
      transmitBitsPerSecond: 866_700_000,
    });
    // iw 6 prints the frequency with a decimal.
    expect(wifiLinkOf('wlan0', iwLink.replace('5280', '5280.0'))?.frequencyHertz).toBe(5_280_000_000);
    expect(wifiLinkOf('wlan0', 'Not connected.\n')).toBeUndefined();
    expect(wifiLinkOf('wlan0', 'Connected to x\n')).toEqual({ device: 'wlan0' });
  });

  it.each([
    [2412, 1],
    [2484, 14],
    [5180, 36],
    [5885, 177],
    [5955, 1],
    [900, undefined],
  ])('at %d MHz is on channel %s', (megahertz, channel) => {
    expect(channelAt(megahertz)).toBe(channel);
  });
});

describe('link on Linux', () => {
  function machineOf(withWifi: boolean): Pick<Machine, 'platform' | 'procRoot' | 'sysRoot'> {
    const root = tempDir();
    const procRoot = join(root, 'proc');
    cpSync(join(__dirname, '../../fixtures/proc'), procRoot, { recursive: true });
    writeFileSync(join(procRoot, 'net/dev'), deviceTable);
    for (const [device, state] of [
      ['wlan0', 'up'],
      ['eth0', 'down'],
    ] as const) {
      mkdirSync(join(root, 'sys/class/net', device), { recursive: true });
      writeFileSync(join(root, 'sys/class/net', device, 'operstate'), `${state}\n`);
    }
    if (withWifi) mkdirSync(join(root, 'sys/class/net/wlan0/phy80211'));
    return { platform: 'linux', procRoot, sysRoot: join(root, 'sys') };
  }

  const iw: Machine['run'] = () =>
    Promise.resolve(success({ exitCode: 0, stdout: iwLink, stderr: '', truncated: false, durationMs: 1 }));
  const noIw: Machine['run'] = () => Promise.resolve(failure('not_found', 'There is no program "iw".'));
  const never: Machine['run'] = () => Promise.reject(new Error('no process is needed'));

  it('tells which devices are up and counts what went through, without a process', async () => {
    const { families, problems } = await collectWith({ kind: 'link' }, { ...machineOf(false), run: never });
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'node_network_up')).toEqual({ 'device=wlan0': 1, 'device=eth0': 0 });
    expect(samplesOf(families, 'node_network_receive_bytes_total')).toEqual({
      'device=wlan0': 2_195_776_402,
      'device=eth0': 0,
    });
    expect(validateFamilies(families).faults).toEqual([]);
  });

  it('says of a device that does not tell its state, as those of VPNs do, neither that it is up nor that it is down', async () => {
    const machine = machineOf(false);
    writeFileSync(
      join(machine.procRoot, 'net/dev'),
      `${deviceTable}  tun0: 84 1 0 0 0 0 0 0 84 1 0 0 0 0 0 0\n`,
    );
    mkdirSync(join(machine.sysRoot, 'class/net/tun0'));
    writeFileSync(join(machine.sysRoot, 'class/net/tun0/operstate'), 'unknown\n');
    const { families, problems } = await collectWith({ kind: 'link' }, machine);
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'node_network_up')).toEqual({ 'device=wlan0': 1, 'device=eth0': 0 });
    expect(samplesOf(families, 'node_network_receive_bytes_total')).toMatchObject({ 'device=tun0': 84 });
  });

  it('tells where the default routes lead, of IPv4 and IPv6', async () => {
    const machine = machineOf(false);
    const zeros = '0'.repeat(32);
    writeFileSync(
      join(machine.procRoot, 'net/route'),
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nwlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\ntun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\n',
    );
    writeFileSync(
      join(machine.procRoot, 'net/ipv6_route'),
      `${zeros} 00 ${zeros} 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     wlan0\n`,
    );
    const { families } = await collectWith({ kind: 'link' }, machine);
    expect(samplesOf(families, 'node_network_route_info')).toEqual({
      'device=wlan0,dest=default,gw=192.168.1.1,priority=600': 1,
      'device=tun0,dest=default,gw=,priority=50': 1,
      'device=wlan0,dest=default,gw=fd00::1,priority=1024': 1,
    });
  });

  it('tells signal, channel and rates of Wi-Fi, but not its name', async () => {
    const { families, problems } = await collectWith({ kind: 'link' }, { ...machineOf(true), run: iw });
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'node_wifi_station_signal_dbm')).toEqual({ 'device=wlan0': -44 });
    expect(samplesOf(families, 'pushtray_wifi_channel')).toEqual({ 'device=wlan0': 56 });
    expect(samplesOf(families, 'node_wifi_interface_frequency_hertz')).toEqual({ 'device=wlan0': 5.28e9 });
    expect(samplesOf(families, 'node_wifi_station_transmit_bits_per_second')).toEqual({
      'device=wlan0': 8.667e8,
    });
    expect(JSON.stringify(families)).not.toContain('upstairs');
  });

  it("tells the Wi-Fi network's name when settings say so", async () => {
    const { families } = await collectWith({ kind: 'link', ssid: true }, { ...machineOf(true), run: iw });
    expect(families.at(-1)).toMatchObject({
      name: 'node_wifi_station_info',
      samples: [{ labels: { device: 'wlan0', ssid: 'Caf\\xc3\\xa9: upstairs' }, value: 1 }],
    });
  });

  it('takes the signal from the kernel where there is no iw, and names the package where it says nothing', async () => {
    const machine = { ...machineOf(true), run: noIw };
    const without = await collectWith({ kind: 'link' }, machine);
    expect(without.problems).toEqual([
      { code: 'no_source', message: expect.stringMatching(/Wi-Fi signal of wlan0.*Install the package iw/) },
    ]);
    expect(samplesOf(without.families, 'node_network_up')).toEqual({ 'device=wlan0': 1, 'device=eth0': 0 });
    writeFileSync(join(machine.procRoot, 'net/wireless'), wirelessTable);
    const { families, problems } = await collectWith({ kind: 'link' }, machine);
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'node_wifi_station_signal_dbm')).toEqual({ 'device=wlan0': -49 });
  });

  it('says why iw told nothing, and to install it only where it is missing', async () => {
    const failed = { exitCode: 237, stdout: '', truncated: false, durationMs: 1 };
    const stderr = 'command failed: No such device (-19)\n';
    const run = () => Promise.resolve(success({ ...failed, stderr }));
    const { problems } = await collectWith({ kind: 'link' }, { ...machineOf(true), run });
    const message = 'The program iw failed: command failed: No such device (-19).';
    expect(problems).toEqual([
      { code: 'no_source', message: `The Wi-Fi signal of wlan0 is not known. ${message}` },
    ]);
  });

  it('leaves out whether a device is up when the system does not say', async () => {
    const machine = machineOf(false);
    rmSync(join(machine.sysRoot, 'class/net/eth0/operstate'));
    const { families } = await collectWith({ kind: 'link' }, machine);
    expect(samplesOf(families, 'node_network_up')).toEqual({ 'device=wlan0': 1 });
  });

  it('gives nothing, never 0, without a table', async () => {
    const machine = machineOf(false);
    rmSync(join(machine.procRoot, 'net/dev'));
    const { families, problems } = await collectWith({ kind: 'link' }, machine);
    expect(families).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code: 'no_source' })]);
  });
});
