import { findChromium } from '../../scripts/provide/machine';
import { type DeadNetwork, deadNetwork, settingsWithoutNetwork } from '../support/dead-network';
import { makeDataDir, startPushtray } from '../support/pushtray';
import { test as base, expect } from '../support/web';
import { originsAskedBy, showEveryPage } from '../support/window-pages';

const test = base.extend<{ deadNetwork: DeadNetwork }>({ deadNetwork });

test('with the link down the window opens, says so, shows every page, and asks nobody but its own main', async ({
  playwright,
  deadNetwork: network,
}, testInfo) => {
  const data = makeDataDir(settingsWithoutNetwork);
  const pushtray = await startPushtray(['run', '--data-dir', data.dir], { wrap: network.prefix });
  const chromium = findChromium();
  const browser = await playwright.chromium.launch({
    // Only what is started in this network is in it: Playwright itself is not.
    executablePath: network.launcher(
      testInfo.outputPath('launch'),
      chromium ?? playwright.chromium.executablePath(),
    ),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage();
    const asked = originsAskedBy(page);
    await page.goto(pushtray.pageUrl);
    await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'This machine has no network' })).toBeVisible({
      timeout: 15_000,
    });
    await page.getByRole('link', { name: 'router', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'router' })).toBeVisible();
    await showEveryPage(page);
    await expect(page.getByText('Network report of alone')).toBeVisible({ timeout: 15_000 });
    expect([...asked]).toEqual([pushtray.address]);
  } finally {
    await browser.close();
    await pushtray.stop();
    data.remove();
  }
});
