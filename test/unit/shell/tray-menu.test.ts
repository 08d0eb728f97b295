import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../main/contract/state';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { type Speech, speechFor } from '../../../main/shell/speech';
import { trayMenu as menuIn, type TrayEntry } from '../../../main/shell/tray/tray-menu';
import { trayTooltip } from '../../../main/shell/tray/tray-tooltip';
import { cannedSettings, cannedState, destination, target } from '../../support/canned-state';
import { cannedVerdicts } from '../../support/canned-verdict';

/** Numbers are kept to their units by a no-break space. */
function plain(label: string | undefined): string | undefined {
  return label?.replaceAll('\u00a0', ' ');
}

const nowMs = Date.UTC(2026, 0, 1, 10);

function trayMenu(state: AppState, speech: Speech = speechFor('en', [])): readonly TrayEntry[] {
  return menuIn(state, speech, nowMs);
}

function entry(entries: readonly TrayEntry[], label: string): TrayEntry {
  const found = entries.find((one) => one.label.startsWith(label));
  if (!found) throw new Error(`no ${label} in ${entries.map((one) => one.label).join(', ')}`);
  return found;
}

function below(label: string, state = cannedState()): readonly TrayEntry[] {
  return entry(trayMenu(state), label).entries ?? [];
}

describe("the tray's menu", () => {
  it('has every line in its order', () => {
    const labels = trayMenu(cannedState()).map((line) => (line.type === 'separator' ? '-' : line.label));
    expect(labels).toEqual([
      ...['All well', '-', 'Monitoring', 'Pushing', 'Interval', '-', 'Targets', 'Destinations'],
      ...['-', 'Push now', 'Open Pushtray', '-', 'Quit'],
    ]);
  });

  it('says the state in a line that cannot be clicked', () => {
    expect(trayMenu(cannedState({ verdict: cannedVerdicts.trouble }))[0]).toMatchObject({
      label: 'Target db is down, others fine',
      enabled: false,
    });
  });

  it('turns monitoring and pushing to what they are not', () => {
    const settings = { ...cannedSettings(), pushing: false };
    const menu = trayMenu(cannedState({ settings }));
    expect(entry(menu, 'Monitoring')).toMatchObject({
      checked: true,
      action: { change: { field: 'monitoring', to: false } },
    });
    expect(entry(menu, 'Pushing')).toMatchObject({
      checked: false,
      action: { change: { field: 'pushing', to: true } },
    });
  });

  it('offers a push only while pushing', () => {
    const settings = { ...cannedSettings(), pushing: false };
    expect(entry(trayMenu(cannedState()), 'Push now').enabled).toBe(true);
    expect(entry(trayMenu(cannedState({ settings })), 'Push now').enabled).toBe(false);
  });

  it('offers six intervals and marks the one that is set, however it is written', () => {
    const labels = (interval: string) => {
      const settings = { ...cannedSettings(), interval };
      return below('Interval', cannedState({ settings })).map((one) =>
        one.checked ? `[${one.label}]` : one.label,
      );
    };
    expect(labels('15s')).toEqual(['5s', '10s', '[15s]', '30s', '1m', '5m']);
    expect(labels('60s')).toEqual(['5s', '10s', '15s', '30s', '[60s]', '5m']);
    expect(labels('45s')).toEqual(['5s', '10s', '15s', '30s', '[45s]', '1m', '5m']);
  });

  it('shows RTT and loss of each target, and nothing of one that has not been probed', () => {
    const targets = [
      target({ name: 'router', state: 'loss', lossRatio: 0.3 }),
      target({ name: 'lo', state: 'waiting' }),
    ];
    const label = (changes: Partial<Parameters<typeof target>[0]>) =>
      below('Targets', cannedState({ targets: [target({ name: 'router', ...changes })] }))[0]?.label;
    expect(below('Targets', cannedState({ targets })).map((one) => plain(one.label))).toEqual([
      'router — 30 % loss',
      'lo',
    ]);
    expect(plain(label({ rttSeconds: 0.00123, lossRatio: 0 }))).toBe('router — 1.2 ms, 0 % loss');
    expect(plain(label({ rttSeconds: 0.00123 }))).toBe('router — 1.2 ms');
    expect(plain(label({ state: 'loss', lossRatio: 0.25, rttSeconds: 0.0123 }))).toBe(
      'router — 12.3 ms, 25 % loss',
    );
    expect(plain(label({ state: 'loss', lossRatio: 0.0001 }))).toBe('router — <0.1 % loss');
    expect(label({ state: 'loss' })).toBe('router — fails at times');
    expect(plain(label({ state: 'down', lossRatio: 1 }))).toBe('router — down, 100 % loss');
    expect(plain(label({ state: 'down', rttSeconds: 0.0123, lossRatio: 0 }))).toBe(
      'router — 12.3 ms, 0 % loss',
    );
    expect(label({ state: 'unknown' })).toBe('router — cannot be probed');
  });

  it('lists the targets of every kind of collector, those of one name told apart by their collector', () => {
    const settings = settingsSchema.parse({
      version: 1,
      collectors: [
        { id: 'tcp', kind: 'tcp-states' },
        {
          id: 'ping',
          kind: 'ping',
          targets: [
            { name: 'db', host: 'db1' },
            { name: 'router', host: 'gateway' },
          ],
        },
        { id: 'names', kind: 'dns', targets: [{ name: 'resolver', host: 'dns' }] },
        {
          id: 'ports',
          kind: 'tcp-connect',
          enabled: false,
          targets: [{ name: 'db', host: 'db1', port: 5432 }],
        },
      ],
    });
    const targets = [
      target({ name: 'db', rttSeconds: 0.001 }),
      target({ name: 'resolver', collector: 'names', rttSeconds: 0.004 }),
    ];
    const entries = below('Targets', cannedState({ settings, targets }));
    expect(entries.map((one) => [plain(one.label), one.enabled])).toEqual([
      ['db (ping) — 1.0 ms', true],
      ['router', true],
      ['resolver — 4.0 ms', true],
      ['db (ports)', false],
    ]);
    expect(entries[3]?.action).toMatchObject({ change: { collector: 'ports', name: 'db', to: false } });
  });

  it('checks the destinations that are on', () => {
    const destinations = [destination('team', { state: 'failing' }), destination('spare')];
    expect(below('Destinations', cannedState({ destinations }))).toMatchObject([
      { label: 'team — failing', checked: true, action: { change: { id: 'team', to: false } } },
      { label: 'spare', checked: false, action: { change: { id: 'spare', to: true } } },
    ]);
  });

  it('shows the push to our own gateway, which has no switch', () => {
    const settings = { ...cannedSettings(), destinations: [] };
    const destinations = [destination('local', { builtIn: true })];
    const [builtIn] = below('Destinations', cannedState({ settings, destinations }));
    expect(builtIn).toMatchObject({ label: 'This machine’s gateway', checked: true, enabled: false });
    expect(builtIn).not.toHaveProperty('action');
  });

  it('says so when there is nothing to list', () => {
    const settings = { ...cannedSettings(), collectors: [], destinations: [] };
    const state = cannedState({ settings, targets: [], destinations: [] });
    expect(below('Targets', state)).toMatchObject([{ label: 'None', enabled: false }]);
    expect(below('Destinations', state)).toMatchObject([{ label: 'None', enabled: false }]);
  });

  it('is written in the language that is chosen', () => {
    const targets = [target({ name: 'router', state: 'loss', lossRatio: 0.3 })];
    const menu = trayMenu(cannedState({ targets }), speechFor('zh-CN', []));
    expect(menu.filter(({ type }) => type !== 'separator').map(({ label }) => label)).toEqual([
      ...['一切正常', '监测', '推送', '推送间隔', '目标', '推送目标', '立即推送', '打开 Pushtray', '退出'],
    ]);
    expect(plain(entry(menu, '目标').entries?.[0]?.label)).toBe('router — 丢包 30 %');
  });

  it('is the same data for the same state, so that it is drawn only when something changed', () => {
    expect(trayMenu(cannedState())).toEqual(trayMenu(cannedState()));
  });
});

describe('the tooltip', () => {
  it('is said whole where there is room', () => {
    expect(trayTooltip('Pushtray: All well')).toBe('Pushtray: All well');
  });

  it('is cut where Windows would', () => {
    expect(trayTooltip('x'.repeat(200))).toHaveLength(127);
    expect(trayTooltip('x'.repeat(200)).endsWith('…')).toBe(true);
  });
});
