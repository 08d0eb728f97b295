import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { testOnlyMark } from '../../scripts/electron/electron-dist';
import { findElectronForTests } from '../../scripts/electron/provide-electron';
import { packageApp } from '../../scripts/package/package-app';
import { expect, missingForDesktop, test } from '../support/electron-app';
import { startTrayWatcher } from '../support/tray-watcher';

test.describe('the package', () => {
  let outDir: string;
  let program: string;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    const electron = findElectronForTests();
    if (!electron || missingForDesktop().length > 0) return;
    outDir = mkdtempSync(join(tmpdir(), 'pushtray-package-'));
    const packaged = await packageApp({ electron, outDir, testBuild: true });
    if (!packaged.ok) throw new Error(packaged.error.message);
    program = packaged.value;
  });

  test.afterAll(() => {
    if (outDir) rmSync(outDir, { recursive: true, force: true });
  });

  test('is marked as a test build and holds no other app than ours', () => {
    const resources = join(dirname(program), 'resources');
    expect(existsSync(join(dirname(program), testOnlyMark))).toBe(true);
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
    expect(existsSync(join(resources, 'app'))).toBe(false);
  });

  test('starts, shows its tray and quits from it', async ({ spawnApp, session }) => {
    const watcher = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
    try {
      const app = spawnApp({ packaged: program, settings });
      const item = await watcher.item();
      expect(await item.tooltip()).toMatch(/^Pushtray/);
      expect((await item.icon()).width).toBeGreaterThan(0);
      await item.click('Quit');
      expect(await app.ended).toBe(0);
    } finally {
      await watcher.stop();
    }
  });
});

const settings: SettingsInput = {
  version: 1,
  instance: 'packaged',
  collectors: [{ id: 'tcp', kind: 'tcp-states' }],
  server: { listen: '127.0.0.1:0' },
};
