import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { failure } from '../../../main/outcome';
import { zhCn } from '../../../main/texts/zh-cn';
import { everyKind } from '../../support/every-kind';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saves, saying } from '../../support/render-app';

const save = () => screen.getByRole('button', { name: 'Save' });
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

describe('the page Settings', () => {
  it('saves nothing until something is changed, then against what it was filled from', async () => {
    const fake = await openApp('settings');
    const base = fake.state().settings;
    expect(save().hasAttribute('disabled')).toBe(true);
    type('Push interval', '30s');
    fireEvent.click(save());
    expect(await screen.findByText('Settings saved.')).toBeTruthy();
    expect(saves(fake)).toEqual([{ settings: { ...base, interval: '30s' }, base }]);
    expect(save().hasAttribute('disabled')).toBe(true);
  });

  it('says in the language that was chosen that it was saved', async () => {
    await openApp('settings');
    fireEvent.click(screen.getByRole('radio', { name: '简体中文' }));
    fireEvent.click(save());
    expect(await screen.findByText(zhCn.settings.saved)).toBeTruthy();
    expect(screen.queryByText('Settings saved.')).toBeNull();
  });

  it('changes the colours of the window at once, and nothing in the settings', async () => {
    const fake = await openApp('settings');
    const colours = within(screen.getByRole('radiogroup', { name: 'Colours' }));
    fireEvent.click(colours.getByRole('radio', { name: 'Dark' }));
    await waitFor(() =>
      expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark'),
    );
    fireEvent.click(colours.getByRole('radio', { name: 'As the system' }));
    expect(saves(fake)).toEqual([]);
    expect(save().hasAttribute('disabled')).toBe(true);
  });

  it('takes a change back for none', async () => {
    await openApp('settings');
    type('Push interval', '30s');
    type('Push interval', '15s');
    expect(save().hasAttribute('disabled')).toBe(true);
  });

  it('discards what was changed', async () => {
    await openApp('settings');
    type('Instance', 'web2');
    fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(field('Instance').value).toBe('auto');
  });

  it('shows faults at their fields', async () => {
    const fake = await openApp('settings');
    type('Push interval', '0s');
    type('Instance', 'localhost');
    type('Listen on', '0.0.0.0:9091');
    fireEvent.click(save());
    expect(await screen.findByText('Push interval is too short: at least 1s')).toBeTruthy();
    expect(screen.getByText(/^Instance must not be "localhost"/)).toBeTruthy();
    expect(screen.getByText(/^Listen on is not a loopback address/)).toBeTruthy();
    expect(saves(fake)).toEqual([]);
  });

  it('shows the fault of a label at its row', async () => {
    await openApp('settings');
    fireEvent.click(screen.getByRole('button', { name: 'Add label' }));
    type('Name of label 2', 'site');
    type('Value of label 2', 'paris');
    fireEvent.click(save());
    expect(await screen.findAllByText('Name is used twice')).toHaveLength(2);
    type('Name of label 2', 'job');
    expect(await screen.findByText(/^Labels must not name job or instance/)).toBeTruthy();
  });

  it('follows the settings of others while nothing is changed here', async () => {
    const fake = await openApp('settings');
    await saying(() => fake.change({ settings: { ...fake.state().settings, interval: '1m' } }));
    expect(field('Push interval').value).toBe('1m');
  });

  it('keeps what was changed here when others change the settings, and tells at saving', async () => {
    const fake = await openApp('settings');
    type('Push interval', '30s');
    await saying(() => fake.change({ settings: { ...fake.state().settings, instance: 'web9' } }));
    fireEvent.click(save());
    expect(await screen.findByText('Somebody else changed the settings')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Take the new settings as base' }));
    await waitFor(() => expect(field('Instance').value).toBe('web9'));
    expect(field('Push interval').value).toBe('30s');
    fireEvent.click(save());
    expect(await screen.findByText('Settings saved.')).toBeTruthy();
    expect(fake.state().settings).toMatchObject({ interval: '30s', instance: 'web9' });
  });

  it('says where the file is, and each fault in it with its place', async () => {
    const fake = makeFakeMain({
      state: (busy) => ({
        ...busy,
        settingsFile: {
          ...busy.settingsFile,
          problem: {
            code: 'invalid_settings',
            message: 'settings.json has a fault.',
            faults: [{ line: 7, column: 15, path: 'interval', message: 'is not a duration' }],
          },
        },
      }),
    });
    await openApp('settings', fake);
    const file = within(screen.getByRole('region', { name: 'Settings file' }));
    expect(file.getByText('/home/kim/.config/pushtray/settings.json')).toBeTruthy();
    expect(file.getByText('line 7, column 15, interval: is not a duration')).toBeTruthy();
  });

  it('says that there is no file yet', async () => {
    const settingsFile = { path: '/tmp/settings.json', exists: false };
    await openApp('settings', makeFakeMain({ state: { settingsFile } }));
    expect(screen.getByText(/There is no file yet/)).toBeTruthy();
  });

  it('sets language, notifications and how long groups stay', async () => {
    const fake = await openApp('settings');
    fireEvent.click(screen.getByRole('radio', { name: '简体中文' }));
    fireEvent.click(screen.getByRole('radio', { name: 'In trouble' }));
    fireEvent.click(screen.getByRole('switch', { name: /^Quiet hours/ }));
    type('From', '25:00');
    type('Groups pushed here stay', '1h');
    fireEvent.click(save());
    expect(await screen.findByText(/^From is not a time of day/)).toBeTruthy();
    type('From', '21:30');
    fireEvent.click(save());
    await waitFor(() => expect(saves(fake)).toHaveLength(1));
    expect(saves(fake)[0]?.settings).toMatchObject({
      language: 'zh-CN',
      notifications: { when: 'trouble', quietHours: { from: '21:30', to: '07:00' } },
      server: { groupTtl: '1h' },
    });
  });

  it('lets other machines in only with a token, whose value goes to main alone', async () => {
    const fake = await openApp('settings');
    type('Listen on', '0.0.0.0:9091');
    fireEvent.click(screen.getByRole('switch', { name: /^Let other machines reach it/ }));
    fireEvent.click(save());
    expect(await screen.findByText(/^Secret name of the token is missing/)).toBeTruthy();
    type('Secret name of the token', 'server_token');
    fireEvent.change(screen.getByLabelText('Token'), { target: { value: 'abc123' } });
    fireEvent.click(save());
    expect(await screen.findByText('Settings saved.')).toBeTruthy();
    expect(fake.state().settings.server).toMatchObject({ expose: true, token: { secret: 'server_token' } });
    expect(fake.calls.find(({ name }) => name === 'secrets.set')?.input).toEqual({
      name: 'server_token',
      value: 'abc123',
    });
    expect(JSON.stringify(saves(fake))).not.toContain('abc123');
  });

  it('starts at login at once, and only where there is a desktop', async () => {
    const fake = await openApp('settings', makeFakeMain({ state: { desktop: { startsAtLogin: false } } }));
    fireEvent.click(screen.getByRole('switch', { name: /^Start when I log in/ }));
    await screen.findByRole('switch', { name: /^Start when I log in/, checked: true });
    expect(fake.calls.at(-1)).toEqual({ name: 'desktop.startAtLogin', input: { on: true } });
    expect(saves(fake)).toEqual([]);
  });

  it('says why it cannot start at login, and leaves the switch as it is', async () => {
    const refused = () => failure('not_writable', 'The file autostart/pushtray.desktop cannot be written.');
    const handlers = { 'desktop.startAtLogin': refused };
    await openApp('settings', makeFakeMain({ state: { desktop: { startsAtLogin: false } }, handlers }));
    fireEvent.click(screen.getByRole('switch', { name: /^Start when I log in/ }));
    expect(await screen.findByText(/pushtray\.desktop cannot be written/)).toBeTruthy();
    expect(screen.getByRole('switch', { name: /^Start when I log in/, checked: false })).toBeTruthy();
  });

  it('offers no start at login to a page without a desktop', async () => {
    await openApp('settings');
    expect(screen.queryByRole('switch', { name: /^Start when I log in/ })).toBeNull();
  });
});

describe('settings as a file', () => {
  const choose = (text: string) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    fireEvent.change(input, { target: { files: [new File([text], 'office.json')] } });
  };
  const panel = async () => within(await screen.findByRole('dialog'));

  it('are exported as they are in use', async () => {
    const blobs: Blob[] = [];
    const names: string[] = [];
    vi.stubGlobal(
      'URL',
      Object.assign(URL, { createObjectURL: (blob: Blob) => blobs.push(blob) && 'blob:x' }),
    );
    const clicking = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    const fake = await openApp('settings');
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    clicking.mockRestore();
    vi.unstubAllGlobals();
    expect(names).toEqual(['pushtray-web1.json']);
    expect(JSON.parse((await blobs[0]?.text()) ?? '')).toEqual(fake.state().settings);
  });

  it('are refused with each fault in its line, and nothing is changed', async () => {
    const fake = await openApp('settings');
    choose('{\n  "version": 1,\n  "intervall": "5s"\n}');
    expect(await screen.findByText('office.json cannot be imported')).toBeTruthy();
    expect(screen.getByText(/^line 3, column 3, intervall: is not a setting/)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(saves(fake)).toEqual([]);
  });

  it('show what they change, and run no command that was not confirmed', async () => {
    const fake = await openApp('settings');
    const before = fake.state().settings;
    choose(JSON.stringify({ ...everyKind, interval: '30s' }));
    const dialog = await panel();
    expect(dialog.getByText('ports, sites, resolver, link, queue, disks, files, node')).toBeTruthy();
    expect(dialog.getByText('team-a, team-b, office, lab')).toBeTruthy();
    expect(dialog.getByText('"15s" → "30s"')).toBeTruthy();
    expect(await dialog.findByText('gateway_key, mimir')).toBeTruthy();
    const replace = dialog.getByRole('button', { name: 'Replace the settings' });
    expect(dialog.getByText(/find \/var\/spool\/postfix/).textContent).toContain('LC_ALL="C"');
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Let queue run this' }));
    expect(replace.hasAttribute('disabled')).toBe(true);
    expect(dialog.getByText('Replacing has to wait: 1 command is not confirmed.')).toBeTruthy();
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Let disks run this' }));
    expect(replace.hasAttribute('disabled')).toBe(false);
    expect(saves(fake)).toEqual([]);
    fireEvent.click(replace);
    expect(await screen.findByText('Settings imported.')).toBeTruthy();
    expect(saves(fake)[0]?.base).toEqual(before);
    expect(fake.state().settings.interval).toBe('30s');
  });

  it('that are those in use are no change', async () => {
    const fake = await openApp('settings');
    choose(JSON.stringify(fake.state().settings));
    const dialog = await panel();
    expect(dialog.getByText(/there is nothing to import/)).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Replace the settings' }).hasAttribute('disabled')).toBe(true);
  });
});
