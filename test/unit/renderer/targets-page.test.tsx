import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { fakeSettings, stateFor } from '../../support/fake-state';
import { chooseFromMenu, openApp, saves, startApp } from '../../support/render-app';
import { withSettings } from '../../support/scene';

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const form = async () => within(await screen.findByRole('dialog'));
/** The list of the settings, below the picture of all targets. */
const list = () => within(screen.getByRole('region', { name: 'Targets' }));
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('the page Targets', () => {
  it('adds a target and sends the settings that the form was filled from', async () => {
    const fake = await openApp('targets');
    const base = fake.state().settings;
    click('Add target');
    const dialog = await form();
    type(dialog.getByLabelText('Host'), '192.0.2.7');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    expect(await list().findByRole('row', { name: /192\.0\.2\.7/ })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(saves(fake)[0]?.base).toEqual(base);
  });

  it('leads to the page of a target, with its collector', async () => {
    await openApp('targets');
    const link = list().getByRole('link', { name: 'db' });
    expect(link.getAttribute('href')).toBe('#/targets/db?collector=ping');
  });

  it('says the faults of a form in Chinese where that is the language', async () => {
    startApp('targets', withSettings({ ...fakeSettings(), language: 'zh-CN' }));
    fireEvent.click(await screen.findByRole('button', { name: '添加目标' }));
    const dialog = await form();
    type(dialog.getByLabelText('主机'), '-f 127.0.0.1');
    fireEvent.click(dialog.getByRole('button', { name: '添加目标' }));
    expect(await dialog.findByText('主机：不是主机名或 IP 地址')).toBeTruthy();
  });

  it('shows a fault at its field, with the focus there, and saves nothing', async () => {
    const fake = await openApp('targets');
    click('Add target');
    const dialog = await form();
    const host = dialog.getByLabelText('Host');
    type(host, '-f 127.0.0.1');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    expect(await dialog.findByText('Host is not a host name or an address')).toBeTruthy();
    expect(host.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(host);
    expect(saves(fake)).toEqual([]);
  });

  it('shows the fault of a field as soon as it is left, not before', async () => {
    await openApp('targets');
    click('Add target');
    const dialog = await form();
    const name = dialog.getByLabelText('Name');
    type(name, 'router');
    expect(dialog.queryByText(/is used twice/)).toBeNull();
    fireEvent.blur(name);
    expect(await dialog.findByText('Name is used twice: "router"')).toBeTruthy();
  });

  it('shows a fault that comes back from main at its field', async () => {
    const faults = [{ line: 0, column: 0, path: 'collectors.1.targets.7.host', message: 'is refused here' }];
    const handlers = {
      'settings.save': () => failure('invalid_settings', 'The settings have faults.', { faults }),
    };
    await openApp('targets', makeFakeMain({ handlers }));
    click('Add target');
    const dialog = await form();
    type(dialog.getByLabelText('Host'), '192.0.2.7');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    expect(await dialog.findByText('Host is refused here')).toBeTruthy();
    expect(dialog.getByRole('alert').textContent).toContain('The settings have faults.');
  });

  it('edits a target in its place', async () => {
    const fake = await openApp('targets');
    click('Edit db');
    const dialog = await form();
    expect(dialog.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
    type(dialog.getByLabelText('Name'), 'database');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await list().findByRole('row', { name: /database/ });
    const [, ping] = fake.state().settings.collectors;
    expect(ping).toMatchObject({ targets: { 3: { name: 'database', host: '10.0.4.12' } } });
  });

  it('tells that somebody else changed the settings, and saves on the new ones when asked', async () => {
    const fake = await openApp('targets');
    click('Edit db');
    const dialog = await form();
    type(dialog.getByLabelText('Host'), '10.0.4.13');
    const changed = { ...fake.state().settings, interval: '30s' };
    Object.assign(fake.state(), { settings: changed });
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('Somebody else changed the settings')).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Take the new settings as base' }));
    await waitFor(() => expect(dialog.queryByRole('alert')).toBeNull());
    expect(dialog.getByLabelText<HTMLInputElement>('Host').value).toBe('10.0.4.13');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(saves(fake)[1]).toMatchObject({ base: changed, settings: { interval: '30s' } });
  });

  it('removes a target and puts it back in its place', async () => {
    const fake = await openApp('targets');
    const before = fake.state().settings;
    await chooseFromMenu('api', 'Remove');
    expect(await screen.findByText('Target api was removed.')).toBeTruthy();
    expect(list().queryByRole('row', { name: /api/ })).toBeNull();
    click('Undo');
    expect(await list().findByRole('row', { name: /api/ })).toBeTruthy();
    expect(fake.state().settings).toEqual(before);
  });

  it('switches a target off', async () => {
    const fake = await openApp('targets');
    fireEvent.click(screen.getByRole('switch', { name: 'Probe router' }));
    await screen.findByRole('switch', { name: 'Probe router', checked: false });
    expect(fake.state().settings.collectors[1]).toMatchObject({ targets: { 0: { enabled: false } } });
  });

  it('tries one target alone and shows what it gave', async () => {
    const fake = await openApp('targets');
    click('Try it: cloudflare');
    expect(await screen.findByText('Every packet came back')).toBeTruthy();
    expect(screen.getByText('11.8 ms')).toBeTruthy();
    expect(screen.getByText('The cycle took 814 ms.')).toBeTruthy();
    const { input } = fake.calls.find(({ name }) => name === 'collector.try') ?? {};
    expect(input).toMatchObject({ collector: { kind: 'ping', targets: [{ host: '1.1.1.1' }] } });
    expect((input as { collector: { targets: unknown[] } }).collector.targets).toHaveLength(1);
  });

  it('tries what stands in the form before it is saved', async () => {
    await openApp('targets');
    click('Add target');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('button', { name: 'Try it' }));
    expect(await dialog.findByText('Host is not a host name or an address')).toBeTruthy();
    type(dialog.getByLabelText('Host'), '10.9.9.9');
    fireEvent.click(dialog.getByRole('button', { name: 'Try it' }));
    expect(await dialog.findByText('No reply to 4 packets.')).toBeTruthy();
  });

  it('probes a new target as the kind says, and makes the collector that is missing', async () => {
    const fake = await openApp('targets');
    click('Add target');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('radio', { name: 'DNS' }));
    type(dialog.getByLabelText('Domain name'), 'example.org');
    type(dialog.getByLabelText('Record type'), 'MX');
    type(dialog.getByLabelText('Name server'), '9.9.9.9');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    await screen.findByRole('region', { name: 'dns' });
    expect(fake.state().settings.collectors.at(-1)).toMatchObject({
      id: 'dns',
      kind: 'dns',
      targets: [{ name: 'example.org', host: 'example.org', type: 'MX', server: '9.9.9.9', serverPort: 53 }],
    });
  });

  it('shows the faults of every kind at their fields', async () => {
    await openApp('targets');
    click('Add target');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('radio', { name: 'TCP connect' }));
    type(dialog.getByLabelText('Host'), 'db');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    expect(await dialog.findByText('Port is missing')).toBeTruthy();
    type(dialog.getByLabelText('Port'), 'http');
    expect(await dialog.findByText('Port must be a number, not a text')).toBeTruthy();
    fireEvent.click(dialog.getByRole('radio', { name: 'HTTP' }));
    type(dialog.getByLabelText('Web address'), 'example.org');
    expect(await dialog.findByText(/^Web address is not a web address/)).toBeTruthy();
  });

  it('makes another target like it', async () => {
    const fake = await openApp('targets');
    await chooseFromMenu('db', 'Duplicate');
    const dialog = await form();
    type(dialog.getByLabelText('Host'), '10.0.4.13');
    fireEvent.click(dialog.getByRole('button', { name: 'Add target' }));
    expect(await list().findByRole('row', { name: /10\.0\.4\.13/ })).toBeTruthy();
    const [, ping] = fake.state().settings.collectors;
    expect(ping).toMatchObject({ targets: { 7: { name: '10.0.4.13', host: '10.0.4.13' } } });
  });

  it('moves a target along', async () => {
    const fake = await openApp('targets');
    await chooseFromMenu('cloudflare', 'Move up');
    expect(await screen.findByText('cloudflare is now 1 of 7.')).toBeTruthy();
    const [, ping] = fake.state().settings.collectors;
    expect(ping).toMatchObject({ targets: { 0: { name: 'cloudflare' }, 1: { name: 'router' } } });
  });

  it('adds a pasted list whole, and nothing of it while a line is at fault', async () => {
    const fake = await openApp('targets');
    click('Add several');
    const dialog = await form();
    const lines = dialog.getByLabelText('Targets, one a line');
    type(lines, '# office\nnas 10.0.9.5\nrouter 10.0.9.1\n10.0.9.6');
    expect(dialog.getByText('The name router is taken already: put another one before it.')).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Add 2 targets' }));
    expect(await dialog.findByText(/^Line 3 is at fault/)).toBeTruthy();
    expect(document.activeElement).toBe(lines);
    expect(saves(fake)).toEqual([]);
    type(lines, 'nas 10.0.9.5\n10.0.9.6');
    fireEvent.click(dialog.getByRole('button', { name: 'Add 2 targets' }));
    expect(await screen.findByText('2 targets were added.')).toBeTruthy();
    const [, ping] = fake.state().settings.collectors;
    expect(ping).toMatchObject({
      targets: { 7: { name: 'nas' }, 8: { name: '10.0.9.6', host: '10.0.9.6' } },
    });
  });

  it('adds a pasted list to a collector that is made for it', async () => {
    const fake = await openApp('targets');
    click('Add several');
    const dialog = await form();
    type(dialog.getByLabelText('Collector'), 'new http');
    fireEvent.click(dialog.getByRole('button', { name: 'Add targets' }));
    expect(await dialog.findByText('Targets, one a line hold no target yet')).toBeTruthy();
    type(dialog.getByLabelText('Targets, one a line'), 'shop,https://shop.example.net/a,b');
    fireEvent.click(dialog.getByRole('button', { name: 'Add 1 target' }));
    await screen.findByRole('region', { name: 'http' });
    expect(fake.state().settings.collectors.at(-1)).toMatchObject({
      kind: 'http',
      targets: [{ name: 'shop', url: 'https://shop.example.net/a,b' }],
    });
  });

  it('makes a collector with the first target, also with a well-known one', async () => {
    const settings = fakeSettings({ version: 1, collectors: [] });
    const fake = makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) });
    await openApp('targets', fake);
    expect(screen.getByText('No targets yet')).toBeTruthy();
    click('Add 9.9.9.9 Quad9');
    expect(await screen.findByRole('button', { name: '9.9.9.9 Quad9: is a target' })).toBeTruthy();
    expect(fake.state().settings.collectors).toMatchObject([
      { id: 'ping', kind: 'ping', targets: [{ name: '9.9.9.9', host: '9.9.9.9' }] },
    ]);
  });
});
