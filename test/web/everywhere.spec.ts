import { en } from '../../main/texts/en';
import { zhCn } from '../../main/texts/zh-cn';
import { pageNames } from '../../renderer/state/route';
import { axeViolations } from '../support/axe';
import { runInPalette } from '../support/by-keyboard';
import { everyKind, everyKindMain } from '../support/every-kind';
import { fakeSettings } from '../support/fake-state';
import { expect, test, testInOneTab } from '../support/web';

/** What holds on every page of the window: language, colours, the palette, a narrow window. */

test.describe.configure({ mode: 'parallel' });

test.describe('for readers of Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('every page is in Chinese, with nothing left in English', async ({ page, openWindow }) => {
    await openWindow('now');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    for (const name of pageNames) {
      await page
        .getByRole('navigation', { name: zhCn.navigation })
        .getByRole('link', { name: new RegExp(`^${zhCn.pages[name]}`) })
        .click();
      await expect(page.getByRole('heading', { level: 1, name: zhCn.pages[name] })).toBeVisible();
      await expect(page.locator('.mantine-Loader-root, .mantine-Progress-root')).toHaveCount(0);
      const shown = await page.locator('body').innerText();
      expect(englishIn(shown), name).toEqual([]);
      // What main says itself too: its sentences cannot do without these.
      expect(shown.match(/\b(?:the|is|are|was|not|does|did|has|this)\b/gi) ?? [], name).toEqual([]);
    }
  });

  const { collectors, destinations } = fakeSettings(everyKind);
  const panels = [
    ...[
      'tcp/close_wait',
      'pushes/1118',
      `pushes/in?group=${encodeURIComponent('job="backup", instance="web1"')}`,
    ],
    ...[zhCn.collectors.add, ...collectors.map(({ id }) => zhCn.collectors.editOne(id))].map(
      (button) => ['collectors', button] as const,
    ),
    ...[zhCn.targets.add, zhCn.targets.addMany, zhCn.targets.editOne('shop')].map(
      (button) => ['targets', button] as const,
    ),
    ...[zhCn.destinations.add, ...destinations.map(({ id }) => zhCn.destinations.editOne(id))].map(
      (button) => ['destinations', button] as const,
    ),
  ].map((panel) =>
    typeof panel === 'string' ? { address: panel } : { address: panel[0], button: panel[1] },
  );

  for (const { address, button } of panels.map((panel) => ({ button: undefined, ...panel }))) {
    testInOneTab(
      `${button ?? address} opens in Chinese, with nothing left in English`,
      async ({ page, openWindow }) => {
        const fake = everyKindMain();
        fake.change({ settings: { ...fake.state().settings, language: 'zh-CN' } });
        await openWindow(address, fake);
        if (button !== undefined)
          await page.getByRole('button', { name: button, exact: true }).first().click();
        const panel = page.getByRole('dialog');
        await expect(panel).toBeVisible();
        await expect(panel.locator('.mantine-Loader-root')).toHaveCount(0);
        for (const fold of await panel.locator('details:not([open]) > summary').all()) await fold.click();
        // What is pushed is in English, whoever reads it.
        const sent = await panel.locator('.exposition').allInnerTexts();
        const shown = sent.reduce((text, body) => text.replace(body, ''), await panel.innerText());
        expect(englishIn(shown)).toEqual([]);
      },
    );
  }
});

test('the palette is used by keyboard alone and gives the focus back', async ({ page, openWindow }) => {
  await openWindow('targets');
  const add = page.getByRole('button', { name: 'Add target' }).first();
  await add.focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'What to do or where to go' });
  await expect(field).toBeFocused();
  await page.keyboard.type('pau');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toHaveText('Pause pushing');
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(add).toBeFocused();
});

test('the palette opens over a form and leaves it as it was', async ({ page, openWindow }) => {
  await openWindow('targets');
  await page.getByRole('button', { name: 'Add target' }).first().click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('half written');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'What to do or where to go' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('half written');
});

test('the colours are the system’s until others are chosen, and stay chosen', async ({
  page,
  openWindow,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openWindow('now');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await runInPalette(page, 'light colours');
  await expect.poll(ground).toBe(light);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  expect(await ground()).toBe(light);
  await runInPalette(page, 'colours of the system');
  await expect.poll(ground).toBe(dark);
});

const media = [
  { contrast: 'more', forcedColors: null },
  { contrast: null, forcedColors: 'active' },
] as const;

for (const address of [...pageNames, 'targets/api', 'tcp/close_wait', 'pushes/1118', 'pushes/in']) {
  testInOneTab(
    `with more contrast, and with colours of the system’s own, axe finds nothing on ${address}`,
    async ({ page, openWindow }) => {
      await openWindow(address);
      for (const emulated of media) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, ...emulated });
          expect(await axeViolations(page), JSON.stringify({ colorScheme, ...emulated })).toEqual([]);
        }
      }
    },
  );
}

test('every page can be reached in a narrow window', async ({ page, openWindow }) => {
  await page.setViewportSize({ width: 380, height: 700 });
  await openWindow('now');
  for (const name of pageNames) {
    const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: en.pages[name] });
    if (!(await link.isVisible())) await page.getByRole('button', { name: 'More', exact: true }).click();
    await link.click();
    await expect(page.getByRole('heading', { level: 1, name: en.pages[name] })).toBeVisible();
    await expect(page.getByRole('button', { name: 'More', exact: true })).toBeVisible();
  }
});

/** Texts of the English catalogue that stand in what is shown, short words aside, which may stand in anything. */
function englishIn(shown: string): readonly string[] {
  return englishTexts(en, zhCn).filter((text) => text.length > 7 && shown.includes(text));
}

function englishTexts(english: unknown, chinese: unknown): readonly string[] {
  if (typeof english === 'string') return english === chinese ? [] : [english];
  if (typeof english !== 'object' || english === null) return [];
  return Object.entries(english).flatMap(([name, value]) =>
    englishTexts(value, (chinese as Record<string, unknown>)[name]),
  );
}
