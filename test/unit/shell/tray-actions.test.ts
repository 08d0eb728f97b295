import { describe, expect, it, vi } from 'vitest';
import type { Door } from '../../../main/api/dispatch';
import { failure, success } from '../../../main/outcome';
import { settingsSchema } from '../../../main/settings/schema/settings';
import type { SettingsChange } from '../../../main/shell/tray/settings-change';
import { doTrayAction } from '../../../main/shell/tray/tray-actions';
import { en } from '../../../main/texts/en';
import { cannedSettings, cannedState } from '../../support/canned-state';

function parts(answers: Partial<Record<string, Awaited<ReturnType<Door['call']>>>> = {}) {
  const call = vi.fn<Door['call']>(async (name) => answers[name] ?? success(cannedState()));
  const hands = { open: vi.fn(), quit: vi.fn(), tell: vi.fn(), done: vi.fn() };
  return { call, ...hands, given: { door: { call, subscribe: () => () => undefined }, texts: en, ...hands } };
}

const changed = (change: SettingsChange) => ({ kind: 'change', change }) as const;

describe('a click in the menu', () => {
  it('saves one change on the settings as they are', async () => {
    const { call, given, tell } = parts();
    await doTrayAction(changed({ field: 'pushing', to: false }), given);
    const base = cannedSettings();
    expect(call).toHaveBeenLastCalledWith('settings.save', { base, settings: { ...base, pushing: false } });
    expect(tell).not.toHaveBeenCalled();
  });

  it('switches one target of one collector', async () => {
    const { call, given } = parts();
    await doTrayAction(changed({ field: 'target', collector: 'ping', name: 'lo', to: false }), given);
    const targets = [
      { name: 'router', enabled: true },
      { name: 'lo', enabled: false },
    ];
    expect(call.mock.lastCall?.[1]).toMatchObject({ settings: { collectors: [{ id: 'tcp' }, { targets }] } });
  });

  it('switches a target of any kind of collector', async () => {
    const settings = settingsSchema.parse({
      version: 1,
      collectors: [{ id: 'ports', kind: 'tcp-connect', targets: [{ name: 'db', host: 'db1', port: 5432 }] }],
    });
    const { call, given } = parts({ 'state.get': success(cannedState({ settings })) });
    await doTrayAction(changed({ field: 'target', collector: 'ports', name: 'db', to: false }), given);
    expect(call.mock.lastCall?.[1]).toMatchObject({
      settings: { collectors: [{ targets: [{ name: 'db', port: 5432, enabled: false }] }] },
    });
  });

  it('switches one destination, or sets the interval', async () => {
    const { call, given } = parts();
    await doTrayAction(changed({ field: 'destination', id: 'spare', to: true }), given);
    expect(call.mock.lastCall?.[1]).toMatchObject({
      settings: {
        destinations: [
          { id: 'team', enabled: true },
          { id: 'spare', enabled: true },
        ],
      },
    });
    await doTrayAction(changed({ field: 'interval', to: '5m' }), given);
    expect(call.mock.lastCall?.[1]).toMatchObject({ settings: { interval: '5m' } });
  });

  it('tells why settings could not be saved, and has the check mark drawn again', async () => {
    const error = failure('not_writable', 'settings.json cannot be written.');
    const { given, tell, done } = parts({ 'settings.save': error });
    await doTrayAction(changed({ field: 'pushing', to: false }), given);
    expect(tell).toHaveBeenCalledWith('The settings were not changed', error.error);
    expect(done).toHaveBeenCalledOnce();
  });

  it('pushes, and tells why it could not', async () => {
    const error = failure('not_pushing', 'This host has no name of its own.');
    const { call, given, tell } = parts({ 'push.now': error });
    await doTrayAction({ kind: 'push' }, given);
    expect(call).toHaveBeenCalledWith('push.now', {});
    expect(tell).toHaveBeenCalledWith('Nothing was pushed', error.error);
  });

  it('opens the window and quits without asking the door', async () => {
    const { call, given, open, quit } = parts();
    await doTrayAction({ kind: 'open' }, given);
    await doTrayAction({ kind: 'quit' }, given);
    expect([open.mock.calls.length, quit.mock.calls.length, call.mock.calls.length]).toEqual([1, 1, 0]);
  });
});
