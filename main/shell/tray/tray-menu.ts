import type { AppState, DestinationStatus, TargetStatus } from '../../contract/state';
import { durationMs } from '../../settings/schema/duration';
import { summaryOf } from '../../texts/verdict-words';
import type { Speech } from '../speech';
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
export function trayMenu(state: AppState, { texts, format }: Speech, nowMs: number): TrayEntry[] {
  const { settings } = state;
  const { monitoring, pushing } = settings;
  const { tray } = texts;
  return [
    note(summaryOf(state.verdict, texts, format, nowMs)),
    separator,
    check(tray.monitoring, monitoring, { field: 'monitoring', to: !monitoring }),
    check(tray.pushing, pushing, { field: 'pushing', to: !pushing }),
    submenu(tray.interval, intervalEntries(settings.interval)),
    separator,
    submenu(tray.targets, orNone(targetEntries(state, { texts, format }), tray)),
    submenu(tray.destinations, orNone(destinationEntries(state, tray), tray)),
    separator,
    { ...item(tray.pushNow, { kind: 'push' }), enabled: monitoring && pushing },
    item(tray.open, { kind: 'open' }),
    separator,
    item(tray.quit, { kind: 'quit' }),
  ];
}

type TrayTexts = Speech['texts']['tray'];

function orNone(entries: readonly TrayEntry[], { none }: TrayTexts): readonly TrayEntry[] {
  return entries.length > 0 ? entries : [note(none)];
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

function targetEntries(
  { settings, targets }: AppState,
  { texts: { tray }, format }: Pick<Speech, 'texts' | 'format'>,
): TrayEntry[] {
  const all = settings.collectors.flatMap((collector) =>
    'targets' in collector ? collector.targets.map((target) => ({ collector, target })) : [],
  );
  return all.map(({ collector, target: { name, enabled } }) => {
    const status = targets.find((target) => target.collector === collector.id && target.name === name);
    const isAlone = all.filter(({ target }) => target.name === name).length === 1;
    const change = { field: 'target', collector: collector.id, name, to: !enabled } as const;
    const named = isAlone ? name : tray.inCollector(name, collector.id);
    const entry = check(withState(named, targetWords(status, tray, format), tray), enabled, change);
    return { ...entry, enabled: collector.enabled };
  });
}

/** RTT and loss of the last cycle; nothing of a target that has not been probed. */
function targetWords(status: TargetStatus | undefined, tray: TrayTexts, format: Speech['format']): string {
  if (status?.state === 'unknown') return tray.unknown;
  if (status === undefined || status.state === 'waiting' || status.state === 'paused') return '';
  const { state, rttSeconds, lossRatio } = status;
  const rtt = rttSeconds === undefined ? [] : [format.rtt(rttSeconds)];
  const loss = lossRatio === undefined ? [] : [tray.loss(format.percent(lossRatio))];
  if (state === 'down' && rtt.length === 0) return tray.figures([tray.down, ...loss]);
  return tray.figures(state === 'loss' && loss.length === 0 ? [...rtt, tray.losing] : [...rtt, ...loss]);
}

function destinationEntries({ settings, destinations }: AppState, tray: TrayTexts): TrayEntry[] {
  const builtIn = destinations
    .filter((destination) => destination.builtIn)
    .map((destination) => ({
      ...check(withState(tray.ownGateway, destinationWords(destination, tray), tray), destination.enabled),
      enabled: false,
    }));
  const own = settings.destinations.map(({ id, enabled }) => {
    const statuses = destinations.filter((destination) => destination.id === id && !destination.builtIn);
    const status = statuses.find(({ state }) => state === 'failing' || state === 'held') ?? statuses[0];
    const change = { field: 'destination', id, to: !enabled } as const;
    return check(withState(id, destinationWords(status, tray), tray), enabled, change);
  });
  return [...builtIn, ...own];
}

function destinationWords(status: DestinationStatus | undefined, tray: TrayTexts): string {
  if (status?.state === 'failing') return tray.failing;
  return status?.state === 'held' ? tray.held : '';
}

function withState(name: string, state: string, tray: TrayTexts): string {
  return state === '' ? name : tray.withState(name, state);
}

function submenu(label: string, entries: readonly TrayEntry[]): TrayEntry {
  return { type: 'submenu', label, enabled: true, entries };
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
