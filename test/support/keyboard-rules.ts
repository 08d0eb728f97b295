import { expect } from '@playwright/test';
import { en } from '../../main/texts/en';
import { chooseByKeys, press, runInPalette, tabTo, typeInto } from './by-keyboard';
import { settingsIn } from './form-rules';
import type { PageRule } from './page-rules';
import type { OpenPage } from './window-pages';

/** What is done most, without a mouse, over a real main. */
export function keyboardRules(open: OpenPage): readonly PageRule[] {
  return [
    {
      title: 'a destination is switched off by the mouse, and on again by the keyboard',
      async check(page, world) {
        await open(page, 'Destinations');
        const toggle = page.getByRole('switch', { name: en.destinations.enabledOne('team') });
        const isOn = () =>
          settingsIn(world).destinations.map(({ id, enabled = true }) => [id, enabled] as const);
        await expect(toggle).toBeChecked();
        // Its track lies over it, which is what a mouse presses.
        await toggle.click({ force: true });
        await expect(toggle).not.toBeChecked();
        await expect.poll(isOn).toContainEqual(['team', false]);
        await tabTo(page, toggle);
        await page.keyboard.press('Space');
        await expect(toggle).toBeChecked();
        await expect.poll(isOn).toContainEqual(['team', true]);
      },
    },
    {
      title: 'a target is added by keyboard alone',
      async check(page) {
        await runInPalette(page, 'targets');
        await press(page, page.getByRole('button', { name: en.targets.add, exact: true }));
        const dialog = page.getByRole('dialog');
        const host = dialog.getByRole('textbox', { name: en.targets.fields.host.label });
        await expect(host).toBeFocused();
        await page.keyboard.type('no host');
        await page.keyboard.press('Enter');
        await expect(host).toHaveAttribute('aria-invalid', 'true');
        await typeInto(page, host, '127.0.0.5');
        await typeInto(page, dialog.getByRole('textbox', { name: en.targets.fields.name.label }), 'fifth');
        await press(page, dialog.getByRole('button', { name: en.targets.add, exact: true }));
        await expect(dialog).toBeHidden();
        await expect(
          page.getByRole('row').filter({ hasText: 'fifth', has: page.getByRole('switch') }),
        ).toBeVisible();
      },
    },
    {
      title: 'a destination is tested and added by keyboard alone',
      async check(page, { gatewayUrl }) {
        await runInPalette(page, 'destinations');
        await press(page, page.getByRole('button', { name: en.destinations.add, exact: true }));
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByRole('textbox', { name: en.destinations.address })).toBeFocused();
        await page.keyboard.type(gatewayUrl);
        await typeInto(page, dialog.getByRole('textbox', { name: 'Id', exact: true }), 'keys');
        await typeInto(page, dialog.getByRole('textbox', { name: en.destinations.job }), 'keys');
        await press(page, dialog.getByRole('button', { name: en.destinations.test, exact: true }));
        await expect(dialog.getByText(/Works/)).toBeVisible({ timeout: 10_000 });
        await press(page, dialog.getByRole('button', { name: en.destinations.add, exact: true }));
        await expect(dialog).toBeHidden();
        await expect(page.getByRole('heading', { name: 'keys', exact: true })).toBeVisible();
      },
    },
    ...(['Targets', 'Destinations'] as const).map((name) => inAList(open, name)),
    {
      title: 'a report is asked for by keyboard alone, and a time that is missing is told at its field',
      async check(page) {
        await runInPalette(page, 'report');
        const from = page.getByLabel(en.report.from, { exact: true });
        await tabTo(page, from);
        await page.keyboard.press('Delete');
        await page.keyboard.press('Enter');
        await expect(from).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByText('From is missing')).toBeVisible();
        const lasts = page.getByRole('radio', { name: en.report.spans['1h'], exact: true });
        await page.keyboard.press('Shift+Tab');
        await expect(lasts).toBeFocused();
        await page.keyboard.press('ArrowLeft');
        await expect(page.getByRole('radio', { name: en.report.spans['15m'], exact: true })).toBeChecked();
        await expect(from).not.toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByRole('row', { name: /^lo Ping/ })).toBeVisible({ timeout: 10_000 });
        const save = page.getByRole('button', { name: en.report.saveOne('HTML') });
        await tabTo(page, save);
        await expect(save).toBeFocused();
      },
    },
  ];
}

/** What was added before, with the field that names another one like it, and the words of its switch. */
const listed = {
  Targets: { name: 'fifth', field: en.targets.fields.name.label, enabledOne: en.targets.enabledOne },
  Destinations: { name: 'keys', field: 'Id', enabledOne: en.destinations.enabledOne },
} as const;

function inAList(open: OpenPage, list: keyof typeof listed): PageRule {
  const { name, field, enabledOne } = listed[list];
  const like = `${name}-2`;
  return {
    title: `one of ${list} is made like another, moved, switched off and removed by keyboard alone`,
    async check(page) {
      await open(page, list);
      await chooseByKeys(page, name, en.rowMenu.duplicate);
      const dialog = page.getByRole('dialog');
      await typeInto(page, dialog.getByRole('textbox', { name: field, exact: true }), like);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
      const names = page.getByRole('switch', { name: new RegExp(`${name}`) });
      await expect(names.last()).toHaveAccessibleName(enabledOne(like));
      await chooseByKeys(page, like, en.rowMenu.moveUp);
      await expect(names.last()).toHaveAccessibleName(enabledOne(name));
      const toggle = page.getByRole('switch', { name: enabledOne(like), exact: true });
      await tabTo(page, toggle);
      await page.keyboard.press('Space');
      await expect(toggle).not.toBeChecked();
      await chooseByKeys(page, like, en.actions.remove);
      if (list === 'Destinations') await press(page, dialog.getByRole('button', { name: en.actions.remove }));
      await expect(toggle).toBeHidden();
    },
  };
}
