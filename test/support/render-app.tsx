import { act, fireEvent, render, screen } from '@testing-library/react';
import { onTestFinished } from 'vitest';
import { en } from '../../main/texts/en';
import { App } from '../../renderer/app';
import { makeClient } from '../../renderer/client/client';
import { loadParts } from '../../renderer/components/part';
import { makeSession } from '../../renderer/state/session';
import { type FakeMain, makeFakeMain } from './fake-main';

/** The whole window over a fake main, opened at a page: `pushes`, `pushes/1040`. Waits until the page is there. */
export async function openApp(address: string, fake: FakeMain = makeFakeMain()): Promise<FakeMain> {
  await loadParts();
  startApp(address, fake);
  await screen.findByRole('navigation', { name: en.navigation });
  return fake;
}

/** The same, not waiting for the state. */
export function startApp(address: string, fake: FakeMain): void {
  window.location.hash = `#/${address}`;
  const session = makeSession(makeClient(fake));
  onTestFinished(session.start());
  render(<App session={session} languages={['en']} env="test" />);
}

/** What a fake says unasked, with what it draws. */
export async function saying(say: () => void): Promise<void> {
  await act(async () => say());
}

/** Opens the menu of one of a list and chooses from it. */
export async function chooseFromMenu(name: string, item: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: en.rowMenu.open(name) }));
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
}

/** The inputs of every `settings.save` so far. */
export function saves(fake: FakeMain): { settings: unknown; base: unknown }[] {
  return fake.calls
    .filter(({ name }) => name === 'settings.save')
    .map(({ input }) => input as { settings: unknown; base: unknown });
}
