import { test as base } from '@playwright/test';
import { missingFor } from './provided';

export { expect } from '@playwright/test';

/** Playwright's `test` for pages in Chromium; skipped by name where something for it is missing. */
export const test = base.extend<{ skippedWhenMissing: undefined }>({
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
