import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { success } from '../../../main/outcome';
import { everyKindMain } from '../../support/every-kind';
import { makeFakeMain } from '../../support/fake-main';
import { chooseFromMenu, openApp, saves } from '../../support/render-app';
import { withSettings } from '../../support/scene';

const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const form = async () => within(await screen.findByRole('dialog'));
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

/** Opens the form of a new collector of the kind with this name. */
async function addKind(name: RegExp) {
  click('Add collector');
  fireEvent.click((await form()).getByRole('button', { name }));
  await screen.findByLabelText('Interval');
  return form();
}

const submit = (dialog: Awaited<ReturnType<typeof form>>, name = 'Add collector') =>
  fireEvent.click(dialog.getByRole('button', { name }));
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('the page Collectors', () => {
  it('shows how each is doing, with its problems, its source and its command in full', async () => {
    await openApp('collectors', everyKindMain());
    const row = (name: RegExp) =>
      within(screen.getByRole('rowheader', { name }).closest('tr') ?? document.body);
    expect(row(/^files/).getAllByText('Failing').length).toBeGreaterThan(0);
    expect(row(/^files/).getByText(/Line 2, column 22/)).toBeTruthy();
    expect(row(/^tcp/).getByText('from /proc/net/tcp')).toBeTruthy();
    expect(row(/^queue/).getByText(/^find \/var\/spool.*queue\.log$/)).toBeTruthy();
    expect(row(/^disks/).getByText('["df","-P","/srv/data with spaces"]')).toBeTruthy();
    expect(row(/^node/).getByText('1,204')).toBeTruthy();
  });

  it('marks the one that the address names, and gives it the focus', async () => {
    await openApp('collectors/ping');
    const named = screen.getByRole('rowheader', { name: /^ping/ }).closest('tr');
    expect(named?.getAttribute('aria-current')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(named));
  });

  it('offers every kind, each explained', async () => {
    await openApp('collectors');
    click('Add collector');
    const kinds = (await form()).getAllByRole('listitem');
    expect(kinds).toHaveLength(9);
    for (const kind of kinds) expect(kind.textContent?.length).toBeGreaterThan(30);
  });

  it('adds one of a kind, named after it, with only what was filled in', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^Text files/);
    type(dialog.getByLabelText('Directory'), '/var/lib/metrics');
    submit(dialog);
    await screen.findByRole('rowheader', { name: /^textfile/ });
    expect(saves(fake)[0]?.settings).toMatchObject({
      collectors: { 2: { id: 'textfile', kind: 'textfile', directory: '/var/lib/metrics' } },
    });
    expect(fake.state().settings.collectors.at(-1)).not.toHaveProperty('interval');
  });

  it('goes back to choose another kind', async () => {
    await openApp('collectors');
    const dialog = await addKind(/^Link/);
    fireEvent.click(dialog.getByRole('button', { name: 'Another kind' }));
    expect(await screen.findByText('What should be measured?')).toBeTruthy();
  });

  it('shows each fault at its field, also one that is folded away, with the focus at the first', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^Ping/);
    type(dialog.getByLabelText('Packets of a burst'), 'many');
    type(dialog.getByLabelText('Packet size'), '3');
    expect(dialog.getByText('More settings').closest('details')?.open).toBe(false);
    submit(dialog);
    expect(await dialog.findByText('Packets of a burst must be a number, not a text')).toBeTruthy();
    expect(dialog.getByText(/^Packet size must be at least 16/)).toBeTruthy();
    expect(dialog.getByText('More settings').closest('details')?.open).toBe(true);
    expect(document.activeElement).toBe(dialog.getByLabelText('Packets of a burst'));
    expect(saves(fake)).toEqual([]);
  });

  it('does not let what is at fault be folded away', async () => {
    await openApp('collectors');
    const dialog = await addKind(/^Ping/);
    type(dialog.getByLabelText('Packet size'), '3');
    submit(dialog);
    const summary = dialog.getByText('More settings');
    await waitFor(() => expect(summary.closest('details')?.open).toBe(true));
    fireEvent.click(summary);
    expect(summary.closest('details')?.open).toBe(true);
    type(dialog.getByLabelText('Packet size'), '56');
    fireEvent.click(summary);
    await waitFor(() => expect(summary.closest('details')?.open).toBe(false));
  });

  it('says what a command may do, and tries it before it is saved', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^Command/);
    expect(dialog.getByText(/with all the rights of the user who runs Pushtray/)).toBeTruthy();
    submit(dialog, 'Try it');
    expect(await dialog.findByText('Command must not be empty')).toBeTruthy();
    type(dialog.getByLabelText('Command'), 'ls | wc -l');
    type(dialog.getByLabelText('Metric'), 'files');
    submit(dialog, 'Try it');
    expect(await dialog.findByText('What it would push')).toBeTruthy();
    expect(fake.calls.find(({ name }) => name === 'collector.try')?.input).toMatchObject({
      collector: { kind: 'command', id: 'command', command: 'ls | wc -l', metric: 'files' },
    });
    expect(saves(fake)).toEqual([]);
    type(dialog.getByLabelText('Command'), 'ls');
    expect(dialog.queryByText('What it would push')).toBeNull();
  });

  it('takes a program and its arguments, each as it stands there', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^Command/);
    fireEvent.click(dialog.getByRole('radio', { name: 'A program and its arguments' }));
    submit(dialog);
    expect(await dialog.findByText('Program must name a program')).toBeTruthy();
    type(dialog.getByLabelText('Program'), 'df');
    fireEvent.click(dialog.getByRole('button', { name: 'Add argument' }));
    type(dialog.getByLabelText('Argument 1'), '/srv/a b\nc');
    submit(dialog);
    await closed();
    expect(fake.state().settings.collectors.at(-1)).toMatchObject({ command: ['df', '/srv/a b\nc'] });
  });

  it('takes targets one a line, and says which lines are at fault', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^TCP connect/);
    const lines = dialog.getByLabelText('Targets');
    type(lines, 'db 10.0.0.1:5432\n10.0.0.2\n[2001:db8::1]:443');
    submit(dialog);
    expect(await dialog.findByText(/^Line 2 is at fault/)).toBeTruthy();
    expect(dialog.getByText('Port is missing')).toBeTruthy();
    type(lines, 'db 10.0.0.1:5432\n[2001:db8::1]:443');
    submit(dialog);
    await closed();
    expect(fake.state().settings.collectors.at(-1)).toMatchObject({
      id: 'tcp-connect',
      targets: [
        { name: 'db', host: '10.0.0.1', port: 5432 },
        { name: '2001:db8::1:443', host: '2001:db8::1', port: 443 },
      ],
    });
  });

  it('stores the secret of a scrape before it is saved, and only names it', async () => {
    const fake = await openApp('collectors');
    const dialog = await addKind(/^Scrape/);
    type(dialog.getByLabelText('Address'), 'https://localhost:9100/metrics');
    fireEvent.click(dialog.getByRole('radio', { name: 'Bearer token' }));
    type(await dialog.findByLabelText('Token'), 's3cret');
    submit(dialog);
    await closed();
    const names = fake.calls.map(({ name }) => name);
    expect(names.indexOf('secrets.set')).toBeLessThan(names.indexOf('settings.save'));
    expect(fake.state().settings.collectors.at(-1)).toMatchObject({ auth: { bearer: { secret: 'scrape' } } });
    expect(JSON.stringify(saves(fake))).not.toContain('s3cret');
  });

  it('makes another one like it, under a name of its own', async () => {
    const fake = await openApp('collectors', everyKindMain());
    await chooseFromMenu('queue', 'Duplicate');
    const dialog = await form();
    expect(dialog.getByLabelText<HTMLTextAreaElement>('Command').value).toMatch(/^find/);
    submit(dialog);
    await closed();
    const [original, copy] = fake.state().settings.collectors.filter(({ kind }) => kind === 'command');
    expect(fake.state().settings.collectors.at(-1)).toEqual({ ...original, id: 'command' });
    expect(copy?.id).toBe('disks');
  });

  it('moves one along, up to the ends of the list, and says where it is', async () => {
    const fake = await openApp('collectors');
    await chooseFromMenu('tcp', 'Move down');
    expect(await screen.findByText('tcp is now 2 of 2.')).toBeTruthy();
    expect(fake.state().settings.collectors.map(({ id }) => id)).toEqual(['ping', 'tcp']);
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    const more = screen.getByRole('button', { name: 'More for tcp' });
    expect(document.activeElement).toBe(more);
    fireEvent.click(more);
    expect(more.getAttribute('aria-expanded')).toBe('true');
    const down = await screen.findByRole('menuitem', { name: 'Move down' });
    expect(down.hasAttribute('disabled') || down.hasAttribute('data-disabled')).toBe(true);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Move up' }));
    expect(await screen.findByText('tcp is now 1 of 2.')).toBeTruthy();
  });

  it('removes one and puts it back in its place', async () => {
    const fake = await openApp('collectors');
    const before = fake.state().settings;
    await chooseFromMenu('tcp', 'Remove');
    expect(await screen.findByText('Collector tcp was removed.')).toBeTruthy();
    expect(fake.state().settings.collectors).toHaveLength(1);
    click('Undo');
    await screen.findByRole('rowheader', { name: /^tcp/ });
    expect(fake.state().settings).toEqual(before);
  });

  it('switches one off', async () => {
    const fake = await openApp('collectors');
    fireEvent.click(screen.getByRole('switch', { name: 'Measure tcp' }));
    await screen.findByRole('switch', { name: 'Measure tcp', checked: false });
    expect(fake.state().settings.collectors[0]?.enabled).toBe(false);
  });

  it('marks the lines that a trial leaves out', async () => {
    const excerpt = { line: 2, column: 5, text: 'abc one' };
    const problems = [{ code: 'bad_output', message: 'Line 2, column 5 of it: no number.', excerpt }];
    const tried = { text: '', problems, targets: [], durationMs: 3 };
    await openApp('collectors', makeFakeMain({ handlers: { 'collector.try': () => success(tried) } }));
    click('Try it: tcp');
    expect(await screen.findByText('Line 2, column 5 of it: no number.')).toBeTruthy();
    expect(screen.getByText('one').tagName).toBe('MARK');
    expect(screen.getByText(/It would push nothing\./)).toBeTruthy();
  });

  it('tells each target of a trial apart', async () => {
    await openApp('collectors', everyKindMain());
    click('Try it: ping');
    const status = within(await screen.findByRole('region', { name: 'Collectors' }));
    expect(await status.findByText('No reply to 4 packets.')).toBeTruthy();
    expect(status.getAllByText('Every packet came back')).toHaveLength(2);
    expect(status.getByText('cloudflare')).toBeTruthy();
  });

  it('says that nothing is measured where there is none', async () => {
    await openApp('collectors', withSettings({ version: 1, collectors: [] }));
    expect(screen.getByText('No collectors')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Add collector' })).toHaveLength(1);
  });
});
