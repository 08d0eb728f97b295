import { describe, expect, it } from 'vitest';
import { type TrayEntry, trayMenu } from '../../../main/shell/tray/tray-menu';
import { trayTooltip } from '../../../main/shell/tray/tray-tooltip';
import { cannedSettings, cannedState, destination, target } from '../../support/canned-state';

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
    const verdict = { level: 'trouble' as const, summary: 'router loses packets', evidence: [] };
    expect(trayMenu(cannedState({ verdict }))[0]).toMatchObject({
      label: 'router loses packets',
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

  it('says how each target does, and nothing of one that has not been probed', () => {
    const targets = [
      target({ name: 'router', state: 'loss', lossRatio: 0.3 }),
      target({ name: 'lo', state: 'waiting' }),
    ];
    const labels = (changes: Partial<Parameters<typeof target>[0]>) =>
      below('Targets', cannedState({ targets: [target({ name: 'router', ...changes })] }))[0]?.label;
    expect(below('Targets', cannedState({ targets })).map((one) => one.label)).toEqual([
      'router — 30 % loss',
      'lo',
    ]);
    expect(labels({ rttSeconds: 0.00123 })).toBe('router — 1.2 ms');
    expect(labels({ rttSeconds: 0.0123 })).toBe('router — 12 ms');
    expect(labels({ rttSeconds: 0.00001 })).toBe('router — < 0.1 ms');
    expect(labels({ state: 'loss', lossRatio: 0.001 })).toBe('router — 1 % loss');
    expect(labels({ state: 'loss', lossRatio: 0.999 })).toBe('router — 99 % loss');
    expect(labels({ state: 'down', lossRatio: 1 })).toBe('router — no answer');
    expect(labels({ state: 'unknown' })).toBe('router — cannot be probed');
  });

  it('tells targets of one name apart by their collector', () => {
    const settings = cannedSettings();
    const [, ping] = settings.collectors;
    if (ping?.kind !== 'ping') throw new Error('the canned settings have no ping collector');
    const collectors = [ping, { ...ping, id: 'far', enabled: false }];
    const entries = below('Targets', cannedState({ settings: { ...settings, collectors } }));
    expect(entries.map((one) => [one.label, one.enabled])).toEqual([
      ['router (ping) — 1.2 ms', true],
      ['lo (ping) — < 0.1 ms', true],
      ['router (far)', false],
      ['lo (far)', false],
    ]);
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
    expect(builtIn).toMatchObject({ label: "This machine's gateway", checked: true, enabled: false });
    expect(builtIn).not.toHaveProperty('action');
  });

  it('says so when there is nothing to list', () => {
    const settings = { ...cannedSettings(), collectors: [], destinations: [] };
    const state = cannedState({ settings, targets: [], destinations: [] });
    expect(below('Targets', state)).toMatchObject([{ label: 'None', enabled: false }]);
    expect(below('Destinations', state)).toMatchObject([{ label: 'None', enabled: false }]);
  });

  it('is the same data for the same state, so that it is drawn only when something changed', () => {
    expect(trayMenu(cannedState())).toEqual(trayMenu(cannedState()));
  });
});

describe('the tooltip', () => {
  it('says the state in words', () => {
    expect(trayTooltip('All well')).toBe('Pushtray: All well');
  });

  it('is cut where Windows would', () => {
    expect(trayTooltip('x'.repeat(200))).toHaveLength(127);
    expect(trayTooltip('x'.repeat(200)).endsWith('…')).toBe(true);
  });
});
