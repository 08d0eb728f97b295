import { expect, type Page } from '@playwright/test';
import { axeViolations } from './axe';
import { chooseByKeys, press, typeInto } from './by-keyboard';
import type { PageRule } from './page-rules';
import type { OpenPage } from './window-pages';

/** What holds for the forms of collectors, targets, destinations and settings over a real main. */
export function settingsRules(open: OpenPage): readonly PageRule[] {
  return [
    {
      title: 'a command is added by keyboard alone: faults are told, it is tried, and it measures',
      async check(page) {
        await open(page, 'Collectors');
        await press(page, page.getByRole('button', { name: 'Add collector' }));
        const dialog = page.getByRole('dialog');
        await press(page, dialog.getByRole('button', { name: /^Command/ }));
        await typeInto(page, dialog.getByRole('textbox', { name: 'Metric' }), '9x');
        await page.keyboard.press('Enter');
        await expect(dialog.getByText('Command must not be empty')).toBeVisible();
        await expect(dialog.getByRole('textbox', { name: 'Command' })).toBeFocused();
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.type('echo 7');
        await typeInto(page, dialog.getByRole('textbox', { name: 'Metric' }), 'answer');
        await press(page, dialog.getByRole('button', { name: 'Try it' }));
        await expect(dialog.getByText('What it would push')).toBeVisible({ timeout: 10_000 });
        await press(page, dialog.getByRole('button', { name: 'Add collector' }));
        await expect(dialog).toBeHidden();
        const row = page.getByRole('row').filter({ hasText: 'echo 7' });
        await expect(row).toContainText('Measuring', { timeout: 10_000 });
      },
    },
    {
      title:
        'a command that prints a faulty line is tried: the line is marked where the fault begins, the rest would be pushed',
      async check(page) {
        await open(page, 'Collectors');
        await page.getByRole('button', { name: 'Add collector' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: /^Command/ }).click();
        const command = "printf '# TYPE files gauge\\nfiles 41\\nage one\\n'";
        await dialog.getByRole('textbox', { name: 'Command' }).fill(command);
        await dialog.getByRole('button', { name: 'Try it' }).click();
        const line = dialog.getByRole('listitem').filter({ hasText: 'Line 3' });
        await expect(line.locator('mark')).toHaveText('one', { timeout: 10_000 });
        await dialog.getByText('What it would push').click();
        const pushed = dialog.getByRole('region', { name: 'What it would push' });
        await expect(pushed).toContainText('files 41');
        await expect(pushed).not.toContainText('age');
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      },
    },
    {
      title: 'a collector is moved, removed and put back by keyboard alone',
      async check(page) {
        await open(page, 'Collectors');
        const rows = page.getByRole('rowheader');
        await chooseByKeys(page, 'command', 'Move up');
        await expect(rows.nth(1)).toContainText('command');
        await chooseByKeys(page, 'command', 'Remove');
        await expect(rows).toHaveCount(2);
        await press(page, page.getByRole('button', { name: 'Undo' }));
        await expect(rows.nth(1)).toContainText('command');
      },
    },
    {
      title: 'a pasted list is refused with its faulty line, and added without it',
      async check(page) {
        await open(page, 'Targets');
        await page.getByRole('button', { name: 'Add several' }).click();
        const dialog = page.getByRole('dialog');
        const lines = dialog.getByRole('textbox', { name: 'Targets, one a line' });
        await lines.fill('# loopback\nthird 127.0.0.3\n-f');
        await dialog.getByRole('button', { name: 'Add 1 target' }).click();
        await expect(dialog.getByText(/^Line 3 is at fault/)).toBeVisible();
        await expect(lines).toHaveAttribute('aria-invalid', 'true');
        expect(await axeViolations(page)).toEqual([]);
        await lines.fill('third 127.0.0.3\nfourth,127.0.0.4');
        await dialog.getByRole('button', { name: 'Add 2 targets' }).click();
        await expect(dialog).toBeHidden();
        const row = page.getByRole('row').filter({ hasText: '127.0.0.4' });
        await expect(row).toContainText('Up', { timeout: 10_000 });
      },
    },
    {
      title: 'a preview shows what the next push would send',
      async check(page) {
        await open(page, 'Destinations');
        await page.getByRole('button', { name: 'Preview team' }).click();
        await expect(page.getByText('What a push would send now')).toBeVisible({ timeout: 10_000 });
        const body = page.getByRole('region', { name: /^Body for/ });
        await expect(body).toContainText('node_tcp_connection_states');
        expect(await axeViolations(page)).toEqual([]);
      },
    },
    {
      title: 'an imported file is shown with its commands, and changes nothing until they are confirmed',
      async check(page) {
        await open(page, 'Settings');
        await importFile(page, '{\n  "version": 1,\n  "intervall": "5s"\n}\n');
        await expect(page.getByText(/^line 3, column 3, intervall: is not a setting/)).toBeVisible();
        const command = { id: 'spool', kind: 'command', command: 'ls | wc -l', metric: 'files' };
        await importFile(page, JSON.stringify({ version: 1, collectors: [command] }));
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByText('ls | wc -l')).toBeVisible();
        const replace = dialog.getByRole('button', { name: 'Replace the settings' });
        await expect(replace).toBeDisabled();
        await dialog.getByRole('checkbox', { name: 'Let spool run this' }).check();
        await expect(replace).toBeEnabled();
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
        await open(page, 'Collectors');
        await expect(page.getByText('spool')).toBeHidden();
      },
    },
  ];
}

export function importFile(page: Page, text: string): Promise<void> {
  const file = { name: 'office.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  return page.locator('input[type=file]').setInputFiles(file);
}
