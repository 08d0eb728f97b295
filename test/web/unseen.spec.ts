import type { Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import { expect, hourMs, test } from '../support/chart-test';
import { makeFakeMain } from '../support/fake-main';

/** How much work a chart is, and none where nobody looks. */

test.describe.configure({ mode: 'parallel' });

interface Watched {
  /** How often it was drawn. */
  drawn?: number;
  /** Of its longest line or outline. */
  mostPoints?: number;
}

/** Runs in the page before its own scripts: counts what is drawn on each canvas. */
function watchCanvases(): void {
  const points = new WeakMap<object, number>();
  for (const { prototype } of [Path2D, CanvasRenderingContext2D]) {
    for (const name of ['moveTo', 'lineTo'] as const) {
      const original = prototype[name];
      prototype[name] = function (this: Path2D & CanvasRenderingContext2D, x: number, y: number) {
        points.set(this, (points.get(this) ?? 0) + 1);
        original.call(this, x, y);
      };
    }
  }
  const { prototype } = CanvasRenderingContext2D;
  const { clearRect, beginPath } = prototype;
  prototype.clearRect = function (...place) {
    const watched = this.canvas as Watched;
    watched.drawn = (watched.drawn ?? 0) + 1;
    clearRect.apply(this, place);
  };
  prototype.beginPath = function () {
    points.delete(this);
    beginPath.call(this);
  };
  for (const name of ['stroke', 'fill'] as const) {
    const original = prototype[name] as (...args: unknown[]) => void;
    prototype[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      const watched = this.canvas as Watched;
      const path = args[0] instanceof Path2D ? args[0] : this;
      watched.mostPoints = Math.max(watched.mostPoints ?? 0, points.get(path) ?? 0);
      original.apply(this, args);
    };
  }
}

const canvases = (page: Page) =>
  page.locator('.plot canvas').evaluateAll((all) =>
    all.map((canvas) => {
      const { drawn = 0, mostPoints = 0, width } = canvas as HTMLCanvasElement & Watched;
      return { drawn, mostPoints, width };
    }),
  );

test.beforeEach(({ page }) => page.addInitScript(watchCanvases));

for (const width of [380, 1440]) {
  test(`at ${width} px no line of a day has more than two points for a pixel column`, async ({
    page,
    openTarget,
  }) => {
    await page.setViewportSize({ width, height: 1000 });
    await openTarget('api', { fromMs: 24 * hourMs, toMs: 0 });
    await expect.poll(async () => (await canvases(page)).every(({ drawn }) => drawn > 0)).toBe(true);
    const all = await canvases(page);
    expect(all.length).toBeGreaterThan(2);
    expect(Math.max(...all.map(({ mostPoints }) => mostPoints))).toBeGreaterThan(width / 2);
    for (const { mostPoints, width: columns } of all) expect(mostPoints).toBeLessThanOrEqual(2 * columns + 2);
  });
}

test('a chart that is scrolled out of sight is not drawn as time goes by, and is drawn once it is looked at', async ({
  page,
  openWindow,
}) => {
  await page.clock.install();
  await page.setViewportSize({ width: 1280, height: 500 });
  await openWindow('targets/api?range=10m');
  await expect(page.getByRole('region', { name: en.charts.events })).toBeVisible();
  const plots = page.locator('.plot');
  await plots.first().scrollIntoViewIfNeeded();
  const drawn = async (which: 'first' | 'last') =>
    (await canvases(page)).at(which === 'first' ? 0 : -1)?.drawn ?? 0;
  await page.clock.runFor(5000);
  const [seen, unseen] = [await drawn('first'), await drawn('last')];
  await page.clock.runFor(20_000);
  await expect.poll(() => drawn('first')).toBeGreaterThan(seen);
  expect(await drawn('last')).toBe(unseen);
  await plots.last().scrollIntoViewIfNeeded();
  await expect.poll(() => drawn('last')).toBeGreaterThan(unseen);
});

for (const address of ['now', 'tcp', 'targets', 'targets/api', 'pushes', 'pushes/in', 'report']) {
  test(`a hidden window at ${address} asks main for nothing and draws nothing`, async ({
    page,
    openWindow,
  }) => {
    await page.clock.install();
    const fake = makeFakeMain();
    await openWindow(address, fake);
    await expect(page.locator('.mantine-Loader-root')).toHaveCount(0);
    // What was begun is read to its end.
    await expect(page.getByText(/^Reading history/)).toHaveCount(0);
    await page.clock.runFor(5000);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.clock.runFor(2000);
    const asked = fake.calls.length;
    const before = await canvases(page);
    await page.clock.runFor(60_000);
    expect(fake.calls.slice(asked)).toEqual([]);
    expect(await canvases(page)).toEqual(before);
  });
}
