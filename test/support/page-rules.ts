import { expect, type Page } from '@playwright/test';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { axeViolations } from './axe';
import { isFocused, runInPalette } from './by-keyboard';
import { formRules } from './form-rules';
import { keyboardRules } from './keyboard-rules';
import { lastRules } from './last-rules';
import { pushRules } from './push-rules';
import { settingsRules } from './settings-rules';
import { expectWalked } from './walk';
import { open, pageNames } from './window-pages';

/**
 * What holds for the window over a real main, in Chromium against the headless server and in Electron alike. The rules run in order on
 * one app that was started with `settingsForPages`; what one adds the next may use.
 */
export interface PageRule {
  readonly title: string;
  check(page: Page, world: PageWorld): Promise<void>;
}

export interface PageWorld {
  /** Of a real Pushgateway. */
  readonly gatewayUrl: string;
  readonly settingsFile: string;
}

export const settingsForPages: SettingsInput = {
  version: 1,
  instance: 'pages-test',
  interval: '1s',
  collectors: [
    { id: 'tcp', kind: 'tcp-states', interval: '1s' },
    { id: 'ping', kind: 'ping', interval: '1s', count: 1, targets: [{ name: 'lo', host: '127.0.0.1' }] },
  ],
  server: { listen: '127.0.0.1:0' },
};

export const pageRules: readonly PageRule[] = [
  {
    title: 'Now shows the verdict, a target with its round trip, the TCP states and the last push',
    async check(page) {
      await open(page, 'Now');
      await expect(page.getByRole('heading', { name: 'All well' })).toBeVisible({ timeout: 15_000 });
      const target = page.getByRole('row').filter({ hasText: '127.0.0.1' }).first();
      await expect(target).toContainText(/\d(\.\d+)?\s(ms|µs)/);
      await expect(target).toContainText(/0\s%/);
      await expect(page.getByText('ESTABLISHED')).toBeVisible();
      await expect(page.getByRole('row').filter({ hasText: 'Delivering' })).toBeVisible();
    },
  },
  {
    title: 'a wrong host is told at its field, and nothing is saved',
    async check(page) {
      await open(page, 'Targets');
      await page.getByRole('button', { name: 'Add target' }).first().click();
      await page.getByRole('textbox', { name: 'Host' }).fill('-f');
      await page.getByRole('textbox', { name: 'Host' }).press('Enter');
      const field = page.getByRole('textbox', { name: 'Host' });
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByText(/is not a host name or an address/)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(page.getByText('-f', { exact: true })).toBeHidden();
    },
  },
  {
    title: 'the page behind an open panel does not scroll, light and dark',
    async check(page) {
      await open(page, 'Targets');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('body')).not.toHaveCSS('overflow-y', 'hidden');
        await page.getByRole('button', { name: 'Add target' }).first().click();
        await expect(page.locator('body')).toHaveCSS('overflow-y', 'hidden');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    },
  },
  {
    title: 'a target is tried, added and measured',
    async check(page) {
      await open(page, 'Targets');
      await page.getByRole('button', { name: 'Add target' }).first().click();
      await page.getByRole('textbox', { name: 'Name' }).fill('second');
      await page.getByRole('textbox', { name: 'Host' }).fill('127.0.0.2');
      await page.getByRole('button', { name: 'Try it', exact: true }).click();
      await expect(page.getByText('Every packet came back')).toBeVisible({ timeout: 10_000 });
      await page.getByRole('textbox', { name: 'Host' }).press('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      const row = page.getByRole('row').filter({ hasText: 'second', has: page.getByRole('switch') });
      await expect(row).toContainText('Up', { timeout: 10_000 });
    },
  },
  {
    title: 'a destination that nothing listens at is told in words by Test',
    async check(page) {
      await open(page, 'Destinations');
      await page.getByRole('button', { name: 'Add destination' }).first().click();
      await page.getByRole('textbox', { name: 'Pushgateway address' }).fill('http://127.0.0.1:9');
      await page.getByRole('textbox', { name: 'Id', exact: true }).fill('team');
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(page.getByText(/127\.0\.0\.1:9/).last()).toBeVisible({ timeout: 10_000 });
      await expect(page.getByText(/Works/)).toBeHidden();
    },
  },
  {
    title: 'a destination that works is told so by Test, is saved, and delivers',
    async check(page, { gatewayUrl }) {
      await page.getByRole('textbox', { name: 'Pushgateway address' }).fill(gatewayUrl);
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(page.getByText(/Works/)).toBeVisible({ timeout: 10_000 });
      await page.getByRole('textbox', { name: 'Id', exact: true }).press('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(page.getByText('Delivering').first()).toBeVisible({ timeout: 15_000 });
      const metrics = async () => (await fetch(`${gatewayUrl}/metrics`)).text();
      await expect.poll(metrics, { timeout: 15_000 }).toMatch(/instance="pages-test".*target="second"/);
    },
  },
  {
    title: 'Pushes opens one to what was sent and what came back',
    async check(page) {
      await open(page, 'Pushes');
      const row = page.getByRole('row').filter({ hasText: 'team' }).first();
      await row.getByRole('link', { name: /^Open the push/ }).click();
      const panel = page.getByRole('dialog');
      await expect(panel.getByRole('heading', { name: 'What was sent' })).toBeVisible();
      await expect(panel.getByText(/node_tcp_connection_states/).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(panel).toBeHidden();
    },
  },
  ...pushRules(open),
  ...settingsRules(open),
  {
    title: 'a wrong interval is told at its field; a right one is saved and taken up',
    async check(page) {
      await open(page, 'Settings');
      const interval = page.getByRole('textbox', { name: 'Push interval' });
      await interval.fill('soon');
      await interval.press('Enter');
      await expect(interval).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByText(/is not a duration/)).toBeVisible();
      await interval.fill('2s');
      await interval.press('Enter');
      await expect(page.getByText('Settings saved.')).toBeVisible();
      await page.reload();
      await expect(page.getByRole('textbox', { name: 'Push interval' })).toHaveValue('2s');
    },
  },
  {
    title: 'every page can be reached by keyboard alone',
    async check(page) {
      await open(page, 'Now');
      // Where the focus was left is forgotten: Tab begins at the top.
      await page.reload();
      await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
      for (const name of pageNames) {
        await page.locator('body').press('Tab');
        const link = page.getByRole('navigation').getByRole('link', { name });
        for (let tabs = 0; tabs < 20 && !(await isFocused(link)); tabs += 1) await page.keyboard.press('Tab');
        expect(await isFocused(link)).toBe(true);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
        await page.reload();
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      }
    },
  },
  {
    title: 'a target opens from Now by keyboard alone, and its charts are moved by keys',
    async check(page) {
      await open(page, 'Now');
      await page.getByRole('link', { name: 'lo', exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'lo' })).toBeVisible();
      const charts = page.getByRole('group', { name: 'lo' });
      await expect(charts.getByText('Median').first()).toBeVisible({ timeout: 10_000 });
      await charts.focus();
      await page.keyboard.press('+');
      await expect(page.getByRole('button', { name: 'Back to now' })).toBeEnabled();
      await page.keyboard.press('Shift+ArrowLeft');
      await expect(page.getByRole('region', { name: 'At the crosshair' })).toBeVisible();
      await page.keyboard.press('0');
      await expect(page.getByRole('button', { name: 'Back to now' })).toBeDisabled();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeViolations(page)).toEqual([]);
      }
    },
  },
  {
    title: 'a drag over a chart shows that stretch alone',
    async check(page) {
      const chart = page.getByRole('img', { name: 'Round-trip time' });
      await chart.scrollIntoViewIfNeeded();
      const box = await chart.boundingBox();
      if (box === null) throw new Error('the chart has no place');
      await page.mouse.move(box.x + box.width * 0.4, box.y + 80);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + 80, { steps: 4 });
      await page.mouse.up();
      await expect(page.getByRole('button', { name: 'Back to now' })).toBeEnabled();
    },
  },
  {
    title: 'the path to a target is traced when somebody asks, and no longer',
    async check(page) {
      await page.getByRole('button', { name: 'Trace the path' }).click();
      await expect(page.getByText('No loss on the way.')).toBeVisible({ timeout: 15_000 });
      await expect(page.getByRole('row', { name: /^1 127\.0\.0\.1/ })).toBeVisible();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await expect(page.getByText('Stopped.')).toBeVisible();
    },
  },
  {
    title: 'who listens on this machine is told from the page of TCP',
    async check(page) {
      await open(page, 'TCP');
      await page.getByRole('link', { name: 'LISTEN', exact: true }).click();
      const panel = page.getByRole('dialog', { name: 'Connections in LISTEN' });
      await expect(panel.getByRole('heading', { name: 'Local ports' })).toBeVisible({ timeout: 10_000 });
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(panel).toBeHidden();
    },
  },
  {
    title: 'Report tells of every target that was measured',
    async check(page) {
      await open(page, 'Report');
      await expect(page.getByText('Network report of pages-test')).toBeVisible({ timeout: 15_000 });
      await expect(page.getByRole('row', { name: /^lo Ping/ })).toContainText(/\d\sms/);
      await expect(page.getByRole('img', { name: 'Round trips to lo over time' })).toBeVisible();
    },
  },
  {
    title: 'the palette leads to a page by keyboard alone',
    async check(page) {
      await open(page, 'Now');
      await runInPalette(page, 'sett');
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
    },
  },
  {
    title: 'the language changes at once, is saved, and changes back',
    async check(page) {
      await open(page, 'Settings');
      await runInPalette(page, 'chinese');
      await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      expect(await axeViolations(page)).toEqual([]);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
      await runInPalette(page, 'english');
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    },
  },
  ...pageNames.map((name) => ({
    title: `axe finds nothing on ${name}, light and dark`,
    async check(page: Page) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await open(page, name);
        expect(await axeViolations(page)).toEqual([]);
      }
    },
  })),
  ...keyboardRules(open),
  ...pageNames.map((name) => ({
    title: `everything on ${name} is reached by keyboard alone, and shows its focus`,
    async check(page: Page) {
      await open(page, name);
      await expectWalked(page);
    },
  })),
  ...formRules(open),
  ...lastRules(open),
];
