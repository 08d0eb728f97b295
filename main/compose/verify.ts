import { type Arrival, awaitArrival } from '../destinations/arrival';
import { failure, type Outcome } from '../outcome';
import { systemClock } from '../platform/clock';
import { hostName } from '../platform/host-name';
import { type DestinationSettings, groupingKeyOf } from '../settings/schema/destinations';
import { instanceName } from '../settings/schema/instance';
import type { Settings } from '../settings/schema/settings';
import { type Reach, reaching } from './reaching';

export interface Verification {
  readonly settings: Settings;
  readonly measuredSinceMs: number;
  /** As of `ArrivalWait`. */
  readonly delivered?: () => ReadonlySet<number>;
  readonly withinMs: number;
}

/** Asks the Prometheus behind a destination until what was measured lately is there. */
export async function verifyArrival(
  destination: DestinationSettings,
  { settings, ...wait }: Verification,
  reach: Reach,
): Promise<Outcome<Arrival>> {
  const { id, kind, prometheusUrl } = destination;
  if (prometheusUrl === undefined) {
    return failure('no_prometheus_url', `The destination "${id}" names no Prometheus to ask.`, {
      hint: 'Set its "prometheusUrl".',
    });
  }
  const instance = instanceName(settings.instance, hostName());
  if (!instance.ok) return instance;
  const groupingKey = groupingKeyOf(destination, { instance: instance.value, labels: settings.labels });
  const { http } = reaching(destination, reach);
  try {
    const { signal } = new AbortController();
    const question = { prometheusUrl, groupingKey, isWritten: kind === 'remote-write' };
    return await awaitArrival(http, question, { ...wait, clock: systemClock, signal });
  } finally {
    http.close();
  }
}
