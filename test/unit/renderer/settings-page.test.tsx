import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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
    expect(screen.getByText(/^Listen on must be a loopback address/)).toBeTruthy();
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
});
