import { pageRules, settingsForPages } from '../support/page-rules';
import { startPushgateway } from '../support/pushgateway';
import { makeDataDir, startPushtray } from '../support/pushtray';
import { expect, test } from '../support/web';
import { originsAskedBy } from '../support/window-pages';

test('the window as a page of the headless command', async ({ page }) => {
  test.setTimeout(600_000);
  const gateway = await startPushgateway();
  const data = makeDataDir(settingsForPages);
  const pushtray = await startPushtray(['run', '--data-dir', data.dir]);
  const asked = originsAskedBy(page);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  try {
    await page.goto(pushtray.pageUrl);
    await expect(page).toHaveURL(/^[^#]*(#\/\w*)?$/);
    for (const { title, check } of pageRules) {
      await test.step(title, () => check(page, { gatewayUrl: gateway.url, settingsFile: data.settingsFile }));
    }
    expect(violations).toEqual([]);
    expect([...asked]).toEqual([pushtray.address]);
  } finally {
    await pushtray.stop();
    await gateway.stop();
    data.remove();
  }
});

test('without the token the page says how to get it and shows nothing of the machine', async ({ page }) => {
  const data = makeDataDir(settingsForPages);
  const pushtray = await startPushtray(['run', '--data-dir', data.dir]);
  try {
    await page.goto(pushtray.address);
    await expect(page.getByText('pushtray url')).toBeVisible();
    await expect(page.getByText('pages-test')).toBeHidden();
    const field = page.getByRole('textbox', { name: 'Address or token' });
    await field.fill(pushtray.address);
    await field.press('Enter');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/has no token in it/);
    await field.fill(`${pushtray.address}/#token=not-the-one`);
    await field.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Pushtray did not take that token');
    await expect(page.getByText('pages-test')).toBeHidden();
    await field.fill(pushtray.pageUrl);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  } finally {
    await pushtray.stop();
    data.remove();
  }
});
