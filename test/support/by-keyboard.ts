import { expect, type Locator, type Page } from '@playwright/test';

/** What a person without a mouse does. */

/** Goes there by Tab alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < 200; tabs += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

export async function press(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Opens the menu of one of a list and goes down to an item. */
export async function chooseByKeys(page: Page, name: string, item: string): Promise<void> {
  await press(page, page.getByRole('button', { name: `More for ${name}` }));
  const wanted = page.getByRole('menuitem', { name: item });
  await wanted.waitFor();
  for (let downs = 0; downs < 6; downs += 1) {
    if (await isFocused(wanted)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

export function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** The first command of the palette that fits. */
export async function runInPalette(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+k');
  // By its element: its name is in the language of the moment, and a page may have lists to choose from.
  await expect(page.locator('input[role=combobox]')).toBeFocused();
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}
