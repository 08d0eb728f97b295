import { test as base } from '@playwright/test';
import { type FakeWindow, makeFakeWindow } from './fake-window';
import { missingFor } from './provided';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  /** The built window over fake mains; what a worker's tests do with it, they do one after the other. */
  readonly fakeWindow: FakeWindow;
}

/** Playwright's `test` for pages in Chromium; skipped by name where something for it is missing. */
export const test = base.extend<{ skippedWhenMissing: undefined }, WorkerFixtures>({
  fakeWindow: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use) => {
      const fakeWindow = await makeFakeWindow();
      await use(fakeWindow);
      await fakeWindow.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
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
