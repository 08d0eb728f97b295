import type { Page } from '@playwright/test';
import { axeViolations, colourRules } from '../support/axe';
import { cannedVerdicts } from '../support/canned-verdict';
import { fakePush, summaryOf } from '../support/fake-history';
import { makeFakeMain } from '../support/fake-main';
import { expectWalked } from '../support/walk';
import { expect, test, testInOneTab } from '../support/web';
import { scenes } from '../support/window-scenes';

/** The window in Chromium over a fake main: every state of every page, without a network. */

test.describe.configure({ mode: 'parallel' });

/** What opens before a page, by how its scenes begin. The pages themselves are walked in for-everybody.spec.ts. */
const panels = [
  ...[
    'the form of ',
    'a command collector with faults',
    'the kinds of collectors',
    'a dns target with faults',
  ],
  ...['a pasted list of targets', 'a destination with faults', 'a remote write destination with faults'],
  ...['a destination whose first push', 'a destination to be removed', 'settings to be imported'],
  ...['a push to be repeated', 'a group that others pushed', 'a group to be deleted'],
];

for (const { name, address, fake, lead } of scenes) {
  const isPanel = panels.some((panel) => name.startsWith(panel));
  const walked = isPanel ? ', all of it is reached by keyboard and shows its focus' : '';
  testInOneTab(
    `${name}: axe finds nothing, the policy forbids nothing, nothing is wider than the window${walked}`,
    async ({ page, openWindow }, testInfo) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openWindow(address, fake());
      await lead?.(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const isSettled = colorScheme === 'dark' && !process.env['PUSHTRAY_TEST_PICTURES'];
        // Colours change no widths.
        for (const width of isSettled ? [1440] : [380, 900, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          // Charts and menus take up a new width a moment later.
          await expect.poll(() => overflow(page), `at ${width} px`).toBe(0);
          if (process.env['PUSHTRAY_TEST_PICTURES']) {
            const body = await page.screenshot();
            await testInfo.attach(`${colorScheme}-${width}`, { body, contentType: 'image/png' });
          }
        }
        const rules = colorScheme === 'dark' ? colourRules : undefined;
        expect(await axeViolations(page, rules), colorScheme).toEqual([]);
      }
      if (isPanel) await expectWalked(page);
      expect(complaints).toEqual([]);
    },
  );
}

/** How many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test('the token leaves the address at once, and the tab keeps it over a reload', async ({
  page,
  fakeWindow,
}) => {
  const { origin, token, use } = fakeWindow.server;
  use(makeFakeMain());
  await page.goto(`${origin}/#token=${token}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  expect(page.url()).toBe(`${origin}/#/now`);
  await page.getByRole('navigation').getByRole('link', { name: 'Targets' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Targets' })).toBeVisible();
  expect(page.url()).toBe(`${origin}/#/targets`);
});

test('a pasted address with the token opens the page', async ({ page, fakeWindow }) => {
  fakeWindow.server.use(makeFakeMain());
  await page.goto(fakeWindow.server.origin);
  await page
    .getByRole('textbox', { name: 'Address or token' })
    .fill(`${fakeWindow.server.origin}/#token=${fakeWindow.server.token}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
});

test('a push shows as soon as it is over, and is opened and left by keyboard alone', async ({
  page,
  openWindow,
}) => {
  const fake = makeFakeMain();
  await openWindow('pushes', fake);
  await expect(page.getByRole('table')).toBeVisible();
  fake.emit('push', summaryOf(fake.history.add(fakePush('team-a', Date.now(), 20))));
  const link = page.getByRole('link', { name: /^Open the push/ }).first();
  await expect(link).toHaveAttribute('href', '#/pushes/1120');
  await link.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Push 1120' });
  await expect(panel.getByRole('heading', { name: 'What was sent' })).toBeVisible();
  for (let tabs = 0; tabs < 12; tabs += 1) {
    await page.keyboard.press('Tab');
    expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(link).toBeFocused();
});

test('a lost line is said, and what comes after it is back is heard', async ({
  page,
  openWindow,
  fakeWindow,
}) => {
  const fake = makeFakeMain();
  await openWindow('now', fake);
  fakeWindow.server.refuse(true);
  // What was being read meanwhile fails too, and says so.
  const lost = page.getByRole('alert').filter({ hasText: 'Not connected to Pushtray' });
  await expect(lost).toBeVisible();
  await expect(page.getByRole('heading', { name: /^State unknown since/ })).toBeVisible({ timeout: 15_000 });
  expect(await axeViolations(page)).toEqual([]);
  fakeWindow.server.refuse(false);
  await expect(lost).toBeHidden({ timeout: 15_000 });
  fake.change({ verdict: cannedVerdicts.ok });
  await expect(page.getByRole('heading', { name: 'All well' })).toBeVisible();
});

test('the focus begins at the skip link and is always to be seen', async ({ page, openWindow }) => {
  await openWindow('now', makeFakeMain());
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  for (let tabs = 0; tabs < 11; tabs += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null) return false;
      const near = [activeElement, activeElement.nextElementSibling].filter((element) => element !== null);
      return near.some((element) => getComputedStyle(element).outlineStyle !== 'none');
    });
    expect(seen, `after ${tabs + 2} tabs`).toBe(true);
  }
});
