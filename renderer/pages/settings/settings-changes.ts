import type { CommandSettings } from '../../../main/settings/schema/collectors';
import type { Settings } from '../../../main/settings/schema/settings';

/** What other settings would change. Pure. */
export interface SettingsChanges {
  /** By id. */
  readonly collectors: ListChanges;
  readonly destinations: ListChanges;
  readonly others: readonly OtherChange[];
}

export interface ListChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** A setting as JSON, before and after; absent where it is not set. */
export interface OtherChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export function settingsChanges(current: Settings, next: Settings): SettingsChanges {
  const { collectors: _collectors, destinations: _destinations, ...others } = current;
  const { collectors: _nextCollectors, destinations: _nextDestinations, ...nextOthers } = next;
  return {
    collectors: listChanges(current.collectors, next.collectors),
    destinations: listChanges(current.destinations, next.destinations),
    others: otherChanges(others, nextOthers),
  };
}

export function hasChanges({ collectors, destinations, others }: SettingsChanges): boolean {
  return (
    others.length > 0 || [collectors, destinations].some((list) => Object.values(list).flat().length > 0)
  );
}

/** Every command that the next settings would run and the current ones do not; one that stays as it is, on or off, is none. */
export function newCommands(current: Settings, next: Settings): readonly CommandSettings[] {
  const known = commandsIn(current);
  return commandsIn(next).filter(
    (command) =>
      !known.some((one) => same(whatRuns(one), whatRuns(command)) && (one.enabled || !command.enabled)),
  );
}

function commandsIn({ collectors }: Settings): readonly CommandSettings[] {
  return collectors.filter((collector) => collector.kind === 'command');
}

function whatRuns({ id, command, cwd, env }: CommandSettings) {
  return { id, command, cwd, env };
}

/** Names of every secret that these settings make use of. */
export function secretsIn(settings: Settings): readonly string[] {
  return [...new Set(secretNames(settings))];
}

/** Wherever one is named, `secret` is its key. */
function secretNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretNames);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'secret' && typeof inner === 'string' ? [inner] : secretNames(inner),
  );
}

type Item = { readonly id: string };

function listChanges(current: readonly Item[], next: readonly Item[]): ListChanges {
  const find = (list: readonly Item[], id: string) => list.find((item) => item.id === id);
  const isMoved = ({ id }: Item) => orderAmong(current, next, id) !== orderAmong(next, current, id);
  return {
    added: next.filter(({ id }) => !find(current, id)).map(({ id }) => id),
    removed: current.filter(({ id }) => !find(next, id)).map(({ id }) => id),
    changed: next
      .filter((item) => find(current, item.id))
      .filter((item) => !same(item, find(current, item.id)) || isMoved(item))
      .map(({ id }) => id),
  };
}

/** Where it stands among those of its list that the other list has too: order decides between equal series. */
function orderAmong(list: readonly Item[], other: readonly Item[], id: string): number {
  return list.filter((item) => other.some((one) => one.id === item.id)).findIndex((item) => item.id === id);
}

function otherChanges(current: object, next: object, above: readonly string[] = []): OtherChange[] {
  const before = current as Record<string, unknown>;
  const after = next as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const path = [...above, key];
    if (same(before[key], after[key])) return [];
    if (isObject(before[key]) && isObject(after[key])) return otherChanges(before[key], after[key], path);
    return [
      {
        path: path.join('.'),
        ...(before[key] === undefined ? {} : { before: JSON.stringify(before[key]) }),
        ...(after[key] === undefined ? {} : { after: JSON.stringify(after[key]) }),
      },
    ];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys may stand in any order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
