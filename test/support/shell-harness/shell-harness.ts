import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { AppState } from '../../../main/contract/state';
import type { Failure } from '../../../main/outcome';
import { test as base, type DesktopApp, type LaunchOptions, type StartedApp } from '../electron-app';
import { startTrayWatcher, type TrayWatcher } from '../tray-watcher';
import { buildShellHarness, harnessPage } from './build';

export { expect } from '@playwright/test';

interface ShellFixtures {
  /** A desktop with a tray, from here to the end of the test. */
  readonly trayWatcher: TrayWatcher;
  /** Starts the shell over a door that answers by heart, so that Playwright drives its windows. */
  launchShell(options?: LaunchOptions): Promise<DesktopApp>;
  /** The same as a person starts it. */
  spawnShell(options?: LaunchOptions): StartedApp;
}

export const test = base.extend<ShellFixtures, { readonly harnessDir: string }>({
  harnessDir: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use) => {
      const dir = mkdtempSync(join(tmpdir(), 'pushtray-shell-'));
      await buildShellHarness(dir);
      await use(dir);
      rmSync(dir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  trayWatcher: async ({ session }, use) => {
    const watcher = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
    await use(watcher);
    await watcher.stop();
  },
  launchShell: async ({ launchApp, harnessDir }, use) => {
    await use((options = {}) => launchApp(withHarness(harnessDir, options)));
  },
  spawnShell: async ({ spawnApp, harnessDir }, use) => {
    await use((options = {}) => spawnApp(withHarness(harnessDir, options)));
  },
});

function withHarness(app: string, options: LaunchOptions): LaunchOptions {
  return { ...options, app, env: { HARNESS_PAGE: harnessPage, ...options.env } };
}

interface Hands {
  readonly heard: readonly string[];
  state: AppState;
  refusal: Failure | undefined;
  change(changes: Partial<AppState>): void;
  listenerCount(): number;
}

/** The door's other side, inside the app. */
export const harness = {
  change: (app: ElectronApplication, changes: Partial<AppState>) =>
    app.evaluate(
      (_electron, given) => (globalThis as unknown as { harness: Hands }).harness.change(given),
      changes,
    ),
  refuse: (app: ElectronApplication, refusal: Failure) =>
    app.evaluate((_electron, given) => {
      (globalThis as unknown as { harness: Hands }).harness.refusal = given;
    }, refusal),
  state: (app: ElectronApplication) =>
    app.evaluate(() => (globalThis as unknown as { harness: Hands }).harness.state),
  heard: (app: ElectronApplication) =>
    app.evaluate(() => (globalThis as unknown as { harness: Hands }).harness.heard),
  listenerCount: (app: ElectronApplication) =>
    app.evaluate(() => (globalThis as unknown as { harness: Hands }).harness.listenerCount()),
};
