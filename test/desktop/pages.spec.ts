import { expect, test } from '../support/electron-app';
import { pageRules, settingsForPages } from '../support/page-rules';
import { startPushgateway } from '../support/pushgateway';

test('the window keeps the same rules in Electron as in a browser', async ({ launchApp }) => {
  test.setTimeout(180_000);
  const gateway = await startPushgateway();
  try {
    const app = await launchApp({ settings: settingsForPages });
    // There is no tray here, so the window opens by itself.
    const page = await app.window();
    await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
    for (const { title, check } of pageRules) {
      await test.step(title, () => check(page, { gatewayUrl: gateway.url }));
    }
  } finally {
    await gateway.stop();
  }
});
