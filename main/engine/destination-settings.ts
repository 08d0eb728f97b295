import { type DestinationSettings, destinationSettings } from '../settings/schema/destinations';

/** Where it pushes to: one place, or several of which the first that works is taken. */
export function addressesOf(settings: DestinationSettings): readonly string[] {
  return settings.kind === 'remote-write' ? [settings.url] : settings.urls;
}

/** For people: the place that `pushedTo`, the URL of a push, belongs to, else the first that is tried. */
export function addressOf(settings: DestinationSettings, pushedTo = ''): string {
  const [first = '', ...others] = addressesOf(settings);
  return others.find((address) => pushedTo.startsWith(`${address.replace(/\/+$/, '')}/`)) ?? first;
}

/** One of these for each delivery: every address that is to have all pushes has a state, retries and records of its own. */
export function deliveriesOf(settings: DestinationSettings): DestinationSettings[] {
  const isFailover = settings.kind === 'pushgateway' && settings.mode === 'failover';
  return isFailover ? [settings] : singly(settings);
}

/** The same destination for each of its addresses alone. */
export function singly(settings: DestinationSettings): DestinationSettings[] {
  if (settings.kind === 'remote-write') return [settings];
  return settings.urls.map((url) => ({ ...settings, urls: [url] }));
}

/** What decides which series are written at whichever receiver; the machine's identity comes on top. */
export function groupOf({ kind, job, labels }: DestinationSettings): unknown {
  return { kind, job, labels };
}

/** Whether a push takes away what an earlier one left and this one lacks. */
export function replacesGroup(settings: DestinationSettings): boolean {
  return settings.kind === 'remote-write' || settings.method === 'PUT';
}

/** What runs while settings name no destination: the gateway of this very process. */
export function builtInDestination(ownAddress: string): DestinationSettings {
  return destinationSettings.parse({ id: 'local', kind: 'pushgateway', urls: [ownAddress] });
}

/** The same receiver with a group that no real push uses and that is taken away again. */
export function forTrying(settings: DestinationSettings): DestinationSettings {
  const job = 'pushtray_test';
  return settings.kind === 'remote-write'
    ? { ...settings, job, onQuit: 'stale' }
    : { ...settings, job, onQuit: 'delete' };
}
