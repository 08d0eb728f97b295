import type { ElectronApplication, Page } from '@playwright/test';
import type { Transport } from '../../main/contract/transport';
import type { Outcome } from '../../main/outcome';
import { cannedVerdicts } from '../support/canned-verdict';
import { expect, harness, test } from '../support/shell-harness/shell-harness';
import { startTrayWatcher, type TrayWatcher } from '../support/tray-watcher';

test.describe('the window', () => {
  test('opens from the tray, is destroyed when closed, and opens again', async ({
    trayWatcher,
    launchShell,
  }) => {
    const { electron, window } = await launchShell();
    const item = await trayWatcher.item();
    const listeners = await harness.listenerCount(electron);
    for (let round = 0; round < 2; round += 1) {
      const opened = electron.waitForEvent('window');
      await item.click('Open Pushtray');
      const page = await opened;
      await expect(page.getByText('all_well')).toBeVisible();
      expect(page.url()).toBe('app://pushtray/#/now');
      expect(await harness.listenerCount(electron)).toBe(listeners + 1);
      await closeByUser(electron);
      await expect.poll(() => windowCount(electron)).toBe(0);
      expect(await harness.listenerCount(electron)).toBe(listeners);
    }
    // Measuring goes on: the tray still follows what happens.
    await harness.change(electron, { verdict: cannedVerdicts.trouble });
    await expect.poll(() => item.tooltip()).toBe('Pushtray: Target db is down, others fine');
    await item.activate();
    await (await window()).getByText('targets_down').waitFor();
  });

  test('is brought to the front when it is open already', async ({ trayWatcher, launchShell }) => {
    const { electron, window } = await launchShell();
    const item = await trayWatcher.item();
    await item.click('Open Pushtray');
    await (await window()).getByText('all_well').waitFor();
    await item.click('Open Pushtray');
    await item.activate();
    await item.tooltip();
    expect(await windowCount(electron)).toBe(1);
  });

  test('hears what happens while it is open', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const page = await open(electron, trayWatcher);
    await harness.change(electron, { verdict: cannedVerdicts.failing });
    await expect(page.getByText('internet_down')).toBeVisible();
  });

  test('remembers its size', async ({ trayWatcher, launchShell }) => {
    const app = await launchShell();
    await open(app.electron, trayWatcher);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(700, 500));
    await app.stop();
    const again = await launchShell({ home: app.home });
    await expect.poll(() => trayWatcher.registrations()).toBe(2);
    await open(again.electron, trayWatcher);
    const bounds = await again.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toMatchObject({ width: 700, height: 500 });
  });

  test('opens on the colour of the system', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const grounds: (string | undefined)[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, scheme);
      await open(electron, trayWatcher);
      grounds.push(
        await electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
        ),
      );
      await closeByUser(electron);
      await expect.poll(() => windowCount(electron)).toBe(0);
    }
    expect(grounds).toEqual(['#F6F7F8', '#101215']);
  });

  test('comes by itself where there is no tray, says so, and stays', async ({ launchShell }) => {
    const app = await launchShell();
    const page = await app.window();
    await expect(page.getByText('This desktop shows no tray')).toBeVisible();
    await closeByUser(app.electron);
    await expect(page.getByText('This desktop shows no tray')).toBeVisible();
    expect(await windowCount(app.electron)).toBe(1);
    expect(await app.stop()).toBe(0);
  });

  test('waits at login for a panel that starts later, and comes when none does', async ({
    session,
    launchShell,
  }) => {
    const atLogin = { args: ['--at-login'] };
    const app = await launchShell(atLogin);
    const tray = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
    await expect.poll(() => tray.registrations(), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await windowCount(app.electron)).toBe(0);
    await app.stop();
    await tray.stop();
    const alone = await launchShell({ ...atLogin, env: { HARNESS_SPEED: '30' } });
    await expect((await alone.window()).getByText('This desktop shows no tray')).toBeVisible();
  });

  test('gives its place to a tray that comes later', async ({ session, launchShell }) => {
    const app = await launchShell();
    const page = await app.window();
    await expect(page.getByText('This desktop shows no tray')).toBeVisible();
    const tray = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
    expect(await (await tray.item()).tooltip()).toBe('Pushtray: All well');
    await expect(page.getByText('This desktop shows no tray')).toBeHidden();
    await closeByUser(app.electron);
    await expect.poll(() => windowCount(app.electron)).toBe(0);
    await tray.stop();
  });
});

test.describe('the page', () => {
  test('has nothing of Node, and of Electron only the transport', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const page = await open(electron, trayWatcher);
    const reach = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      transport: Object.keys((globalThis as unknown as { pushtray: object }).pushtray),
    }));
    expect(reach).toEqual({ node: [], transport: ['call', 'subscribe'] });
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(preferences.webviewTag).not.toBe(true);
  });

  test('runs only scripts of its own or with its nonce, another one each time', async ({
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell();
    const page = await open(electron, trayWatcher);
    const first = await noncesAndScripts(page);
    expect(first).toMatchObject({ inline: true, foreign: false });
    await page.reload();
    await expect(page.getByText('all_well')).toBeVisible();
    const second = await noncesAndScripts(page);
    expect(second.nonce).not.toBe(first.nonce);
    expect(second.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  });

  test('does not leave its address, opens no window, fetches nothing foreign', async ({
    trayWatcher,
    launchShell,
  }) => {
    const app = await launchShell();
    const page = await open(app.electron, trayWatcher);
    const tried = await page.evaluate(async () => {
      const opened = window.open('app://pushtray/') !== null;
      window.location.href = 'http://127.0.0.1:9/';
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      document.body.append(link);
      link.click();
      const fetched = await Promise.allSettled([fetch('http://127.0.0.1:9/'), fetch('file:///etc/passwd')]);
      return { opened, fetched: fetched.map(({ status }) => status) };
    });
    expect(tried).toEqual({ opened: false, fetched: ['rejected', 'rejected'] });
    await expect.poll(() => app.output()).toContain('kept the window from opening another one');
    await expect
      .poll(() => app.output())
      .toContain('kept the window on its page {"url":"http://127.0.0.1:9/"}');
    expect(page.url()).toBe('app://pushtray/#/now');
    expect(await windowCount(app.electron)).toBe(1);
  });

  test('loads nothing foreign even where its policy would let it', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    await open(electron, trayWatcher);
    const error = await electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false });
      const failed = await other.loadURL('http://127.0.0.1:9/').then(
        () => '',
        (thrown: { code: string }) => thrown.code,
      );
      other.destroy();
      return failed;
    });
    expect(error).toBe('ERR_BLOCKED_BY_CLIENT');
  });

  test('is served from its folder alone', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const page = await open(electron, trayWatcher);
    const statuses = await page.evaluate(
      (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
      [
        'page.js',
        'missing.js',
        '..%2f..%2f..%2fpackage.json',
        '/../electron-app.ts',
        '%2e%2e/electron-app.ts',
      ],
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });

  test('is given no permission', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const page = await open(electron, trayWatcher);
    const answers = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      clipboard: await navigator.clipboard.readText().then(
        () => 'granted',
        (error: Error) => error.name,
      ),
      location: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
        ),
      ),
    }));
    expect(answers).toEqual({ notifications: 'denied', clipboard: 'NotAllowedError', location: 'denied' });
  });

  test('is the only one that may call', async ({ trayWatcher, launchShell }) => {
    const app = await launchShell();
    const page = await open(app.electron, trayWatcher);
    expect((await call(page)).ok).toBe(true);
    const another = app.electron.waitForEvent('window');
    await app.electron.evaluate(({ app: main, BrowserWindow }) => {
      const preload = `${main.getAppPath()}/preload/preload.js`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      void other.loadURL('app://pushtray/');
    });
    const refused = { ok: false, error: { code: 'not_allowed' } };
    const otherPage = await another;
    await otherPage.getByRole('heading').waitFor();
    expect(await call(otherPage)).toMatchObject(refused);
    await app.electron.evaluate(({ BrowserWindow }) => {
      const ours = BrowserWindow.getAllWindows().find((window) => window.isVisible());
      return ours?.loadURL('data:text/html,<h1>Foreign</h1>');
    });
    await page.getByRole('heading', { name: 'Foreign' }).waitFor();
    expect(await call(page)).toMatchObject(refused);
    await expect.poll(() => app.output()).toContain('refused a call from outside the page');
  });
});

async function open(electron: ElectronApplication, tray: Pick<TrayWatcher, 'item'>): Promise<Page> {
  const item = await tray.item();
  const opened = electron.waitForEvent('window');
  await item.click('Open Pushtray');
  const page = await opened;
  await expect(page.getByText('all_well')).toBeVisible();
  return page;
}

/** As the window's own close button does. */
async function closeByUser(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

function windowCount(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

function call(page: Page): Promise<Outcome<unknown>> {
  return page.evaluate(() =>
    (globalThis as unknown as { pushtray: Transport }).pushtray.call('state.get', {}),
  ) as Promise<Outcome<unknown>>;
}

function noncesAndScripts(page: Page) {
  return page.evaluate(() => ({
    nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '',
    inline: 'inlineScriptRan' in globalThis,
    foreign: 'foreignScriptRan' in globalThis,
  }));
}
