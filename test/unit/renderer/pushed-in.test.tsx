import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { GatewayGroup } from '../../../main/contract/gateway-state';
import { failure, success } from '../../../main/outcome';
import { groupWords } from '../../../renderer/pages/pushes/pushed-group';
import { fakeGateway } from '../../support/fake-gateway';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saying } from '../../support/render-app';

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
      expect.stringMatching(/shard="2".*team-b: failing.*\(status 401\).*Last push refused.*in\s1\sh/),
      expect.stringMatching(/job="import".*Last push refused/),
    ]);
  });

  it('opens a group with what it holds, and goes back to the list', async () => {
    const fake = await openApp('pushes/in');
    const link = await screen.findByRole('link', { name: 'Open the group job="backup", instance="web1"' });
    window.location.hash = link.getAttribute('href') ?? '';
    const panel = within(await screen.findByRole('dialog', { name: 'Pushed group' }));
    const content = await panel.findByRole('region', { name: 'What it holds' });
    expect(content.textContent).toContain('backup_files{instance="web1",job="backup",kind="new"} 56');
    expect(panel.getByText('Taken')).toBeTruthy();
    expect(fake.calls).toContainEqual({
      name: 'gateway.group',
      input: { groupingKey: { job: 'backup', instance: 'web1' } },
    });
    fireEvent.click(panel.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.hash).toBe('#/pushes/in');
  });

  it('asks again for what an open group holds once it was pushed to', async () => {
    const state = fakeGateway(Date.now());
    const [first, ...others] = state.groups;
    const group = first as GatewayGroup;
    let pushes = 1;
    const handlers = {
      'gateway.state': () => success({ ...state, groups: [{ ...group, pushedAtMs: pushes }, ...others] }),
      'gateway.group': () => success({ text: `m ${pushes}\n`, textCut: false }),
    };
    await openApp(
      `pushes/in?group=${encodeURIComponent(groupWords(group.groupingKey))}`,
      makeFakeMain({ handlers }),
    );
    const content = () => screen.findByRole('region', { name: 'What it holds' });
    expect((await content()).textContent).toBe('m 1\n');
    pushes = 2;
    await waitFor(async () => expect((await content()).textContent).toBe('m 2\n'), { timeout: 5_000 });
  });

  it("says of this machine's own group what becomes of a push to it", async () => {
    const state = fakeGateway(Date.now());
    const groups = state.groups.map((group) => ({ ...group, isOwn: group.groupingKey['job'] === 'import' }));
    const handlers = { 'gateway.state': () => success({ ...state, groups }) };
    await openApp('pushes/in', makeFakeMain({ handlers }));
    const own = await screen.findByText(/^This machine’s own group: what is measured takes its place/);
    expect(own.closest('tr')?.textContent).toContain('job="import"');
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

  it('does not bring a deleted group back when an earlier answer comes late', async () => {
    const whole = fakeGateway(Date.now());
    const answers: (() => void)[] = [];
    const handlers = {
      // The first comes at once, the second when it is let go; what is asked after the deletion knows of it.
      'gateway.state': async () => {
        answers.push(() => undefined);
        const isDeleted = answers.length > 2;
        if (answers.length === 2)
          await new Promise<void>((resolve) => {
            answers[1] = resolve;
          });
        return success(isDeleted ? { ...whole, groups: [] } : whole);
      },
    };
    await openApp('pushes/in', makeFakeMain({ handlers }));
    const [bin] = await screen.findAllByRole('button', { name: /^Delete the group/ });
    await waitFor(() => expect(answers).toHaveLength(2), { timeout: 8000 });
    fireEvent.click(bin as HTMLElement);
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText(/^Programs push to/)).toBeTruthy();
    await saying(() => answers[1]?.());
    expect(screen.queryByText('job="backup"')).toBeNull();
  });

  it('is not asked for while the window is hidden, and at once when it is seen again', async () => {
    const fake = await openApp('pushes/in');
    await screen.findByRole('table');
    const asked = () => fake.calls.filter(({ name }) => name === 'gateway.state').length;
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    fireEvent(document, new Event('visibilitychange'));
    const before = asked();
    hidden.mockRestore();
    fireEvent(document, new Event('visibilitychange'));
    expect(asked()).toBe(before + 1);
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
