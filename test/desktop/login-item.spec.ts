import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AppState } from '../../main/contract/state';
import type { Transport } from '../../main/contract/transport';
import type { Outcome } from '../../main/outcome';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { type DesktopApp, expect, test } from '../support/electron-app';
import { startTrayWatcher } from '../support/tray-watcher';

const settings: SettingsInput = {
  version: 1,
  instance: 'at-login',
  collectors: [{ id: 'tcp', kind: 'tcp-states' }],
  server: { listen: '127.0.0.1:0' },
};

const autostartDir = ({ home }: Pick<DesktopApp, 'home'>) => join(home, 'config/autostart');
const entryFile = (app: Pick<DesktopApp, 'home'>) => join(autostartDir(app), 'pushtray.desktop');

function call<T>(page: Page, name: string, input: unknown): Promise<Outcome<T>> {
  return page.evaluate(
    ([asked, value]) => (globalThis as unknown as { pushtray: Transport }).pushtray.call(asked, value),
    [name, input] as const,
  ) as Promise<Outcome<T>>;
}

const setStartAtLogin = (page: Page, on: boolean) => call(page, 'desktop.startAtLogin', { on });

async function startsAtLogin(page: Page): Promise<boolean | undefined> {
  const state = await call<AppState>(page, 'state.get', {});
  return state.ok ? state.value.desktop?.startsAtLogin : undefined;
}

test.describe('the start at login', () => {
  test('is a file that a desktop starts Pushtray by, on the same places, and is gone when switched off', async ({
    launchApp,
    session,
  }) => {
    const first = await launchApp({ settings });
    const page = await first.window();
    expect(await startsAtLogin(page)).toBe(false);
    expect(await setStartAtLogin(page, true)).toMatchObject({ ok: true });
    expect(await startsAtLogin(page)).toBe(true);
    expect(readFileSync(entryFile(first), 'utf8')).toContain('Exec="');
    await first.stop();

    const tray = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
    try {
      expect(tray.registrations()).toBe(0);
      // Through GLib's launcher, as a desktop does at login.
      const env = { ...process.env, HOME: first.home, XDG_CONFIG_HOME: join(first.home, 'config') };
      const [status] = await once(
        spawn('gio', ['launch', entryFile(first)], { env, stdio: 'ignore' }),
        'exit',
      );
      expect(status).toBe(0);
      const item = await tray.item();
      expect(readFileSync(join(first.dataDir, 'address'), 'utf8')).toContain('127.0.0.1:');
      await item.click('Quit');
      await expect.poll(() => existsSync(join(first.dataDir, 'address'))).toBe(false);
    } finally {
      await tray.stop();
    }

    const again = await launchApp({ home: first.home });
    const opened = await again.window();
    expect(await startsAtLogin(opened)).toBe(true);
    expect(await setStartAtLogin(opened, false)).toMatchObject({ ok: true });
    expect(await startsAtLogin(opened)).toBe(false);
    expect(existsSync(entryFile(again))).toBe(false);
  });

  test('says why when it cannot be switched on', async ({ launchApp }) => {
    const app = await launchApp({ settings });
    mkdirSync(join(app.home, 'config'), { recursive: true });
    writeFileSync(autostartDir(app), 'not a directory');
    const answer = await setStartAtLogin(await app.window(), true);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_available' } });
    expect(answer.ok ? '' : answer.error.message).toContain(autostartDir(app));
  });
});
