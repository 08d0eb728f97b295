import type { ProcessStart } from '../../platform/process';
import type { Address } from '../probing/address';

/** What came back of one packet whose time to live was chosen. */
export interface HopAnswer {
  readonly ip: string;
  /** `host`: the host itself answered. `router`: the packet's time was over there. `refused`: whoever it is does not pass it on. */
  readonly from: 'host' | 'router' | 'refused';
  /** Absent where ping does not say how long a router's answer took. */
  readonly rttSeconds?: number;
}

/** The ping of one system with a time to live: how it is asked and how its answer is read. Runs nothing itself. */
export interface HopProgram {
  command(address: Address, ttl: number): ProcessStart;
  /** The answers among lines of its output, by the number of their packet, in the order in which they came. */
  read(lines: readonly string[], address: Address): ReadonlyMap<number, HopAnswer>;
  /** The number of the packet that is the probe. */
  readonly probe: number;
  /** From the program's start until the probe has left, in milliseconds. */
  readonly probeAfterMs: number;
  /** How to get a program that can do it. */
  readonly missing: string;
}

/** After this without an answer the probe is lost. */
export const hopPatienceMs = 1_000;
