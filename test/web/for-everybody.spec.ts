import type { Page } from '@playwright/test';
import { success } from '../../main/outcome';
import { makeFakeMain } from '../support/fake-main';
import { fakeSettings, stateFor } from '../support/fake-state';
import { expectWalked } from '../support/walk';
import { expect, test, testInOneTab } from '../support/web';

/** What holds on every page for those who use no mouse, see or read otherwise, or have another screen. */

test.describe.configure({ mode: 'parallel' });

const addresses = [
  ...['now', 'tcp', 'tcp/close_wait', 'targets', 'targets/api', 'collectors', 'destinations'],
  ...['pushes', 'pushes/1118', 'pushes/in', 'report', 'settings'],
];

/** Until nothing is being read any more. */
const hasRead = (page: Page) => expect(page.locator('.mantine-Loader-root')).toHaveCount(0);

for (const address of addresses) {
  testInOneTab(
    `on ${address} all is reached by keyboard and shows its focus, figures stand in columns, and every width is enough`,
    async ({ page, openWindow }) => {
      await openWindow(address);
      await hasRead(page);
      expect(await figuresOfUnequalWidth(page)).toEqual([]);
      for (const width of [380, 640, 1024, 1920, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => overflow(page), `at ${width} px`).toBe(0);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await expectWalked(page);
    },
  );
}

/** What has digits in sight that are not all as wide as one another. */
function figuresOfUnequalWidth(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const uneven: string[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? '';
      const holder = texts.currentNode.parentElement;
      if (!/\d/.test(text) || holder === null || holder.closest('script, style, svg, select')) continue;
      const { fontVariantNumeric } = getComputedStyle(holder);
      if (!fontVariantNumeric.includes('tabular-nums'))
        uneven.push(`${holder.tagName} ${holder.className}: ${text}`);
    }
    return uneven;
  });
}

test('on a narrow window the figures of a target stand beside each other', async ({ page, openWindow }) => {
  await openWindow('now');
  await hasRead(page);
  await page.setViewportSize({ width: 380, height: 900 });
  const gaps = await page.evaluate(() =>
    [...document.querySelectorAll('.now-targets tbody tr')].flatMap((row) => {
      const spans = [...row.querySelectorAll('td.now-more')].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const { left, right } = range.getBoundingClientRect();
        // What stands before it is no part of the document: as wide as the same words behind it.
        const words = document.createElement('span');
        words.textContent = `${(cell as HTMLElement).dataset['title']}\u00a0`;
        cell.append(words);
        const title = words.getBoundingClientRect().width;
        words.remove();
        return getComputedStyle(cell).textAlign === 'right' ? [left - title, right] : [left, right];
      });
      return spans.slice(1).map(([left = 0], index) => left - (spans[index]?.[1] ?? 0));
    }),
  );
  expect(gaps.length).toBeGreaterThan(0);
  expect(Math.min(...gaps)).toBeGreaterThan(6);
});

test('on a narrow window what is known of a target stands below its state, two in a row', async ({
  page,
  openWindow,
}) => {
  await page.setViewportSize({ width: 380, height: 900 });
  await openWindow('targets/api');
  const about = page.locator('.target-now');
  const [state, first, second] = await Promise.all(
    [about.locator('.target-state'), about.locator('.fact').nth(0), about.locator('.fact').nth(1)].map(
      (part) => part.boundingBox(),
    ),
  );
  if (!state || !first || !second) throw new Error('it has no place');
  expect(first.y).toBeGreaterThanOrEqual(state.y + state.height);
  expect(second.y).toBe(first.y);
});

/** How many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test('nothing moves for those who want no motion', async ({ page, openWindow }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWindow('targets');
  await hasRead(page);
  await page.evaluate(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    for (const kind of ['transitionrun', 'animationstart'] as const) {
      document.addEventListener(kind, (event) => {
        const { target, type } = event;
        if (target instanceof Element) moved.push(`${type} ${target.className}`);
      });
    }
  });
  await page.getByRole('button', { name: 'Add target' }).first().click();
  await page.getByRole('dialog').getByText('DNS', { exact: true }).click();
  await page.getByRole('dialog').getByRole('switch').click({ force: true });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'More for api' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.locator('input[role=combobox]')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: 'Pushes' }).click();
  await page.getByText('Failed', { exact: true }).first().click();
  await page
    .getByRole('link', { name: /^Open the push/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'What was sent' })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
});

test('a line that is out of sight is not drawn anew, and is up to date once it is looked at', async ({
  page,
  openWindow,
}) => {
  await page.clock.install();
  await page.setViewportSize({ width: 1280, height: 500 });
  const targets = Array.from({ length: 50 }, (_, index) => ({
    name: `t${index}`,
    host: `10.0.0.${index + 1}`,
  }));
  const settings = fakeSettings({ version: 1, collectors: [{ id: 'ping', kind: 'ping', targets }] });
  const timesMs = Array.from({ length: 60 }, (_, index) => Date.now() - (60 - index) * 5000);
  const values = timesMs.map((_, index) => 0.001 * (1 + (index % 7)));
  const series = targets.map(({ name }) => ({ labels: { target: name }, timesMs, values }));
  const fake = makeFakeMain({
    state: (_busy, history) => stateFor(settings, Date.now(), history),
    handlers: {
      'samples.query': ({ metric }) => success({ series: metric === 'ping_rtt_mean_seconds' ? series : [] }),
    },
  });
  await openWindow('now', fake);
  const lines = page.locator('.sparkline');
  await expect(lines).toHaveCount(50);
  const first = lines.first();
  const last = lines.last();
  await expect.poll(() => first.innerHTML()).toMatch(/ d="M/);
  const [early, late] = [await first.innerHTML(), await last.innerHTML()];
  // Long enough for several pixel columns to go by.
  await page.clock.runFor(20_000);
  await expect.poll(() => first.innerHTML()).not.toBe(early);
  expect(await last.innerHTML()).toBe(late);
  await last.scrollIntoViewIfNeeded();
  await expect.poll(() => last.innerHTML()).toMatch(/ d="M/);
  expect(await last.innerHTML()).not.toBe(late);
});
