import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { openApp } from '../../support/render-app';

describe('what others pushed in', () => {
  it('is reached beside what was sent', async () => {
    await openApp('pushes');
    const tabs = within(screen.getByRole('navigation', { name: 'Which pushes' }));
    expect(tabs.getByRole('link', { name: 'Sent' }).getAttribute('aria-current')).toBe('page');
    expect(tabs.getByRole('link', { name: 'Pushed in' }).getAttribute('href')).toBe('#/pushes/in');
  });

  it('lists each group with its state, its end and where it was forwarded to', async () => {
    await openApp('pushes/in');
    const rows = within(await screen.findByRole('table'))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/job="backup".*team-a: delivered.*Taken.*when deleted/),
      expect.stringMatching(/shard="2".*team-b: failing.*401 Unauthorized.*Last push refused.*in\s1\sh/),
      expect.stringMatching(/job="import".*Last push refused/),
    ]);
  });

  it('deletes a group only after a question', async () => {
    const fake = await openApp('pushes/in');
    fireEvent.click(
      await screen.findByRole('button', { name: 'Delete the group job="backup", instance="web1"' }),
    );
    const question = within(await screen.findByRole('dialog', { name: 'Delete this group?' }));
    expect(fake.calls.some(({ name }) => name === 'gateway.delete')).toBe(false);
    fireEvent.click(question.getByRole('button', { name: 'Delete' }));
    await waitFor(() =>
      expect(fake.calls).toContainEqual({
        name: 'gateway.delete',
        input: { groupingKey: { job: 'backup', instance: 'web1' } },
      }),
    );
    expect(await screen.findByText(/was deleted\.$/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('job="backup"')).toBeNull());
  });

  it('shows a refused body with each fault at its line', async () => {
    await openApp('pushes/in');
    const body = await screen.findByRole('region', { name: 'What was pushed' });
    expect(body.textContent).toContain('backup_files{host="web1} 1234\nline 3, column 19: the value');
    expect(body.textContent).toContain('line 4, column 23: "GB" is not a timestamp');
    expect(screen.getByText('The body never came whole.')).toBeTruthy();
    expect(screen.getByText('The last 2 of 12 since the start.')).toBeTruthy();
  });

  it('says how to push when nobody has', async () => {
    const state = { groups: [], expiredGroups: 0, refusedPushes: 0, refused: [] };
    await openApp('pushes/in', makeFakeMain({ handlers: { 'gateway.state': () => success(state) } }));
    expect(await screen.findByText(/Programs push to http:\/\/127\.0\.0\.1:9091\/metrics\/job/)).toBeTruthy();
    expect(screen.getByText('No push was refused since the start.')).toBeTruthy();
  });

  it('says so when nobody can, and when the gateway does not answer', async () => {
    const fake = makeFakeMain();
    const { settings } = fake.state();
    fake.change({ settings: { ...settings, server: { ...settings.server, gateway: false } } });
    await openApp('pushes/in', fake);
    expect(await screen.findByText('Nobody can push here')).toBeTruthy();
  });

  it('says why the gateway could not be asked', async () => {
    const handlers = { 'gateway.state': () => failure('internal', 'The gateway is being moved.') };
    await openApp('pushes/in', makeFakeMain({ handlers }));
    expect((await screen.findByRole('alert')).textContent).toContain('The gateway is being moved.');
  });
});
