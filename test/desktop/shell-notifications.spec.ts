import type { ElectronApplication } from '@playwright/test';
import { cannedSettings } from '../support/canned-state';
import { cannedVerdicts, verdictFrom } from '../support/canned-verdict';
import { type NotificationServer, startNotificationServer } from '../support/notification-server';
import { test as base, expect, harness } from '../support/shell-harness/shell-harness';

const test = base.extend<{ notifications: NotificationServer }>({
  notifications: async ({ session }, use) => {
    const server = await startNotificationServer(session.env.DBUS_SESSION_BUS_ADDRESS);
    await use(server);
    await server.stop();
  },
});

/** A minute in half a second. */
const fast = { env: { HARNESS_SPEED: '120' } };

function pushesFail(destination: string) {
  return verdictFrom({
    code: 'pushes_fail',
    level: 'failing',
    sinceMs: 0,
    values: { destination, failure: 'unauthorized', status: 401 },
    evidence: [
      {
        code: 'push_failed',
        values: {
          destination,
          url: 'http://127.0.0.1:9091',
          failure: 'unauthorized',
          status: 401,
          failures: 3,
        },
      },
    ],
  });
}

const hash = (electron: ElectronApplication) => electron.windows()[0]?.evaluate(() => location.hash);

test.describe('a notification', () => {
  test('comes once when something fails, and once when it is over', async ({
    notifications,
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell(fast);
    await trayWatcher.item();
    await harness.change(electron, { verdict: cannedVerdicts.failing });
    await expect.poll(() => notifications.shown.length).toBe(1);
    expect(notifications.shown[0]).toMatchObject({
      title: 'The internet is unreachable from the router on',
      body: expect.stringContaining('cloudflare'),
    });
    await harness.change(electron, { verdict: cannedVerdicts.ok });
    await expect.poll(() => notifications.shown.length).toBe(2);
    expect(notifications.shown[1]?.title).toBe('Over: The internet is unreachable from the router on');
    expect(notifications.shown[1]?.body).toMatch(/Now: All well\.$/);
  });

  test('opens the page that has more of it when it is clicked, the window being closed or open', async ({
    notifications,
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell(fast);
    await trayWatcher.item();
    for (const [index, destination] of ['team', 'spare & co'].entries()) {
      await harness.change(electron, { verdict: pushesFail(destination) });
      await expect.poll(() => notifications.shown.length).toBe(index + 1);
      const [shown] = notifications.shown.slice(-1);
      if (shown) notifications.click(shown);
      const wanted = `#/pushes?${new URLSearchParams({ destination, outcome: 'failed' })}`;
      await expect.poll(() => hash(electron)).toBe(wanted);
    }
    expect(electron.windows()).toHaveLength(1);
  });

  test('is in the language that is chosen', async ({ notifications, trayWatcher, launchShell }) => {
    const { electron } = await launchShell(fast);
    await trayWatcher.item();
    await harness.change(electron, {
      settings: { ...cannedSettings(), language: 'zh-CN' },
      verdict: cannedVerdicts.failing,
    });
    await expect.poll(() => notifications.shown.length).toBe(1);
    expect(notifications.shown[0]?.title).toBe('路由器之后的互联网不可达');
  });

  test('does not come when settings want none', async ({ notifications, trayWatcher, launchShell }) => {
    const { electron } = await launchShell(fast);
    await trayWatcher.item();
    const settings = { ...cannedSettings(), notifications: { when: 'never' as const } };
    await harness.change(electron, { settings, verdict: cannedVerdicts.failing });
    // Nothing can be awaited that is not to happen: five minutes of the shell's pass.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(notifications.shown).toEqual([]);
  });
});
