import { en } from '../../main/texts/en';
import type { View } from '../../renderer/charts/view';
import { type FakeMain, makeFakeMain } from './fake-main';
import { test as base, expect } from './web';

export { expect };

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

interface ChartFixtures {
  /** Opens a target of the fake main at a stretch of time, in milliseconds before now; answers when its charts are there. */
  openTarget(name: string, stretch: View): Promise<FakeMain>;
}

/** For what is seen and done on the charts of a target. */
export const test = base.extend<ChartFixtures>({
  viewport: { width: 1440, height: 1000 },
  openTarget: async ({ page, openWindow }, use) => {
    await use(async (name, { fromMs, toMs }) => {
      const nowMs = Date.now();
      const fake = makeFakeMain({ nowMs });
      await openWindow(`targets/${name}?from=${nowMs - fromMs}&to=${nowMs - toMs}`, fake);
      await expect(page.getByRole('region', { name: en.charts.events })).toBeVisible();
      return fake;
    });
  },
});
