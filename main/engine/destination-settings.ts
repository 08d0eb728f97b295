import { type DestinationSettings, destinationSettings } from '../settings/schema/destinations';

/** For people: the first place that is tried. */
export function addressOf({ urls }: DestinationSettings): string {
  return urls[0] ?? '';
}

/** What decides which series at which receiver are written; the machine's identity comes on top. */
export function groupOf({ kind, urls, job, labels }: DestinationSettings): unknown {
  return { kind, urls, job, labels };
}

/** Whether a push takes away what an earlier one left and this one lacks. */
export function replacesGroup({ method }: DestinationSettings): boolean {
  return method === 'PUT';
}

/** What runs while settings name no destination: the gateway of this very process. */
export function builtInDestination(ownAddress: string): DestinationSettings {
  return destinationSettings.parse({ id: 'local', kind: 'pushgateway', urls: [ownAddress] });
}

/** The same receiver with a group that no real push uses and that is taken away again. */
export function forTrying(settings: DestinationSettings): DestinationSettings {
  return { ...settings, job: 'pushtray_test', onQuit: 'delete' };
}
