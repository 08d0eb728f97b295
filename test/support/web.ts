import { test as base, type Page } from '@playwright/test';
import type { FakeMain } from './fake-main';
import { type FakeWindow, makeFakeWindow } from './fake-window';
import { missingFor } from './provided';

export { expect } from '@playwright/test';

export interface TestFixtures {
  readonly skippedWhenMissing: undefined;
  /** Opens the built window in this test's page, over a fake main: `pushes`, `pushes/1040`. Waits until it is there. */
  openWindow(address: string, fake?: FakeMain): Promise<void>;
}

export interface WorkerFixtures {
  /** The built window over fake mains; what a worker's tests do with it, they do one after the other. */
  readonly fakeWindow: FakeWindow;
}

/** Playwright's `test` for pages in Chromium; skipped by name where something for it is missing. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  fakeWindow: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use) => {
      const fakeWindow = await makeFakeWindow();
      await use(fakeWindow);
      await fakeWindow.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  openWindow: async ({ page, fakeWindow }, use) => {
    await use((address, fake) => fakeWindow.open(page, address, fake));
  },
  skippedWhenMissing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use, testInfo) => {
      const missing = missingFor('web');
      testInfo.skip(missing.length > 0, `missing here: ${missing.join(', ')}`);
      await use(undefined);
    },
    { auto: true },
  ],
});

/**
 * The same in one tab for all tests of a worker, which forgets between them: each new one costs a process that compiles the window
 * anew. For the many tests that only look at a page.
 */
export const testInOneTab = test.extend<object, { readonly tab: Page }>({
  tab: [
    async ({ browser }, use) => {
      // Said here, since it would have what the test that opens it asks for, and keep that for all others.
      const tab = await browser.newPage({ locale: 'en-US' });
      await use(tab);
      await tab.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ tab }, use) => {
    await tab.setViewportSize({ width: 1280, height: 720 });
    await tab.emulateMedia({ colorScheme: null, contrast: null, forcedColors: null, reducedMotion: null });
    await use(tab);
    for (const event of ['console', 'pageerror', 'request'] as const) await tab.removeAllListeners(event);
    await tab.evaluate(() => window.localStorage.clear());
    // Nothing goes on that the next test would hear of.
    await tab.goto('about:blank');
  },
});
