import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { press } from '../support/by-keyboard';
import { expect, test } from '../support/electron-app';
import { pageRules, settingsForPages } from '../support/page-rules';
import { startPushgateway } from '../support/pushgateway';
import { originsAskedBy } from '../support/window-pages';

test('the window keeps the same rules in Electron as in a browser', async ({ launchApp }) => {
  test.setTimeout(600_000);
  const gateway = await startPushgateway();
  try {
    const app = await launchApp({ settings: settingsForPages });
    // There is no tray here, so the window opens by itself.
    const page = await app.window();
    const settingsFile = join(app.dataDir, 'settings.json');
    const asked = originsAskedBy(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
    for (const { title, check } of pageRules) {
      await test.step(title, () => check(page, { gatewayUrl: gateway.url, settingsFile }));
    }
    expect([...asked]).toEqual(['app://pushtray']);
  } finally {
    await gateway.stop();
  }
});

test('a report is saved by keyboard alone, where the user says', async ({ launchApp }, testInfo) => {
  test.setTimeout(90_000);
  const app = await launchApp({ settings: settingsForPages });
  const page = await app.window();
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  const path = testInfo.outputPath('report.html');
  // In place of the dialog that asks where to put it.
  await app.electron.evaluate(({ session }, savePath) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(savePath));
  }, path);
  await page.getByRole('navigation').getByRole('link', { name: 'Report' }).click();
  const save = page.getByRole('button', { name: 'Save the report as HTML' });
  await press(page, save);
  await expect.poll(() => existsSync(path)).toBe(true);
  await expect.poll(() => readFileSync(path, 'utf8')).toContain('Network report of pages-test');
});
