import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import { axeViolations } from '../support/axe';
import { makeFakeMain } from '../support/fake-main';
import { expect, test } from '../support/web';

/** What the window saves as a file, and reads from one. */

test.describe.configure({ mode: 'parallel' });

test('a report is one file that draws itself, light and dark, and needs nothing else', async ({
  page,
  context,
  openWindow,
}, testInfo) => {
  await openWindow('report', makeFakeMain());
  const { name, text } = await saved(page, 'Save the report as HTML');
  expect(name).toMatch(/^pushtray-web1-\d{4}-\d\d-\d\d-\d{4}-.*\.html$/);
  const alone = await context.newPage();
  const asked: string[] = [];
  alone.on('request', (request) => asked.push(request.url()));
  const complaints: string[] = [];
  alone.on('console', (message) => complaints.push(message.text()));
  await alone.setContent(text);
  for (const colorScheme of ['light', 'dark'] as const) {
    await alone.emulateMedia({ colorScheme });
    expect(await axeViolations(alone), colorScheme).toEqual([]);
    await testInfo.attach(`report-${colorScheme}`, {
      body: await alone.screenshot({ fullPage: true }),
      contentType: 'image/png',
    });
  }
  await expect(alone.getByRole('heading', { level: 1, name: 'Network report of web1' })).toBeVisible();
  expect([asked, complaints]).toEqual([[], []]);
});

test('a report is a table and an object too, which hold what the page tells', async ({
  page,
  openWindow,
}) => {
  await openWindow('report', makeFakeMain());
  const csv = await saved(page, en.report.saveOne('CSV'));
  expect(csv.name).toMatch(/^pushtray-web1-.*\.csv$/);
  const [head, ...rows] = csv.text.trimEnd().split('\r\n');
  expect(head).toBe('time,target,metric,value,unit');
  expect(rows.filter((row) => row.includes(',cloudflare,ping_rtt')).length).toBeGreaterThan(100);
  const json = await saved(page, en.report.saveOne('JSON'));
  expect(json.name).toMatch(/^pushtray-web1-.*\.json$/);
  const names = (JSON.parse(json.text).targets as readonly { name: string }[]).map(({ name }) => name);
  for (const name of names) await expect(page.getByRole('main').getByText(name).first()).toBeVisible();
  expect(names).toContain('cloudflare');
});

test('exported settings are a file that changes nothing when it is imported, and is refused once it is cut', async ({
  page,
  openWindow,
}) => {
  const fake = makeFakeMain();
  await openWindow('settings', fake);
  const { name, text } = await saved(page, en.settings.exportIt);
  expect(name).toBe('pushtray-web1.json');
  expect(JSON.parse(text)).toEqual(fake.state().settings);
  const choose = (content: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await choose(text.slice(0, text.length / 2));
  await expect(page.getByRole('alert')).toContainText(en.settings.importFailed(name));
  await choose(text);
  await expect(page.getByRole('dialog')).toContainText(en.settings.importSame);
});

/** What a button saves, with the name of its file. */
async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
