import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { success } from '../../../main/outcome';
import { en } from '../../../main/texts/en';
import { makeFakeMain } from '../../support/fake-main';
import { chooseFromMenu, openApp, saying } from '../../support/render-app';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

function pressWithFocus(element: HTMLElement): void {
  element.focus();
  fireEvent.click(element);
}

async function leaves(dialog: HTMLElement): Promise<void> {
  fireEvent.click(within(dialog).getByRole('button', { name: en.actions.cancel }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
}

describe('the focus', () => {
  it('comes back from a dialog that took the place of another to what the first was opened from', async () => {
    await openApp('collectors');
    pressWithFocus(button(en.collectors.add));
    const kind = await screen.findByRole('button', { name: new RegExp(en.collectors.kinds.command.name) });
    pressWithFocus(kind);
    await leaves(await screen.findByRole('dialog', { name: new RegExp(en.collectors.kinds.command.name) }));
    expect(document.activeElement).toBe(button(en.collectors.add));
  });

  it('comes back from a dialog that was opened from a menu to the button of the menu', async () => {
    await openApp('destinations');
    pressWithFocus(button(en.rowMenu.open('team-a')));
    pressWithFocus(await screen.findByRole('menuitem', { name: en.actions.remove }));
    await leaves(await screen.findByRole('dialog', { name: en.destinations.removeTitle('team-a') }));
    expect(document.activeElement).toBe(button(en.rowMenu.open('team-a')));
  });

  it('goes to the content when what it was in is deleted', async () => {
    await openApp('pushes/in');
    const [first] = await screen.findAllByRole('button', { name: /^Delete the group/ });
    pressWithFocus(first as HTMLElement);
    const question = within(await screen.findByRole('dialog'));
    pressWithFocus(question.getByRole('button', { name: en.pushes.in.remove }));
    await waitFor(() => expect((first as HTMLElement).isConnected).toBe(false));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  it('goes on to the next line when a line is removed, and from the last to what adds one', async () => {
    await openApp('settings');
    const remove = () => screen.getAllByRole('button', { name: /^Remove label/ });
    for (const one of remove().slice(1)) pressWithFocus(one);
    fireEvent.click(button(en.labels.add));
    expect(remove()).toHaveLength(2);
    pressWithFocus(remove()[0] as HTMLElement);
    await waitFor(() => expect(document.activeElement).toBe(remove()[0]));
    pressWithFocus(remove()[0] as HTMLElement);
    await waitFor(() => expect(document.activeElement).toBe(button(en.labels.add)));
  });

  it('goes to the content with a message or a notice that is done with', async () => {
    await openApp('collectors', makeFakeMain({ state: { notices: ['There is no tray.'] } }));
    pressWithFocus(button(en.actions.dismiss));
    expect(document.activeElement).toBe(screen.getByRole('main'));
    await chooseFromMenu('ping', en.actions.remove);
    pressWithFocus(await screen.findByRole('button', { name: en.actions.undo }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('stays with what takes a while', async () => {
    let done = () => {};
    const under = new Promise<void>((resolve) => {
      done = resolve;
    });
    const fake = makeFakeMain({
      handlers: { 'push.now': () => under.then(() => success({ pushes: [] })) },
    });
    await openApp('now', fake);
    const push = button(en.now.pushNow) as HTMLButtonElement;
    pressWithFocus(push);
    await waitFor(() => expect(push.getAttribute('aria-disabled')).toBe('true'));
    expect(push.disabled).toBe(false);
    fireEvent.click(push);
    await saying(done);
    await waitFor(() => expect(push.getAttribute('aria-disabled')).toBeNull());
    expect(fake.calls.filter(({ name }) => name === 'push.now')).toHaveLength(1);
  });

  it('stays with a switch whose change takes a while', async () => {
    let done = () => {};
    const under = new Promise<void>((resolve) => {
      done = resolve;
    });
    const fake = makeFakeMain({
      state: { desktop: { startsAtLogin: false } },
      handlers: { 'desktop.startAtLogin': () => under.then(() => success({})) },
    });
    await openApp('settings', fake);
    const login = screen.getByRole('switch', { name: /^Start when I log in/ }) as HTMLInputElement;
    fireEvent.click(login);
    await waitFor(() => expect(fake.calls.at(-1)?.name).toBe('desktop.startAtLogin'));
    expect(login.disabled).toBe(false);
    await saying(done);
  });

  it('stays with what has been added', async () => {
    await openApp('targets');
    const host = screen.getAllByRole('button', { name: /^Add [\d.]+ / })[0] as HTMLButtonElement;
    pressWithFocus(host);
    await waitFor(() => expect(host.getAttribute('aria-disabled')).toBe('true'));
    expect(host.disabled).toBe(false);
  });

  it('stays where it is when the language changes', async () => {
    const fake = await openApp('settings');
    button(en.labels.add).focus();
    const { activeElement } = document;
    await saying(() => fake.change({ settings: { ...fake.state().settings, language: 'zh-CN' } }));
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-CN'));
    expect(document.activeElement).toBe(activeElement);
  });
});
