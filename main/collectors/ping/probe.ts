import type { Outcome } from '../../outcome';
import type { PingTarget } from '../../settings/schema/collectors';
import type { Address } from '../probing/address';
import { type FindContext, type FindFailureCode, findAddresses } from '../probing/find-addresses';
import type { Burst } from './burst';
import type { PingFailureCode } from './programs/program';

/** `skipped`: the cycle ended before the target's result was there. `begun`: its packets are on their first way. */
export type ProbeFailureCode =
  | PingFailureCode
  | FindFailureCode
  | 'not_started'
  | 'timeout'
  | 'skipped'
  | 'begun';

export type Pinged = Outcome<Burst, ProbeFailureCode>;

/** Finds out what becomes of packets to an address. */
export type PingAddress = (target: PingTarget, address: Address) => Promise<Pinged>;

/** What one cycle found out of one address of one target. */
export interface Probe {
  readonly target: PingTarget;
  /** Absent when there was none to ping. */
  readonly address?: Address;
  readonly result: Pinged;
}

/** One probe, or one each of IPv4 and IPv6. */
export async function probe(
  target: PingTarget,
  context: FindContext,
  ping: PingAddress,
): Promise<readonly Probe[]> {
  const found = await findAddresses(target.host, context);
  if (!found.ok) return [{ target, result: found }];
  return Promise.all(
    found.value.map(async (address) => ({ target, address, result: await ping(target, address) })),
  );
}
