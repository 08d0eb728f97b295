import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../support/shell-harness/shell-harness';

test.describe('a second start', () => {
  test('brings the window of the first to the front and ends', async ({
    trayWatcher,
    launchShell,
    spawnShell,
  }) => {
    const first = await launchShell();
    await trayWatcher.item();
    const opened = first.electron.waitForEvent('window');
    const second = spawnShell({ home: first.home });
    expect(await second.ended).toBe(0);
    await expect((await opened).getByText('all_well')).toBeVisible();
    expect(trayWatcher.registrations()).toBe(1);
  });

  test('runs beside the first on a data directory of its own', async ({ trayWatcher, launchShell }) => {
    await launchShell();
    await launchShell();
    await expect.poll(() => trayWatcher.registrations()).toBe(2);
  });
});

test.describe('a start that fails', () => {
  test('says why and what to do on stderr, and ends with status 1', async ({ spawnShell }) => {
    const home = mkdtempSync(join(tmpdir(), 'pushtray-home-'));
    mkdirSync(join(home, 'config'));
    writeFileSync(join(home, 'config', 'pushtray'), 'not a directory');
    const app = spawnShell({ home });
    await expect.poll(() => app.output()).toMatch(/^pushtray: .*data directory/);
    expect(app.output()).toContain('--data-dir');
    expect(await app.stop()).toBe(1);
  });
});

test.describe('an end', () => {
  test('by SIGTERM stops what runs behind the door, also after a file was written', async ({
    trayWatcher,
    launchShell,
  }) => {
    const app = await launchShell();
    const item = await trayWatcher.item();
    const opened = app.electron.waitForEvent('window');
    await item.click('Open Pushtray');
    await (await opened).getByText('all_well').waitFor();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await app.stop()).toBe(0);
    expect(app.output()).toContain('stopping\nstopped\n');
  });

  test('comes though what runs behind the door never stops', async ({ trayWatcher, launchShell }) => {
    const app = await launchShell({ env: { HARNESS_STUCK: '1' } });
    await (await trayWatcher.item()).click('Quit');
    expect(await app.ended).toBe(0);
    expect(app.output()).not.toContain('stopped');
  });
});

test('suspend, resume and shutdown reach what is behind the door', async ({ trayWatcher, launchShell }) => {
  const app = await launchShell();
  await trayWatcher.item();
  const heard = await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
    return (globalThis as unknown as { harness: { heard: string[] } }).harness.heard;
  });
  expect(heard).toEqual(['suspend', 'resume']);
  await app.electron.evaluate(({ powerMonitor }) =>
    powerMonitor.emit('shutdown', { preventDefault: () => undefined }),
  );
  expect(await app.ended).toBe(0);
  expect(app.output()).toContain('stopped');
});
