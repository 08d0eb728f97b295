import { expect, type Page, type TestFixture } from '@playwright/test';
import { en } from '../../main/texts/en';
import { namespaceMark } from '../../scripts/test/suites';
import { axeViolations } from './axe';
import { press, tabTo, typeInto } from './by-keyboard';

/** For `test.extend`: default settings ping the gateway of the default route, so outside of a network of its own the test is skipped by name. */
export const ownNetwork: [TestFixture<undefined, object>, { auto: true }] = [
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
  async ({}, use, testInfo) => {
    const isOwn = process.env[namespaceMark] !== undefined;
    testInfo.skip(!isOwn, 'needs a network of its own, which npm test makes');
    await use(undefined);
  },
  { auto: true },
];

/** What is there before anybody was asked anything, and the optional steps, each by keyboard alone. */
export async function expectFirstStart(
  page: Page,
  { gatewayUrl, isDesktop }: { readonly gatewayUrl: string; readonly isDesktop: boolean },
): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: en.pages.now })).toBeVisible();
  await expect(page.getByText('ESTABLISHED')).toBeVisible({ timeout: 10_000 });
  const router = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'router', exact: true }) });
  await expect(router).toContainText(en.targetStates.up, { timeout: 30_000 });
  await expect(router).toContainText(/\d\s(ms|µs)/);
  const delivering = page.getByRole('row').filter({ hasText: en.destinationStates.ok });
  await expect(delivering).toContainText(en.now.builtIn, { timeout: 30_000 });
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await axeViolations(page)).toEqual([]);

  const steps = page.getByRole('region', { name: en.start.title });
  await expect(steps.getByRole('listitem').filter({ has: page.getByRole('heading') })).toHaveCount(
    isDesktop ? 3 : 2,
  );
  const done = steps.getByText(en.start.done, { exact: true });
  await expect(done).toHaveCount(0);
  if (isDesktop) {
    const login = steps.getByRole('switch', { name: en.settings.startAtLogin });
    await tabTo(page, login);
    await page.keyboard.press('Space');
    await expect(login).toBeChecked();
    await expect(done).toHaveCount(1);
  }
  await press(page, steps.getByRole('button', { name: en.targets.wellKnownAdd('9.9.9.9', 'Quad9') }));
  await expect(done).toHaveCount(isDesktop ? 2 : 1);
  await expect(page.getByRole('link', { name: '9.9.9.9', exact: true })).toBeVisible();
  await addDestination(page, gatewayUrl);
  // All is done: nothing is left to be offered.
  await expect(steps).toBeHidden();
}

async function addDestination(page: Page, gatewayUrl: string): Promise<void> {
  await press(page, page.getByRole('button', { name: en.destinations.add, exact: true }));
  const dialog = page.getByRole('dialog');
  const address = dialog.getByRole('textbox', { name: en.destinations.address });
  const test = dialog.getByRole('button', { name: en.destinations.test, exact: true });
  await typeInto(page, address, 'gateway:9091');
  await press(page, test);
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await typeInto(page, address, gatewayUrl);
  await press(page, test);
  await expect(dialog.getByText(/Works/)).toBeVisible({ timeout: 10_000 });
  await press(page, dialog.getByRole('button', { name: en.destinations.add, exact: true }));
  await expect(dialog).toBeHidden();
}
