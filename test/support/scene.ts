import type { Page } from '@playwright/test';
import type { AppState } from '../../main/contract/state';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { type FakeMain, makeFakeMain } from './fake-main';
import { fakeSettings, stateFor } from './fake-state';

/** A state that the window must be able to show, with the fake main and the steps that lead there. */
export interface Scene {
  readonly name: string;
  /** `pushes`, `pushes/1118`, `pushes?destination=lab`. */
  readonly address: string;
  readonly fake: () => FakeMain;
  readonly lead?: (page: Page) => Promise<void>;
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

export const fill = (page: Page, name: string, text: string) =>
  page.getByRole('textbox', { name, exact: true }).fill(text);

/** Opens the menu of one of a list and chooses from it. */
export async function choose(page: Page, name: string, item: string): Promise<void> {
  await press(page, `More for ${name}`);
  await page.getByRole('menuitem', { name: item }).click();
}

/** A main with these settings, and what else of its state is not as they alone would have it. */
export function withSettings(
  settings: SettingsInput,
  changes: (state: AppState) => Partial<AppState> = () => ({}),
): FakeMain {
  return makeFakeMain({
    state(_busy, history) {
      const state = stateFor(fakeSettings(settings), Date.now(), history);
      return { ...state, ...changes(state) };
    },
  });
}
