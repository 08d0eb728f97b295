import type { PingSettings, PingTarget } from '../../main/settings/schema/collectors';
import type { DestinationSettings } from '../../main/settings/schema/destinations';
import type { Settings, SettingsInput } from '../../main/settings/schema/settings';

/** Changes of the settings that the pages make. Pure: each gives new settings, and where the changed part is in them. */

export interface Edited {
  readonly settings: SettingsInput;
  /** Dotted path of the part a form shows: `collectors.1.targets.0`; empty for the whole. */
  readonly path: string;
}

/** A destination as a form makes it, defaults still open. */
export type DestinationInput = NonNullable<SettingsInput['destinations']>[number];

export interface TargetPlace {
  readonly collector: string;
  readonly name: string;
}

export function pingCollectors(settings: Settings): readonly PingSettings[] {
  return settings.collectors.filter((collector) => collector.kind === 'ping');
}

/** Puts a target in the place of another, or at `at`, or at the end; where there is no such collector, one is made. */
export function putTarget(
  settings: Settings,
  target: PingTarget,
  place: { readonly collector: string; readonly instead?: string; readonly at?: number },
): Edited {
  const index = settings.collectors.findIndex(
    ({ id, kind }) => kind === 'ping' && (place.collector === '' || id === place.collector),
  );
  const collector = settings.collectors[index];
  if (collector?.kind !== 'ping') return putCollector(settings, target);
  const position = collector.targets.findIndex(({ name }) => name === place.instead);
  const at = position >= 0 ? position : (place.at ?? collector.targets.length);
  const targets = [...collector.targets];
  targets.splice(at, position >= 0 ? 1 : 0, target);
  const collectors = settings.collectors.map((other) =>
    other === collector ? { ...collector, targets } : other,
  );
  return { settings: { ...settings, collectors }, path: `collectors.${index}.targets.${at}` };
}

function putCollector(settings: Settings, target: PingTarget): Edited {
  const id = freeId('ping', settings.collectors);
  return {
    settings: { ...settings, collectors: [...settings.collectors, { id, kind: 'ping', targets: [target] }] },
    path: `collectors.${settings.collectors.length}.targets.0`,
  };
}

export function removeTarget(settings: Settings, place: TargetPlace): Settings {
  return withTargets(settings, place.collector, (targets) =>
    targets.filter(({ name }) => name !== place.name),
  );
}

export function switchTarget(settings: Settings, place: TargetPlace, enabled: boolean): Settings {
  return withTargets(settings, place.collector, (targets) =>
    targets.map((target) => (target.name === place.name ? { ...target, enabled } : target)),
  );
}

function withTargets(
  settings: Settings,
  id: string,
  change: (targets: readonly PingTarget[]) => PingTarget[],
): Settings {
  const collectors = settings.collectors.map((collector) =>
    collector.kind === 'ping' && collector.id === id
      ? { ...collector, targets: change(collector.targets) }
      : collector,
  );
  return { ...settings, collectors };
}

/** Puts a destination in the place of the one with the id `instead`, or at the end. */
export function putDestination(settings: Settings, destination: DestinationInput, instead?: string): Edited {
  const position = settings.destinations.findIndex(({ id }) => id === instead);
  const at = position >= 0 ? position : settings.destinations.length;
  const destinations: DestinationInput[] = [...settings.destinations];
  destinations.splice(at, position >= 0 ? 1 : 0, destination);
  return { settings: { ...settings, destinations }, path: `destinations.${at}` };
}

export function removeDestination(settings: Settings, id: string): Settings {
  return { ...settings, destinations: settings.destinations.filter((destination) => destination.id !== id) };
}

export function switchDestination(settings: Settings, id: string, enabled: boolean): Settings {
  const change = (destination: DestinationSettings) =>
    destination.id === id ? { ...destination, enabled } : destination;
  return { ...settings, destinations: settings.destinations.map(change) };
}

/** `ping`, or `ping-2` where that is taken. */
export function freeId(wanted: string, taken: readonly { readonly id: string }[]): string {
  const isFree = (id: string) => !taken.some((other) => other.id === id);
  if (isFree(wanted)) return wanted;
  let number = 2;
  while (!isFree(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
