import { failure } from '../../main/outcome';
import { expect, harness, test } from '../support/shell-harness/shell-harness';
import { startTrayWatcher } from '../support/tray-watcher';

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
    for (const level of ['ok', 'trouble', 'failing', 'paused'] as const) {
      const summary = `It is ${level}`;
      await harness.change(electron, { verdict: { level, summary, evidence: [] } });
      await expect.poll(() => item.tooltip()).toBe(`Pushtray: ${summary}`);
      expect((await item.menu())[0]).toMatchObject({ label: summary, enabled: false });
      seen.add((await item.icon()).argb.toString('base64'));
    }
    expect(seen.size).toBe(4);
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
