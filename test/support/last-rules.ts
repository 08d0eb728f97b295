import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import { settingsIn } from './form-rules';
import type { PageRule } from './page-rules';
import { importFile } from './settings-rules';
import type { OpenPage } from './window-pages';

const { settings: words } = en;

/** Each field of the page Settings that can be at fault, with what it refuses and what it takes. */
const fields = [
  { name: words.interval, bad: 'soon', fault: /is not a duration/, good: '2s' },
  { name: words.listen, bad: 'here', fault: /must be an address and a port/, good: '127.0.0.1:0' },
  { name: words.groupTtl, bad: 'long', fault: /is not a duration/, good: '1h' },
  { name: words.instance, bad: 'localhost', fault: /localhost/, good: 'pages-test' },
  { name: en.labels.nameOf(1), bad: '9x', fault: /is not a label name/, good: 'site' },
  { name: words.quietFrom, bad: '25:00', fault: /is not a time of day/, good: '21:30' },
] as const;

/** What changes the settings as a whole: the last rules of all. */
export function lastRules(open: OpenPage): readonly PageRule[] {
  return [
    {
      title:
        'the form of Settings: every fault is told at its field and nothing saved, what is right is saved',
      async check(page, world) {
        await open(page, 'Settings');
        const before = readFileSync(world.settingsFile, 'utf8');
        const box = (name: string) => page.getByRole('textbox', { name, exact: true });
        await page.getByRole('button', { name: en.labels.add }).click();
        await page.getByRole('switch', { name: words.quiet }).click({ force: true });
        for (const { name, bad } of fields) await box(name).fill(bad);
        await page.getByRole('button', { name: en.actions.save }).click();
        for (const { name, fault } of fields) {
          await expect(box(name), name).toHaveAttribute('aria-invalid', 'true');
          await expect(box(name), name).toHaveAccessibleDescription(fault);
        }
        await expect(box(words.interval)).toBeFocused();
        expect(readFileSync(world.settingsFile, 'utf8')).toBe(before);
        for (const { name, good } of fields) await box(name).fill(good);
        await page.getByRole('button', { name: en.actions.save }).click();
        await expect(page.getByText(words.saved)).toBeVisible();
        expect(settingsIn(world)).toMatchObject({
          labels: { site: '' },
          server: { groupTtl: '1h' },
          notifications: { quietHours: { from: '21:30' } },
        });
      },
    },
    {
      title:
        'an imported file takes the place of the settings, and its command runs once it is confirmed, not before',
      async check(page, world) {
        await open(page, 'Settings');
        const ran = join(dirname(world.settingsFile), 'ran');
        const command = {
          id: 'spool',
          kind: 'command',
          command: `touch '${ran}' && echo 7`,
          metric: 'files',
        };
        const { destinations: _destinations, ...others } = settingsIn(world);
        const imported = { ...others, collectors: [{ id: 'tcp', kind: 'tcp-states' }, command] };
        await importFile(page, JSON.stringify(imported));
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByText(command.command)).toBeVisible();
        await expect(dialog.getByRole('button', { name: words.importAction })).toBeDisabled();
        expect(existsSync(ran)).toBe(false);
        expect(settingsIn(world).collectors.map(({ id }) => id)).not.toContain('spool');
        await dialog.getByRole('checkbox', { name: words.commandConfirm('spool') }).check();
        await dialog.getByRole('button', { name: words.importAction }).click();
        await expect(page.getByText(words.imported)).toBeVisible();
        await expect.poll(() => existsSync(ran), { timeout: 10_000 }).toBe(true);
        expect(settingsIn(world)).toMatchObject({
          collectors: [{ id: 'tcp' }, { id: 'spool' }],
          destinations: [],
        });
        await open(page, 'Collectors');
        await expectMeasuring(page, 'spool');
      },
    },
  ];
}

async function expectMeasuring(page: Page, collector: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: collector });
  await expect(row).toContainText(en.collectorStates.ok, { timeout: 10_000 });
}
