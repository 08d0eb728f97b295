import type { Problem } from '../collector';

/** What was found out; what was not is absent. */
export interface LinkReading {
  readonly devices: readonly Device[];
  readonly routes: readonly DefaultRoute[];
  readonly wifi: readonly WifiLink[];
  readonly problems: readonly Problem[];
  /** What was asked, for people. */
  readonly source: string;
}

export interface Device {
  readonly name: string;
  readonly up?: boolean;
  /** By node_exporter's words: `receive_bytes`. Since the interface came up. */
  readonly counts: Readonly<Partial<Record<CountName, number>>>;
}

export const countNames = [
  'receive_bytes',
  'receive_packets',
  'receive_errs',
  'receive_drop',
  'transmit_bytes',
  'transmit_packets',
  'transmit_errs',
  'transmit_drop',
] as const;

export type CountName = (typeof countNames)[number];

export interface DefaultRoute {
  readonly device: string;
  /** Empty where the route leads straight onto the device. */
  readonly gateway: string;
  /** Of several the one with the lowest is taken. */
  readonly priority?: number;
}

/** A Wi-Fi device that is connected. */
export interface WifiLink {
  readonly device: string;
  readonly ssid?: string;
  readonly signalDbm?: number;
  readonly frequencyHertz?: number;
  readonly channel?: number;
  readonly receiveBitsPerSecond?: number;
  readonly transmitBitsPerSecond?: number;
}
