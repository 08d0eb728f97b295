import type { WifiLink } from './reading';

/**
 * Signal levels in dBm by device, from /proc/net/wireless (net/wireless/wext-proc.c): the third column, `-53.`. Drivers
 * that count in units of their own give 0 and more, which is no dBm.
 */
export function signalsOf(table: string): Map<string, number> {
  const signals = new Map<string, number>();
  for (const line of table.split('\n')) {
    const [, device, level] = /^\s*(\S+):\s+\S+\s+[\d.-]+\s+(-\d+)\.?\s/.exec(line) ?? [];
    if (device !== undefined && level !== undefined) signals.set(device, Number(level));
  }
  return signals;
}

/** What `iw dev DEVICE link` prints (iw's link.c); undefined when it is not connected. */
export function wifiLinkOf(device: string, output: string): WifiLink | undefined {
  if (!output.startsWith('Connected to')) return undefined;
  const field = (name: string) => new RegExp(`^\\s*${name}: (.*)$`, 'm').exec(output)?.[1];
  const megabits = (name: string) => scaled(/^([\d.]+) MBit\/s/.exec(field(name) ?? '')?.[1], 1e6);
  const ssid = field('SSID');
  const frequencyHertz = scaled(field('freq'), 1e6);
  return defined({
    device,
    ssid,
    signalDbm: scaled(/^(-?\d+) dBm/.exec(field('signal') ?? '')?.[1], 1),
    frequencyHertz,
    channel: frequencyHertz === undefined ? undefined : channelAt(frequencyHertz / 1e6),
    receiveBitsPerSecond: megabits('rx bitrate'),
    transmitBitsPerSecond: megabits('tx bitrate'),
  });
}

/** IEEE 802.11's numbers for the middle of a channel: bands of 2.4, 5 and 6 GHz. */
export function channelAt(megahertz: number): number | undefined {
  if (megahertz === 2484) return 14;
  if (megahertz >= 2412 && megahertz <= 2472) return (megahertz - 2407) / 5;
  if (megahertz >= 5160 && megahertz <= 5885) return (megahertz - 5000) / 5;
  return megahertz >= 5955 && megahertz <= 7115 ? (megahertz - 5950) / 5 : undefined;
}

function scaled(text: string | undefined, factor: number): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? Math.round(value * factor) : undefined;
}

type Maybe<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Without the fields that are not known. */
export function defined(link: Maybe<WifiLink> & Pick<WifiLink, 'device'>): WifiLink {
  return Object.fromEntries(
    Object.entries(link).filter(([, value]) => value !== undefined),
  ) as unknown as WifiLink;
}
