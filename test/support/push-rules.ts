import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import type { TokenKind } from '../../renderer/components/exposition-tokens';
import type { PageRule } from './page-rules';
import type { OpenPage } from './window-pages';

/** What holds for the list of pushes and the inspector, over a real main that pushes to `team`. */
export function pushRules(open: OpenPage): readonly PageRule[] {
  return [
    {
      title: 'pushes are filtered by destination and outcome, and all of them come back',
      async check(page) {
        await open(page, 'Pushes');
        const rows = await pushesTo(page, 'team');
        await page.getByText(en.outcomes.failed, { exact: true }).first().click();
        await expect(page.getByText(en.pushes.noMatch)).toBeVisible();
        await page.getByRole('button', { name: en.pushes.showAll }).click();
        await expect(rows.first()).toBeVisible();
      },
    },
    {
      title: 'an open push has its body highlighted, is compared with the one before, and is copied as curl',
      async check(page) {
        const rows = await pushesTo(page, 'team');
        // The first of all has none before it.
        await expect.poll(() => rows.count(), { timeout: 10_000 }).toBeGreaterThan(1);
        await rows
          .first()
          .getByRole('link', { name: /^Open the push/ })
          .click();
        const panel = page.getByRole('dialog');
        const sent = panel.getByRole('region', { name: en.pushes.sent });
        const first = (kind: TokenKind) =>
          sent.locator(`.exposition-${kind}`).filter({ hasText: /\S/ }).first();
        await expect(first('comment')).toContainText('# HELP');
        await expect(first('name')).toHaveText(/^[a-z_]\w*$/i);
        await expect(first('label')).toHaveText(/^\w+$/);
        await expect(first('text')).toHaveText(/^".*"$/);
        await expect(first('number')).toHaveText(/^ *[\d.e+-]+$/);
        const colour = (kind: TokenKind) => first(kind).evaluate((token) => getComputedStyle(token).color);
        expect(new Set(await Promise.all([colour('comment'), colour('name'), colour('number')])).size).toBe(
          3,
        );
        await expect(
          panel.getByRole('region', { name: en.pushes.difference }).getByText(/\d changed, \d+ stayed/),
        ).toBeVisible();
        await panel.getByRole('button', { name: en.pushes.copyCurl }).click();
        await expect(panel.getByText(en.actions.copied)).toBeVisible();
        expect(await pasted(page)).toMatch(/^curl .*\/metrics\/job\/pushtray/);
      },
    },
    {
      title: 'an open push is pushed again after a question, and what became of it opens',
      async check(page) {
        const panel = page.getByRole('dialog', { name: /^Push \d+/ });
        const before = await panel.getByRole('heading').first().innerText();
        const again = page.getByRole('button', { name: en.pushes.again, exact: true });
        await again.click();
        const question = page.getByRole('dialog', { name: /again\?$/ });
        await expect(question).toContainText('/metrics/job/pushtray');
        await question.getByRole('button', { name: en.pushes.again, exact: true }).click();
        await expect(page.getByText(en.pushes.againDone('team'))).toBeVisible({ timeout: 10_000 });
        await expect(panel.getByRole('heading').first()).not.toHaveText(before);
        await expect(panel.getByRole('region', { name: en.pushes.sent })).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(panel).toBeHidden();
      },
    },
  ];
}

/** The rows of the list, which is filtered for one destination. */
async function pushesTo(page: Page, destination: string): Promise<Locator> {
  const links = page.getByRole('link', { name: /^Open the push/ });
  const rows = page.getByRole('row').filter({ has: links });
  await page.getByRole('combobox', { name: en.pushes.filterDestination }).selectOption(destination);
  await expect(rows.filter({ hasNotText: destination })).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
  return rows;
}

/** What the clipboard holds, read as a person reads it: by putting it somewhere. The desktop window may not ask for it. */
async function pasted(page: Page): Promise<string> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: en.palette.label });
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+v');
  const text = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  return text;
}
