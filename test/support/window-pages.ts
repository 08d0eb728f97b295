import { expect, type Page } from '@playwright/test';
import { en } from '../../main/texts/en';

/** The pages of the window over a real main, in English. */
export const pageNames = Object.values(en.pages);

export type OpenPage = typeof open;

/** Goes to a page by the navigation, as a person with a mouse does. */
export async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** One after the other, ending with *Report*; none is left before its answers are there. */
export async function showEveryPage(page: Page): Promise<void> {
  for (const name of [...pageNames.filter((one) => one !== 'Report'), 'Report'] as const) {
    await open(page, name);
    await expect(page.locator('.mantine-Loader-root')).toHaveCount(0, { timeout: 10_000 });
    if (name !== 'Report') await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  }
}

/** Whom the window asks for anything, from now on; what it holds itself (`data:`, `blob:`) is asked of nobody. */
export function originsAskedBy(page: Page): ReadonlySet<string> {
  const origins = new Set<string>();
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:') origins.add(`${protocol}//${host}`);
  });
  return origins;
}
