import type { AppState, TargetStatus } from '../../../main/contract/state';
import type { CollectorSettings } from '../../../main/settings/schema/collectors';

export interface FoundTarget {
  readonly status: TargetStatus;
  /** Of its collector: `ping`, `http`, … */
  readonly kind: string;
  readonly intervalMs: number;
  /** Whom a trace of the path goes to; absent where that is no one host. */
  readonly pathHost?: string;
}

/** By its name; of several collectors' targets of one name, that of `collector`, or the first. */
export function findTarget(
  { targets, collectors, settings }: AppState,
  name: string,
  collector: string | undefined,
): FoundTarget | undefined {
  const named = targets.filter((target) => target.name === name);
  const status = named.find((target) => target.collector === collector) ?? named[0];
  if (status === undefined) return undefined;
  const of = collectors.find(({ id }) => id === status.collector);
  const set = settings.collectors.find(({ id }) => id === status.collector);
  const pathHost = set && pathHostOf(set, name);
  return {
    status,
    kind: of?.kind ?? 'ping',
    intervalMs: of?.intervalMs ?? 15_000,
    ...(pathHost === undefined ? {} : { pathHost }),
  };
}

function pathHostOf(collector: CollectorSettings, name: string): string | undefined {
  switch (collector.kind) {
    case 'ping':
    case 'tcp-connect':
      return collector.targets.find((target) => target.name === name)?.host;
    case 'dns':
      return collector.targets.find((target) => target.name === name)?.server ?? 'dns';
    case 'http': {
      const url = collector.targets.find((target) => target.name === name)?.url;
      return url === undefined ? undefined : new URL(url).hostname.replace(/^\[|\]$/g, '');
    }
    default:
      return undefined;
  }
}
