import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/**
 * After a change of the colours, say, they pass through others for a moment. What turns for ever is not waited for, and nothing for long:
 * a window that is not drawn has no frames.
 */
async function untilNothingMoves(): Promise<void> {
  const still = async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  };
  await Promise.race([still(), new Promise((overdue) => setTimeout(overdue, 1000))]);
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** All rules of axe, or only some. */
export type AxeRules = readonly string[] | undefined;

/** What another scheme of colours can change. */
export const colourRules: AxeRules = ['color-contrast'];

/** By the rule's id and the elements it names. The debugger puts axe in, which the page's own policy would not let in. */
export async function axeViolations(page: Page, rules?: AxeRules): Promise<readonly string[]> {
  await page.evaluate(untilNothingMoves);
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  }, rules);
}
