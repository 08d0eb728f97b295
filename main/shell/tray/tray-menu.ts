import type { AppState, DestinationStatus, TargetStatus } from '../../contract/state';
import { durationMs } from '../../settings/schema/duration';
import type { SettingsChange } from './settings-change';

export type TrayAction =
  | { readonly kind: 'change'; readonly change: SettingsChange }
  | { readonly kind: 'push' | 'open' | 'quit' };

/** One line of the menu as plain data. */
export interface TrayEntry {
  readonly type: 'normal' | 'separator' | 'checkbox' | 'radio' | 'submenu';
  readonly label: string;
  readonly enabled: boolean;
  readonly checked?: boolean;
  readonly action?: TrayAction;
  readonly entries?: readonly TrayEntry[];
}

const offeredIntervals = ['5s', '10s', '15s', '30s', '1m', '5m'];
const separator: TrayEntry = { type: 'separator', label: '', enabled: true };

/** The whole menu for this state. */
export function trayMenu(state: AppState): TrayEntry[] {
  const { settings } = state;
  return [
    note(state.verdict.summary),
    separator,
    check('Monitoring', settings.monitoring, { field: 'monitoring', to: !settings.monitoring }),
    check('Pushing', settings.pushing, { field: 'pushing', to: !settings.pushing }),
    submenu('Interval', intervalEntries(settings.interval)),
    separator,
    submenu('Targets', targetEntries(state)),
    submenu('Destinations', destinationEntries(state)),
    separator,
    { ...item('Push now', { kind: 'push' }), enabled: settings.monitoring && settings.pushing },
    item('Open Pushtray', { kind: 'open' }),
    separator,
    item('Quit', { kind: 'quit' }),
  ];
}

function intervalEntries(current: string): TrayEntry[] {
  const currentMs = durationMs(current);
  const others = offeredIntervals.filter((interval) => durationMs(interval) !== currentMs);
  return [...others, current]
    .sort((a, b) => durationMs(a) - durationMs(b))
    .map((interval) => ({
      type: 'radio',
      label: interval,
      enabled: true,
      checked: interval === current,
      action: { kind: 'change', change: { field: 'interval', to: interval } },
    }));
}

function targetEntries({ settings, targets }: AppState): TrayEntry[] {
  const collectors = settings.collectors.filter((collector) => collector.kind === 'ping');
  return collectors.flatMap((collector) =>
    collector.targets.map(({ name, enabled }) => {
      const status = targets.find((target) => target.collector === collector.id && target.name === name);
      const named = collectors.length > 1 ? `${name} (${collector.id})` : name;
      const change = { field: 'target', collector: collector.id, name, to: !enabled } as const;
      const entry = check(withWords(named, targetWords(status)), enabled, change);
      return { ...entry, enabled: collector.enabled };
    }),
  );
}

function targetWords(status: TargetStatus | undefined): string {
  switch (status?.state) {
    case 'up':
      return status.rttSeconds === undefined ? '' : rttWords(status.rttSeconds);
    case 'loss':
      return status.lossRatio === undefined ? 'loses packets' : `${lossPercent(status.lossRatio)} % loss`;
    case 'down':
      return 'no answer';
    case 'unknown':
      return 'cannot be probed';
    default:
      return '';
  }
}

/** Coarse, so that the menu is not made anew for what nobody would notice. */
function rttWords(rttSeconds: number): string {
  const ms = rttSeconds * 1000;
  if (ms < 0.1) return '< 0.1 ms';
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** Some loss is never 0 %, and not all of it never 100 %. */
function lossPercent(ratio: number): number {
  return Math.min(99, Math.max(1, Math.round(ratio * 100)));
}

function destinationEntries({ settings, destinations }: AppState): TrayEntry[] {
  const builtIn = destinations
    .filter((destination) => destination.builtIn)
    .map((destination) => ({
      ...check(withWords("This machine's gateway", destinationWords(destination)), destination.enabled),
      enabled: false,
    }));
  const own = settings.destinations.map(({ id, enabled }) => {
    const statuses = destinations.filter((destination) => destination.id === id && !destination.builtIn);
    const status = statuses.find(({ state }) => state === 'failing' || state === 'held') ?? statuses[0];
    return check(withWords(id, destinationWords(status)), enabled, {
      field: 'destination',
      id,
      to: !enabled,
    });
  });
  return [...builtIn, ...own];
}

function destinationWords(status: DestinationStatus | undefined): string {
  if (status?.state === 'failing') return 'failing';
  return status?.state === 'held' ? 'held back' : '';
}

function withWords(name: string, words: string): string {
  return words === '' ? name : `${name} — ${words}`;
}

function submenu(label: string, entries: readonly TrayEntry[]): TrayEntry {
  return { type: 'submenu', label, enabled: true, entries: entries.length > 0 ? entries : [note('None')] };
}

function check(label: string, checked: boolean, change?: SettingsChange): TrayEntry {
  const action = change && { action: { kind: 'change', change } as const };
  return { type: 'checkbox', label, enabled: true, checked, ...action };
}

function item(label: string, action: TrayAction): TrayEntry {
  return { type: 'normal', label, enabled: true, action };
}

function note(label: string): TrayEntry {
  return { type: 'normal', label, enabled: false };
}
