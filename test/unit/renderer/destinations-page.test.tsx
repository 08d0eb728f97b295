import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import type { Settings } from '../../../main/settings/schema/settings';
import { everyKindMain } from '../../support/every-kind';
import { makeFakeMain } from '../../support/fake-main';
import { fakeSettings, stateFor } from '../../support/fake-state';
import { chooseFromMenu, openApp, saves } from '../../support/render-app';

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const panel = (name: string) => within(screen.getByRole('region', { name }));
const form = async () => within(await screen.findByRole('dialog'));
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

const withSettings = (settings: Settings) =>
  makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) });

describe('the page Destinations', () => {
  it('shows how each is doing, why, and since when', async () => {
    await openApp('destinations');
    const failing = panel('team-b');
    expect(failing.getByText('Failing')).toBeTruthy();
    expect(failing.getByText(/does not accept these credentials/)).toBeTruthy();
    expect(failing.getByText('Failed in a row').nextElementSibling?.textContent).toBe('17');
    expect(panel('office').getByText('Held back')).toBeTruthy();
    expect(panel('lab').getByText('Paused')).toBeTruthy();
  });

  it('marks the one that the address names, and gives it the focus', async () => {
    await openApp('destinations/office');
    const named = screen.getByRole('region', { name: 'office' });
    expect(named.getAttribute('aria-current')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(named));
    expect(screen.getByRole('region', { name: 'team-b' }).hasAttribute('aria-current')).toBe(false);
  });

  it('adds a Pushgateway, named after its address', async () => {
    const fake = await openApp('destinations');
    const base = fake.state().settings;
    click('Add destination');
    const dialog = await form();
    type(dialog.getByLabelText('Pushgateway address'), 'http://gw.example.org:9091');
    fireEvent.click(dialog.getByRole('radio', { name: 'POST' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Add label' }));
    type(dialog.getByLabelText('Name of label 1'), 'floor');
    type(dialog.getByLabelText('Value of label 1'), '3');
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    expect(await screen.findByRole('region', { name: 'gw' })).toBeTruthy();
    expect(saves(fake)[0]?.base).toEqual(base);
    expect(fake.state().settings.destinations.at(-1)).toMatchObject({
      id: 'gw',
      urls: ['http://gw.example.org:9091'],
      method: 'POST',
      onQuit: 'delete',
      onRemove: 'delete',
      labels: { floor: '3' },
    });
  });

  it('takes several addresses, one a line, and asks what they are for', async () => {
    const fake = await openApp('destinations');
    click('Add destination');
    const dialog = await form();
    const addresses = dialog.getByLabelText('Pushgateway address');
    type(addresses, 'http://one:9091');
    expect(dialog.queryByRole('radio', { name: 'The first that works' })).toBeNull();
    type(addresses, 'http://one:9091\nhttp://two:9091\n');
    fireEvent.click(dialog.getByRole('radio', { name: 'The first that works' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    expect(await screen.findByRole('region', { name: 'one' })).toBeTruthy();
    expect(fake.state().settings.destinations.at(-1)).toMatchObject({
      urls: ['http://one:9091', 'http://two:9091'],
      mode: 'failover',
    });
  });

  it('shows and keeps headers and TLS, which are folded away', async () => {
    const headers = { 'X-Scope-OrgID': 'net', 'X-Key': { secret: 'key' } };
    const team = { id: 'team', kind: 'pushgateway' as const, urls: ['https://gw:9091'] };
    const settings = fakeSettings({
      version: 1,
      destinations: [{ ...team, headers, tls: { caFile: '/etc/ca.pem' } }],
    });
    const fake = await openApp('destinations', withSettings(settings));
    click('Edit team');
    const dialog = await form();
    expect(dialog.getByLabelText<HTMLInputElement>('Value of header 1').value).toBe('net');
    expect(dialog.getByLabelText<HTMLInputElement>('Secret name of header 2').value).toBe('key');
    expect(dialog.getByLabelText<HTMLInputElement>('Authorities’ certificates').value).toBe('/etc/ca.pem');
    type(dialog.getByLabelText('Timeout'), '7s');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fake.state().settings.destinations[0]).toEqual({ ...settings.destinations[0], timeout: '7s' });
  });

  it('shows how each address is doing', async () => {
    const fake = await openApp('destinations');
    const { destinations } = fake.state();
    const status = destinations.find(({ id }) => id === 'team-a');
    if (!status) throw new Error('no team-a there');
    const second = {
      ...status,
      url: 'http://second:9091',
      state: 'failing' as const,
      problem: 'Nothing listens.',
    };
    act(() => fake.change({ destinations: [...destinations, second] }));
    expect(await panel('team-a').findByText('http://second:9091')).toBeTruthy();
    expect(panel('team-a').getByText(status.url)).toBeTruthy();
    expect(panel('team-a').getByText('Nothing listens.')).toBeTruthy();
    expect(panel('team-a').getAllByText('Failing').length).toBeGreaterThan(0);
  });

  it('says after a test what the first push will replace', async () => {
    const tried = [{ status: 200, durationMs: 14, url: 'http://a:9091' }];
    await openApp(
      'destinations',
      makeFakeMain({
        handlers: { 'destination.test': () => success({ tried, replaces: ['spool_files'] }) },
      }),
    );
    click('Test team-a');
    expect(await screen.findByText(/replace what stands in this group already: spool_files\./)).toBeTruthy();
  });

  it('asks before it saves one whose first push would replace what stands there', async () => {
    const fake = makeFakeMain({
      handlers: { 'destination.preview': () => success({ requests: [], replaces: ['spool_files'] }) },
    });
    await openApp('destinations', fake);
    click('Add destination');
    const dialog = await form();
    type(dialog.getByLabelText('Pushgateway address'), 'http://gw.example.org:9091');
    const question = async () =>
      within(await screen.findByRole('dialog', { name: 'Replace what stands there?' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    expect((await question()).getByText(/already: spool_files\./)).toBeTruthy();
    fireEvent.click((await question()).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByText(/already: spool_files\./)).toBeNull());
    expect(saves(fake)).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    fireEvent.click((await question()).getByRole('button', { name: 'Replace it' }));
    expect(await screen.findByRole('region', { name: 'gw' })).toBeTruthy();
  });

  it('shows each fault at its field', async () => {
    const fake = await openApp('destinations');
    click('Add destination');
    const dialog = await form();
    type(dialog.getByLabelText('Pushgateway address'), 'gateway:9091');
    type(dialog.getByLabelText('Timeout'), '10');
    fireEvent.click(dialog.getByRole('radio', { name: 'Basic' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Add label' }));
    type(dialog.getByLabelText('Name of label 1'), '9x');
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    expect(await dialog.findByText(/^Pushgateway address is not an address/)).toBeTruthy();
    expect(dialog.getByText(/^Timeout is not a duration/)).toBeTruthy();
    expect(dialog.getByText('User name must not be empty')).toBeTruthy();
    expect(dialog.getByText(/^Name is not a label name/)).toBeTruthy();
    expect(saves(fake)).toEqual([]);
  });

  it('refuses the id of another', async () => {
    await openApp('destinations');
    click('Edit team-b');
    const dialog = await form();
    type(dialog.getByLabelText('Id'), 'team-a');
    fireEvent.blur(dialog.getByLabelText('Id'));
    expect(await dialog.findByText('Id is used twice: "team-a"')).toBeTruthy();
  });

  it('tests for real and shows the answer or the failure in words', async () => {
    const fake = await openApp('destinations');
    click('Test team-a');
    expect(await screen.findByText('Works: HTTP 200 after 14 ms.')).toBeTruthy();
    click('Test team-b');
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Check the user name and the secret team_b.',
    );
    expect(fake.calls.at(-1)).toMatchObject({
      name: 'destination.test',
      input: { destination: { id: 'team-b', auth: { basic: { username: 'push' } } } },
    });
  });

  it('shows the answer of a test and a preview only beside the input they were made from', async () => {
    await openApp('destinations');
    click('Edit team-a');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('button', { name: 'Test' }));
    await dialog.findByText(/^Works/);
    fireEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    await dialog.findByText('What a push would send now');
    type(dialog.getByLabelText('Pushgateway address'), 'no address');
    expect(dialog.queryByText(/^Works/)).toBeNull();
    expect(dialog.queryByText('What a push would send now')).toBeNull();
    fireEvent.click(dialog.getByRole('button', { name: 'Test' }));
    await waitFor(() =>
      expect(dialog.getByLabelText('Pushgateway address').getAttribute('aria-invalid')).toBe('true'),
    );
    expect(dialog.queryByText(/^Works/)).toBeNull();
  });

  it('stores the secret under its name before it tests or saves, and never in the settings', async () => {
    const fake = await openApp('destinations');
    click('Edit team-a');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('radio', { name: 'Bearer token' }));
    expect(await dialog.findByText('No secret of this name is stored yet.')).toBeTruthy();
    type(dialog.getByLabelText('Token'), 'abc123');
    fireEvent.click(dialog.getByRole('button', { name: 'Test' }));
    await dialog.findByText(/^Works/);
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const names = fake.calls.map(({ name }) => name);
    expect(names.indexOf('secrets.set')).toBeLessThan(names.indexOf('destination.test'));
    expect(fake.calls.find(({ name }) => name === 'secrets.set')?.input).toEqual({
      name: 'team_a',
      value: 'abc123',
    });
    expect(JSON.stringify(saves(fake))).not.toContain('abc123');
    expect(fake.state().settings.destinations[0]?.auth).toEqual({ bearer: { secret: 'team_a' } });
  });

  it('saves nothing while its secret could not be stored, and says why', async () => {
    const refused = () => failure('not_writable', 'secrets.json cannot be written.');
    const fake = await openApp('destinations', makeFakeMain({ handlers: { 'secrets.set': refused } }));
    click('Edit team-a');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('radio', { name: 'Bearer token' }));
    type(await dialog.findByLabelText('Token'), 'abc123');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('secrets.json cannot be written.');
    expect(saves(fake)).toEqual([]);
  });

  it('says that a secret is stored and may be left alone', async () => {
    await openApp('destinations');
    click('Edit team-b');
    const dialog = await form();
    expect(await dialog.findByText(/A secret of this name is stored/)).toBeTruthy();
  });

  it('asks before it removes one, and says what becomes of the group', async () => {
    const fake = await openApp('destinations');
    await chooseFromMenu('office', 'Remove');
    const asked = await form();
    expect(asked.getByText(/What Pushtray pushed there stays/)).toBeTruthy();
    fireEvent.click(asked.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(saves(fake)).toEqual([]);
    await chooseFromMenu('team-a', 'Remove');
    const again = await form();
    expect(again.getByText(/deletes the group/)).toBeTruthy();
    fireEvent.click(again.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('Destination team-a was removed.')).toBeTruthy();
    expect(fake.state().settings.destinations.map(({ id }) => id)).toEqual(['team-b', 'office', 'lab']);
  });

  it('adds a receiver of remote write with all that is its own', async () => {
    const fake = await openApp('destinations');
    click('Add destination');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('radio', { name: 'Remote write' }));
    type(dialog.getByLabelText('Remote write address'), 'https://mimir.example.net/api/v1/push');
    const onRemoval = within(dialog.getByRole('radiogroup', { name: 'On removal' }));
    fireEvent.click(onRemoval.getByRole('radio', { name: 'Keep it' }));
    type(dialog.getByLabelText('Longest wait'), '2h');
    type(dialog.getByLabelText('Backlog on disk, MB'), '0');
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    expect(await dialog.findByText('Backlog on disk, MB must be at least 1')).toBeTruthy();
    type(dialog.getByLabelText('Backlog on disk, MB'), '128');
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    await screen.findByRole('region', { name: 'mimir' });
    expect(fake.state().settings.destinations.at(-1)).toMatchObject({
      kind: 'remote-write',
      id: 'mimir',
      url: 'https://mimir.example.net/api/v1/push',
      onQuit: 'stale',
      onRemove: 'keep',
      maxAge: '2h',
      maxBacklogMegabytes: 128,
    });
  });

  it('stores the secret of a header, and names it in the settings', async () => {
    const fake = await openApp('destinations');
    click('Edit lab');
    const dialog = await form();
    fireEvent.click(dialog.getByRole('button', { name: 'Add header' }));
    type(dialog.getByLabelText('Name of header 1'), 'Host');
    type(dialog.getByLabelText('Kind of value of header 1'), 'secret');
    type(dialog.getByLabelText('Secret name of header 1'), 'lab_key');
    fireEvent.blur(dialog.getByLabelText('Name of header 1'));
    expect(await dialog.findByText('Header is a header that Pushtray sets itself')).toBeTruthy();
    type(dialog.getByLabelText('Name of header 1'), 'X-Key');
    type(dialog.getByLabelText('Value of header 1'), 'abc123');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fake.calls.find(({ name }) => name === 'secrets.set')?.input).toEqual({
      name: 'lab_key',
      value: 'abc123',
    });
    expect(fake.state().settings.destinations.at(-1)?.headers).toEqual({ 'X-Key': { secret: 'lab_key' } });
  });

  it('shows what is wrong with certificate and key together', async () => {
    await openApp('destinations');
    click('Edit team-a');
    const dialog = await form();
    type(dialog.getByLabelText('Certificate of this machine'), '/etc/cert.pem');
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('TLS must hold both "certFile" and "keyFile", or neither')).toBeTruthy();
    expect(dialog.getByText('More settings').closest('details')?.open).toBe(true);
  });

  it('shows what a push would send, and sends nothing', async () => {
    const fake = await openApp('destinations');
    click('Preview team-a');
    expect(await screen.findByText('What a push would send now')).toBeTruthy();
    expect(screen.getByText('job="pushtray", instance="web1"')).toBeTruthy();
    expect(screen.getByRole('region', { name: /^Body for http:\/\/gateway-a/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Copy as curl for http:\/\/gateway-a/ })).toBeTruthy();
    expect(fake.calls.map(({ name }) => name)).not.toContain('destination.test');
  });

  it('verifies what has a Prometheus behind it: measured, pushed, scraped', async () => {
    await openApp('destinations');
    expect(screen.queryByRole('button', { name: 'Verify team-b' })).toBeNull();
    click('Verify team-a');
    expect(
      await screen.findByText('It arrived: Prometheus had it 4.0 s after it was measured.'),
    ).toBeTruthy();
    const way = screen.getByText('In Prometheus').closest('ol');
    expect(way?.textContent).toMatch(/^Measured.*Pushed.*100\sms later.*In Prometheus.*3\.9\ss later$/);
  });

  it('says of what was written to Prometheus, with our own time, within what span a query had it', async () => {
    const atMs = Date.now();
    const written = () => success({ measuredAtMs: atMs - 1_000, foundAtMs: atMs - 880 });
    await openApp('destinations', makeFakeMain({ handlers: { 'destination.verify': written } }));
    click('Verify team-a');
    const said = await screen.findByText(
      /^It arrived: a query had it within 120\sms after it was measured\.$/,
    );
    const way = said.closest('.verify-result')?.querySelector('ol');
    expect(way?.textContent).toMatch(/^Measured.*In Prometheus by.*within 120\sms$/);
  });

  it('shows what waits on disk, and what was given up', async () => {
    await openApp('destinations', everyKindMain());
    expect(panel('mimir').getByText('48,160 samples, 1.9 MB')).toBeTruthy();
    expect(panel('mimir').getByText('320')).toBeTruthy();
    expect(panel('team').queryByText('Backlog')).toBeNull();
  });

  it('offers a Pushgateway that was found, filled in', async () => {
    await openApp('destinations', everyKindMain());
    click('Add the Pushgateway at http://127.0.0.1:9093');
    const dialog = await form();
    expect(dialog.getByLabelText<HTMLTextAreaElement>('Pushgateway address').value).toBe(
      'http://127.0.0.1:9093',
    );
  });

  it('makes another one like it, and moves one along', async () => {
    const fake = await openApp('destinations');
    await chooseFromMenu('office', 'Duplicate');
    const dialog = await form();
    expect(dialog.getByLabelText<HTMLInputElement>('Value of label 1').value).toBe('3');
    fireEvent.click(dialog.getByRole('button', { name: 'Add destination' }));
    await screen.findByRole('region', { name: '127.0.0.1' });
    await chooseFromMenu('team-b', 'Move up');
    expect(await screen.findByText('team-b is now 1 of 5.')).toBeTruthy();
    expect(fake.state().settings.destinations[0]?.id).toBe('team-b');
  });

  it('explains the built-in one while none is set, and does not offer to change it', async () => {
    const settings = fakeSettings({ version: 1 });
    const fake = makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) });
    await openApp('destinations', fake);
    expect(screen.getByText(/Snapshots go to the local gateway at http:\/\/127\.0\.0\.1:9091/)).toBeTruthy();
    const builtIn = panel('This machine’s own gateway');
    expect(builtIn.getByText('Delivering')).toBeTruthy();
    expect(builtIn.queryByRole('button')).toBeNull();
    expect(builtIn.queryByRole('switch')).toBeNull();
  });

  it('says why nobody knows which secrets are stored, and asks again', async () => {
    let isBroken = true;
    const listed = () =>
      isBroken ? failure('bad_secrets_file', 'secrets.json is not valid.') : success({ names: ['team_b'] });
    await openApp('destinations', makeFakeMain({ handlers: { 'secrets.list': listed } }));
    click('Edit team-b');
    const dialog = await form();
    const alert = within(await dialog.findByRole('alert'));
    expect(alert.getByText('Which secrets are stored could not be read')).toBeTruthy();
    expect(dialog.queryByText(/secret of this name is stored/)).toBeNull();
    isBroken = false;
    fireEvent.click(alert.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByText(/^A secret of this name is stored\./)).toBeTruthy();
    expect(dialog.queryByRole('alert')).toBeNull();
  });
});
