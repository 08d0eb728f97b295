import type { ElectronApplication } from '@playwright/test';
import type { NativeImage } from 'electron';
import type { HealthLevel } from '../../main/contract/verdict';
import { failure } from '../../main/outcome';
import { cannedSettings, target } from '../support/canned-state';
import { cannedVerdicts } from '../support/canned-verdict';
import { expect, harness, test } from '../support/shell-harness/shell-harness';
import { startTrayWatcher } from '../support/tray-watcher';

type TrayImage = (level: HealthLevel, platform: NodeJS.Platform) => NativeImage;

/** Which pixels of an icon are covered; `first` is where in its four bytes the first one's opacity stands. */
function outline(bytes: Buffer, first: number): string {
  return Array.from({ length: bytes.length / 4 }, (_, index) =>
    (bytes[index * 4 + first] ?? 0) > 127 ? '#' : '.',
  ).join('');
}

async function outlineOf(electron: ElectronApplication, level: HealthLevel): Promise<string> {
  const bgra = await electron.evaluate((_electron, wanted) => {
    const { trayImage } = globalThis as unknown as { trayImage: TrayImage };
    return trayImage(wanted, 'linux').toBitmap().toString('base64');
  }, level);
  return outline(Buffer.from(bgra, 'base64'), 3);
}

test.describe('the tray', () => {
  test('registers one item with an icon, a tooltip and a menu', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    expect(await item.tooltip()).toBe('Pushtray: All well');
    expect((await item.icon()).width).toBe(48);
    const labels = (await item.menu()).map(({ type, label }) => (type === 'separator' ? '-' : label));
    expect(labels).toEqual([
      ...['All well', '-', 'Monitoring', 'Pushing', 'Interval', '-', 'Targets', 'Destinations'],
      ...['-', 'Push now', 'Open Pushtray', '-', 'Quit'],
    ]);
    expect(trayWatcher.registrations()).toBe(1);
    expect(electron.windows()).toHaveLength(0);
  });

  test('shows each state by another icon and in words', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    const seen = new Set<string>();
    const summaries = {
      ok: 'All well',
      trouble: 'Target db is down, others fine',
      failing: 'The internet is unreachable from the router on',
      paused: 'Pushing is paused',
    };
    for (const level of ['ok', 'trouble', 'failing', 'paused'] as const) {
      const summary = summaries[level];
      await harness.change(electron, { verdict: cannedVerdicts[level] });
      await expect.poll(() => item.tooltip()).toBe(`Pushtray: ${summary}`);
      expect((await item.menu())[0]).toMatchObject({ label: summary, enabled: false });
      const { argb } = await item.icon();
      seen.add(argb.toString('base64'));
      expect(outline(argb, 0), level).toEqual(await outlineOf(electron, level));
    }
    expect(seen.size).toBe(4);
  });

  test('is in the language that is chosen, and in the desktop’s where none is', async ({
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell({ env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' } });
    const item = await trayWatcher.item();
    expect(await item.tooltip()).toBe('Pushtray：一切正常');
    const labels = (await item.menu()).map(({ label }) => label).filter((label) => label !== '');
    expect(labels).toEqual([
      ...['一切正常', '监测', '推送', '推送间隔', '目标', '推送目标', '立即推送', '打开 Pushtray', '退出'],
    ]);
    await harness.change(electron, { settings: { ...cannedSettings(), language: 'en' } });
    await expect.poll(async () => (await item.menu()).at(-1)?.label).toBe('Quit');
    expect(await item.tooltip()).toBe('Pushtray: All well');
  });

  test('is touched once a second at most, and not at all where nothing changed', async ({
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    await item.menu();
    const before = trayWatcher.changes.length;
    const startedMs = performance.now();
    let sent = 0;
    let rttMs = 1;
    for (; performance.now() - startedMs < 2_500; sent += 1) {
      rttMs = (sent % 90) + 1;
      await harness.change(electron, { targets: [target({ name: 'router', rttSeconds: rttMs / 1_000 })] });
    }
    expect(sent).toBeGreaterThan(20);
    const last = `router — ${rttMs.toFixed(1)} ms`;
    const shown = async () => (await item.menu()).find(({ label }) => label === 'Targets')?.entries[0]?.label;
    await expect.poll(async () => (await shown())?.replace('\u00a0', ' ')).toBe(last);
    const seconds = (performance.now() - startedMs) / 1_000;
    const changes = trayWatcher.changes.slice(before);
    // The menu alone changed: neither icon nor tooltip is sent again.
    expect(new Set(changes)).toEqual(new Set(['LayoutUpdated']));
    expect(changes.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    const quietFrom = trayWatcher.changes.length;
    for (let same = 0; same < 5; same += 1) await harness.change(electron, {});
    // Nothing can be awaited that is not to happen: two of its turns pass.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(trayWatcher.changes.slice(quietFrom)).toEqual([]);
  });

  test('switches pushing off and on again', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    const isChecked = async (label: string) =>
      (await item.menu()).find((entry) => entry.label === label)?.checked;
    await item.click('Pushing');
    await expect.poll(async () => (await harness.state(electron)).settings.pushing).toBe(false);
    await expect.poll(() => isChecked('Pushing')).toBe(false);
    await item.click('Pushing');
    await expect.poll(async () => (await harness.state(electron)).settings.pushing).toBe(true);
    await expect.poll(() => isChecked('Pushing')).toBe(true);
  });

  test('sets the interval, one target, one destination', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    await item.click('Interval', '5m');
    await expect.poll(async () => (await harness.state(electron)).settings.interval).toBe('5m');
    await item.click('Targets', 'lo');
    await item.click('Destinations', 'spare');
    await expect
      .poll(async () => {
        const { collectors, destinations } = (await harness.state(electron)).settings;
        const targets = collectors.flatMap((collector) =>
          collector.kind === 'ping' ? collector.targets : [],
        );
        return [...targets, ...destinations].map(({ enabled }) => enabled);
      })
      .toEqual([true, false, true, true]);
  });

  test('pushes now', async ({ trayWatcher, launchShell }) => {
    const { electron } = await launchShell();
    await (await trayWatcher.item()).click('Push now');
    await expect.poll(() => harness.heard(electron)).toEqual(['push.now']);
  });

  test('says why a change was refused and keeps the check mark as it was', async ({
    trayWatcher,
    launchShell,
  }) => {
    const { electron } = await launchShell();
    const item = await trayWatcher.item();
    await electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = (async (options: unknown) => {
        Object.assign(globalThis, { box: options });
        return { response: 0, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    });
    const { error } = failure('not_writable', 'settings.json cannot be written.', { hint: 'Make room.' });
    await harness.refuse(electron, error);
    await item.click('Pushing');
    await expect
      .poll(() => electron.evaluate(() => (globalThis as unknown as { box: unknown }).box))
      .toMatchObject({
        message: 'The settings were not changed',
        detail: 'settings.json cannot be written.\nMake room.',
      });
    await expect
      .poll(async () => (await item.menu()).find(({ label }) => label === 'Pushing')?.checked)
      .toBe(true);
  });

  test('registers again with a panel that starts again', async ({ session, launchShell }) => {
    const address = session.env.DBUS_SESSION_BUS_ADDRESS;
    const first = await startTrayWatcher(address);
    await launchShell();
    await first.item();
    await first.stop();
    const second = await startTrayWatcher(address);
    expect(await (await second.item()).menu()).toHaveLength(13);
    await second.stop();
  });

  test('quits: what runs behind the door is stopped first', async ({ trayWatcher, launchShell }) => {
    const app = await launchShell();
    await (await trayWatcher.item()).click('Quit');
    expect(await app.ended).toBe(0);
    expect(app.output()).toContain('stopping\nstopped\n');
  });
});
