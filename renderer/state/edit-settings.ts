import type { CollectorSettings } from '../../main/settings/schema/collectors';
import type { Settings, SettingsInput } from '../../main/settings/schema/settings';
import { freeName, movedBy, withItem } from './lists';

/** Changes of the settings that the pages make. Pure: each gives new settings, and where the changed part is in them. */

export interface Edited {
  readonly settings: SettingsInput;
  /** Dotted path of the part a form shows: `collectors.1.targets.0`; empty for the whole. */
  readonly path: string;
}

/** The lists of the settings whose items have an id. */
export type Part = 'collectors' | 'destinations';

/** An item of such a list as a form makes it, defaults still open. */
export type PartInput<P extends Part> = NonNullable<SettingsInput[P]>[number];
export type CollectorInput = PartInput<'collectors'>;
export type DestinationInput = PartInput<'destinations'>;

/** Puts an item in the place of the one with the id `instead`, or before the one at `at`, or at the end. */
export function putItem<P extends Part>(
  settings: Settings,
  part: P,
  item: PartInput<P>,
  { instead, at }: { readonly instead?: string; readonly at?: number } = {},
): Edited {
  const items: readonly PartInput<P>[] = settings[part];
  const position = instead === undefined ? -1 : indexOf(items, instead);
  const put = withItem(items, item, { instead: position, ...(at === undefined ? {} : { at }) });
  return { settings: { ...settings, [part]: put.list }, path: `${part}.${put.at}` };
}

export function removeItem(settings: Settings, part: Part, id: string): Settings {
  return { ...settings, [part]: settings[part].filter((item) => item.id !== id) };
}

export function switchItem(settings: Settings, part: Part, id: string, enabled: boolean): Settings {
  return {
    ...settings,
    [part]: settings[part].map((item) => (item.id === id ? { ...item, enabled } : item)),
  };
}

/** One place up (-1) or down (1). */
export function moveItem(settings: Settings, part: Part, { id, by }: { id: string; by: -1 | 1 }): Settings {
  const items: readonly { readonly id: string }[] = settings[part];
  return { ...settings, [part]: movedBy(items, indexOf(items, id), by) };
}

function indexOf(items: readonly { readonly id: string }[], id: string): number {
  return items.findIndex((item) => item.id === id);
}

/** The kinds of collectors that are aimed at targets. */
export type ProbingSettings = Extract<CollectorSettings, { targets: unknown }>;
export type ProbingKind = ProbingSettings['kind'];
export type ProbeTarget = ProbingSettings['targets'][number];

export const probingKinds = ['ping', 'tcp-connect', 'http', 'dns'] as const satisfies readonly ProbingKind[];

export interface TargetPlace {
  readonly collector: string;
  readonly name: string;
}

export function probingCollectors(settings: Settings): readonly ProbingSettings[] {
  return settings.collectors.filter((collector) => 'targets' in collector);
}

export function collectorsOfKind(settings: Settings, kind: ProbingKind): readonly ProbingSettings[] {
  return probingCollectors(settings).filter((collector) => collector.kind === kind);
}

/** Where a target goes; the first collector of its kind when none is named, and one that is made where there is none. */
export interface NewTargetPlace {
  readonly kind: ProbingKind;
  readonly collector?: string;
  /** The name of the one whose place it takes. */
  readonly instead?: string;
  readonly at?: number;
}

export function putTarget(settings: Settings, target: ProbeTarget, place: NewTargetPlace): Edited {
  const { collector, isNew } = collectorAt(settings, place);
  const { instead, at } = place;
  const position = collector.targets.findIndex(({ name }) => name === instead);
  const put = withItem<ProbeTarget>(collector.targets, target, {
    instead: position,
    ...(at === undefined ? {} : { at }),
  });
  const changed = withTargets(collector, put.list);
  const edited = putItem(settings, 'collectors', changed, isNew ? {} : { instead: collector.id });
  return { settings: edited.settings, path: `${edited.path}.targets.${put.at}` };
}

/** Several at once, to the end. */
export function addTargets(
  settings: Settings,
  targets: readonly ProbeTarget[],
  place: NewTargetPlace,
): Edited {
  const { collector, isNew } = collectorAt(settings, place);
  const changed = withTargets(collector, [...collector.targets, ...targets]);
  return putItem(settings, 'collectors', changed, isNew ? {} : { instead: collector.id });
}

export function removeTarget(settings: Settings, place: TargetPlace): Settings {
  return changeTargets(settings, place.collector, (targets) =>
    targets.filter(({ name }) => name !== place.name),
  );
}

export function switchTarget(settings: Settings, place: TargetPlace, enabled: boolean): Settings {
  return changeTargets(settings, place.collector, (targets) =>
    targets.map((target) => (target.name === place.name ? { ...target, enabled } : target)),
  );
}

export function moveTarget(settings: Settings, { collector, name }: TargetPlace, by: -1 | 1): Settings {
  return changeTargets(settings, collector, (targets) =>
    movedBy(
      targets,
      targets.findIndex((target) => target.name === name),
      by,
    ),
  );
}

/** What a target of this kind is put into. */
function collectorAt(
  settings: Settings,
  { kind, collector: id }: NewTargetPlace,
): { readonly collector: ProbingSettings | EmptyProbing; readonly isNew: boolean } {
  const found = collectorsOfKind(settings, kind).find((collector) => id === undefined || collector.id === id);
  if (found) return { collector: found, isNew: false };
  const ids = settings.collectors.map((collector) => collector.id);
  return { collector: { id: freeName(kind, ids), kind, targets: [] }, isNew: true };
}

/** A collector that is still to be made: all else is the schema's own. */
interface EmptyProbing {
  readonly id: string;
  readonly kind: ProbingKind;
  readonly targets: readonly [];
}

function changeTargets(
  settings: Settings,
  id: string,
  change: (targets: readonly ProbeTarget[]) => readonly ProbeTarget[],
): Settings {
  const collectors = settings.collectors.map((collector) =>
    collector.id === id && 'targets' in collector
      ? (withTargets(collector, change(collector.targets)) as CollectorSettings)
      : collector,
  );
  return { ...settings, collectors };
}

/** That targets fit their collector's kind is what the schema checks: each list here comes from one kind. */
function withTargets(
  collector: ProbingSettings | EmptyProbing,
  targets: readonly ProbeTarget[],
): CollectorInput {
  return { ...collector, targets: [...targets] } as CollectorInput;
}
