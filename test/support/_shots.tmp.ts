import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { makeFakeMain } from '/work/main/test/support/fake-main';
import { startFakeServer } from '/work/main/test/support/fake-server';
import { buildRenderer } from '/work/main/test/support/renderer-build';

async function main() {
  const only = process.argv[2]?.split(',') ?? ['now', 'targets', 'destinations', 'pushes', 'settings'];
  const widths = (process.argv[3] ?? '380,900,1440').split(',').map(Number);
  const schemes = (process.argv[4] ?? 'light,dark').split(',') as ('light' | 'dark')[];
  mkdirSync('/tmp/shots', { recursive: true });
  const built = await buildRenderer();
  const server = await startFakeServer(built.folder, makeFakeMain());
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const colorScheme of schemes)
    for (const width of widths) {
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 800 : 900 },
        colorScheme,
      });
      const page = await context.newPage();
      page.on('console', (m) => {
        if (m.type() === 'error' || m.type() === 'warning') console.log(colorScheme, width, m.text());
      });
      page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
      await page.goto(`${server.origin}/#token=${server.token}`);
      await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
      for (const name of only) {
        await page.evaluate((n) => {
          location.hash = `#/${n}`;
        }, name);
        await page.waitForTimeout(400);
        await page.screenshot({
          path: `/tmp/shots/${name.replace(/\W/g, '-')}-${colorScheme}-${width}.png`,
          fullPage: true,
        });
      }
      await context.close();
    }
  await browser.close();
  await server.close();
  await built.remove();
}
void main();
