import type { Page } from '@playwright/test';
import { expect, test } from '../support/electron-app';
import { startPushgateway } from '../support/pushgateway';
import { startTrayWatcher } from '../support/tray-watcher';

const intervalMs = 2000;
const twoIntervals = { timeout: 2 * intervalMs + 3000, intervals: [200] };

async function openPage(window: Page, name: string): Promise<void> {
  await window.getByRole('navigation').getByRole('link', { name }).click();
  await expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('from the tray to a real Pushgateway and away again', async ({ launchApp, session }) => {
  test.setTimeout(180_000);
  const gateway = await startPushgateway();
  const tray = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
  const metrics = async () => (await fetch(`${gateway.url}/metrics`)).text();
  const lastPush = async () =>
    Number(/^push_time_seconds\{[^}]*instance="desk1"[^}]*\} (\S+)$/m.exec(await metrics())?.[1] ?? 0);
  try {
    const app = await launchApp({
      args: [],
      settings: {
        version: 1,
        instance: 'desk1',
        interval: '2s',
        collectors: [
          { id: 'tcp', kind: 'tcp-states', interval: '1s' },
          {
            id: 'ping',
            kind: 'ping',
            interval: '2s',
            count: 1,
            targets: [{ name: 'lo', host: '127.0.0.1' }],
          },
        ],
        destinations: [{ id: 'team', kind: 'pushgateway', urls: [gateway.url] }],
        server: { listen: '127.0.0.1:0' },
      },
    });
    const item = await tray.item();

    await test.step('the tray item has the menu that the design names', async () => {
      await expect.poll(() => item.tooltip(), twoIntervals).toBe('Pushtray: All well');
      const labels = (await item.menu()).map(({ label }) => label).filter((label) => label !== '');
      expect(labels).toEqual([
        'All well',
        'Monitoring',
        'Pushing',
        'Interval',
        'Targets',
        'Destinations',
        'Push now',
        'Open Pushtray',
        'Quit',
      ]);
    });

    await test.step('what was measured arrives', async () => {
      await expect.poll(metrics, twoIntervals).toMatch(/ping_rtt_mean_seconds\{.*target="lo"/);
      await expect
        .poll(metrics, twoIntervals)
        .toMatch(/node_tcp_connection_states\{.*state="listen"\} [1-9]/);
    });

    const isPushing = async () => (await item.menu()).find(({ label }) => label === 'Pushing')?.checked;

    await test.step('Pushing in the tray stops pushes, and resumes them', async () => {
      await item.click('Pushing');
      await expect.poll(isPushing).toBe(false);
      const stoppedAt = await lastPush();
      // Nothing can be awaited that is not to happen: two intervals pass.
      await new Promise((resolve) => setTimeout(resolve, 2 * intervalMs));
      expect(await lastPush()).toBe(stoppedAt);
      await item.click('Pushing');
      await expect.poll(isPushing).toBe(true);
      await expect.poll(lastPush, twoIntervals).toBeGreaterThan(stoppedAt);
    });

    const opened = app.electron.waitForEvent('window');
    await item.click('Open Pushtray');
    const window = await opened;

    await test.step('a target added in the window comes into the tray menu and into the gateway', async () => {
      await openPage(window, 'Targets');
      await window.getByRole('button', { name: 'Add target' }).click();
      await window.getByRole('textbox', { name: 'Name' }).fill('second');
      await window.getByRole('textbox', { name: 'Host' }).fill('127.0.0.2');
      await window.getByRole('textbox', { name: 'Host' }).press('Enter');
      const targets = async () =>
        (await item.menu()).find(({ label }) => label === 'Targets')?.entries.map(({ label }) => label) ?? [];
      await expect.poll(async () => (await targets()).join('\n'), twoIntervals).toContain('second');
      await expect.poll(metrics, twoIntervals).toMatch(/ping_rtt_mean_seconds\{.*target="second"/);
    });

    await test.step('the page Pushes shows the push and what was sent', async () => {
      await openPage(window, 'Pushes');
      const rows = window.getByRole('row').filter({ hasText: 'team' });
      await expect(rows.first()).toContainText('Delivered');
      await rows
        .first()
        .getByRole('link', { name: /^Open the push/ })
        .click();
      await expect(window.getByRole('heading', { name: 'What was sent' })).toBeVisible();
      await expect(window.getByText(/target="second"/).first()).toBeVisible();
    });

    await test.step('the window goes and measuring goes on', async () => {
      await window.close();
      const before = await lastPush();
      await expect.poll(lastPush, twoIntervals).toBeGreaterThan(before);
    });

    await test.step('Quit deletes the group', async () => {
      await item.click('Quit');
      expect(await app.ended).toBe(0);
      expect(await metrics()).not.toContain('desk1');
    });
  } finally {
    await tray.stop();
    await gateway.stop();
  }
});
