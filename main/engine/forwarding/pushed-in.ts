import type { GroupOfOthers } from '../../destinations/destination';
import type { Labels, MetricFamily } from '../../metrics/model';
import type { Settings } from '../../settings/schema/settings';

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

/** Whether others can push to this machine, as settings say. */
export function takesPushes({ server }: Settings): boolean {
  return server.enabled && server.gateway;
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
