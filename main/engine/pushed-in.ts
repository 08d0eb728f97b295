import type { GroupOfOthers } from '../destinations/destination';
import type { Labels, MetricFamily } from '../metrics/model';
import type { DestinationHealth } from './status';

/** What others pushed to this machine's own gateway, this machine's own group not among it. */
export interface PushedIn {
  /** Those that have been pushed to with success. */
  heads(): readonly PushedInHead[];
  /** `undefined`: it is not there, or not any more. */
  group(groupingKey: Labels): PushedInGroup | undefined;
  /** Of all groups, as a scrape of the gateway would show them. */
  families(): readonly MetricFamily[];
  /** Absent where there is no gateway. */
  report(): GatewayReport | undefined;
}

export const nothingPushedIn: PushedIn = {
  heads: () => [],
  group: () => undefined,
  families: () => [],
  report: () => undefined,
};

export interface PushedInHead {
  readonly groupingKey: Labels;
  /** Another after each push. */
  readonly revision: number;
  /** When it was last pushed to, in milliseconds since 1970. */
  readonly pushedAtMs: number;
}

export type PushedInGroup = PushedInHead & GroupOfOthers;

/** Of the gateway as a whole; counts are since the start. */
export interface GatewayReport {
  readonly groups: number;
  readonly series: number;
  readonly expiredGroups: number;
  readonly refusedPushes: number;
}

/** How a group stands at one address. */
export interface ForwardState {
  readonly destination: string;
  readonly url: string;
  readonly state: 'waiting' | 'delivered' | 'failing' | 'refused';
  /** When it was last sent; absent: not since the start. */
  readonly atMs?: number;
  /** Why it failed or was refused. */
  readonly problem?: string;
}

/** At a destination that takes history: all groups go together, with each snapshot of this machine's own. */
export function stateInHistory(health: DestinationHealth, { pushedAtMs }: PushedInHead): ForwardState {
  const { id: destination, url, lastSuccessAtMs = 0, failingSinceMs, problem } = health;
  const at = { destination, url, ...(lastSuccessAtMs >= pushedAtMs && { atMs: lastSuccessAtMs }) };
  const why = problem === undefined ? {} : { problem };
  if (lastSuccessAtMs < pushedAtMs) return { ...at, state: failingSinceMs ? 'failing' : 'waiting', ...why };
  // It has this machine's own, and yet there is something that it did not take.
  const isRefused = failingSinceMs === undefined && problem !== undefined;
  return isRefused ? { ...at, state: 'refused', ...why } : { ...at, state: 'delivered' };
}
