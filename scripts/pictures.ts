import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { pageNames } from '../renderer/state/route';
import { makeFakeMain } from '../test/support/fake-main';
import { startFakeServer } from '../test/support/fake-server';
import { buildRenderer } from '../test/support/renderer-build';
import { findChromium } from './provide/machine';
import { repositoryRoot } from './support/repository';

/** Draws docs/pictures/PAGE-SCHEME.png: every page of the window over a main with a busy day behind it. */
async function main(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: run "npm run provide".');
  const pictures = join(repositoryRoot, 'docs/pictures');
  mkdirSync(pictures, { recursive: true });
  const renderer = await buildRenderer();
  const server = await startFakeServer(renderer.folder, makeFakeMain());
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 860 } });
      await page.goto(`${server.origin}/#token=${server.token}`);
      await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
      for (const name of pageNames) {
        await show(page, name);
        await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
      }
      // As high as this page is.
      await page.setViewportSize({ width: 1280, height: 1490 });
      await show(page, 'api', 'targets/api?range=1h');
      await page.getByRole('button', { name: 'Trace the path' }).click();
      await page.waitForTimeout(4_000);
      await page.screenshot({ path: join(pictures, `target-${colorScheme}.png`) });
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
    await renderer.remove();
  }
}

/** `heading` is the page's title. */
async function show(page: Page, heading: string, address = heading): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${address}`);
  await page.getByRole('heading', { level: 1, name: new RegExp(heading, 'i') }).waitFor();
  if (heading === 'pushes') {
    const opener = page.getByRole('link', { name: /^Open the push/ });
    await opener.first().click();
    await page.getByRole('dialog').waitFor();
  }
  if (heading === 'report') await page.getByText('Network report').waitFor();
  // Charts and panels come in with a short motion.
  await page.waitForTimeout(700);
}

void main();
