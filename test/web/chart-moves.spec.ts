import type { Locator, Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import { type RangeName, ranges, type View } from '../../renderer/charts/view';
import { coloursOf } from '../support/chart-pixels';
import { expect, hourMs, minuteMs, test } from '../support/chart-test';
import { type FakeMain, makeFakeMain } from '../support/fake-main';

/** How charts are moved: by a mouse, and by keys and buttons alike. */

const lossChart = (page: Page) =>
  page.getByRole('img', { name: en.target.lossChart, exact: true }).locator('.u-over');

test.describe.configure({ mode: 'parallel' });

for (const [address, chart, label] of [
  ['targets/api?range=1h', en.target.lossChart, 'Median'],
  ['tcp?range=1h', en.tcp.retransmits, 'ESTABLISHED'],
] as const) {
  test(`the crosshair stands at the same moment in all charts of ${address}, and leaves them all`, async ({
    page,
    openWindow,
  }) => {
    await openWindow(address);
    const over = page.getByRole('img', { name: chart, exact: true }).locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const lines = page.locator('.u-cursor-x');
    /** How far each stands from the left of its own chart. */
    const lefts = () =>
      lines.evaluateAll((all) =>
        all.map((line) => {
          const own = line.parentElement?.getBoundingClientRect();
          return (line.getBoundingClientRect().x - (own?.x ?? 0)) / (own?.width ?? 1);
        }),
      );
    expect(await lines.count()).toBeGreaterThan(2);
    const box = await placeOf(over);
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
    await expect(page.getByRole('region', { name: en.charts.reading }).first()).toContainText(label);
    for (const left of await lefts()) expect(Math.abs(left - 0.4)).toBeLessThan(0.005);
    await page.mouse.move(box.x - 30, box.y + 20);
    await expect(page.getByRole('region', { name: en.charts.reading })).toHaveCount(0);
    for (const left of await lefts()) expect(left).toBeLessThan(0);
  });
}

test('a pointer moves and zooms: by a drag, with Shift, by the wheel with Ctrl and Shift; the wheel alone scrolls the page', async ({
  page,
  openTarget,
}) => {
  const fake = await openTarget('api', { fromMs: 5 * hourMs, toMs: 4 * hourMs });
  const over = lossChart(page);
  await over.scrollIntoViewIfNeeded();
  const box = await placeOf(over);
  const at = (share: number) => [box.x + box.width * share, box.y + 20] as const;
  const drag = async (from: number, to: number) => {
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 4 });
    await page.mouse.up();
  };
  const whole = viewOf(fake);
  await drag(0.25, 0.75);
  const zoomed = part(whole, 0.25, 0.75);
  await expectView(fake, zoomed);
  await page.keyboard.down('Shift');
  await drag(0.2, 0.7);
  await page.keyboard.up('Shift');
  const panned = part(zoomed, -0.5, 0.5);
  await expectView(fake, panned);
  await page.mouse.move(...at(0.25));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 346.574);
  await page.keyboard.up('Control');
  // Twice as long, around what the pointer is at.
  const wider = part(panned, -0.25, 1.75);
  await expectView(fake, wider);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, -box.width / 2);
  await page.keyboard.up('Shift');
  const earlier = part(wider, -0.5, 0.5);
  await expectView(fake, earlier);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await expectView(fake, earlier);
});

test('every range is one press away, and what a mouse does, buttons and keys do', async ({
  page,
  openTarget,
}) => {
  const fake = await openTarget('api', { fromMs: 5 * hourMs, toMs: 4 * hourMs });
  const toNow = page.getByRole('button', { name: en.charts.reset });
  for (const { name, ms } of ranges) {
    await page.getByText(en.charts.ranges[name as RangeName], { exact: true }).click();
    await expect(toNow).toBeDisabled();
    await expect.poll(() => Math.abs(lengthOf(viewOf(fake)) / ms - 1) < 0.02, name).toBe(true);
  }
  await page.getByText(en.charts.ranges['1h'], { exact: true }).click();
  const charts = page.getByRole('group', { name: 'api' });
  const press = (key: string) => charts.press(key);
  const button = (name: string) => page.getByRole('button', { name, exact: true }).click();
  for (const { closer, farther, back, forward, home } of [
    {
      closer: () => press('+'),
      farther: () => press('-'),
      back: () => press('ArrowLeft'),
      forward: () => press('ArrowRight'),
      home: () => press('0'),
    },
    {
      closer: () => button(en.charts.zoomIn),
      farther: () => button(en.charts.zoomOut),
      back: () => button(en.charts.back),
      forward: () => button(en.charts.forward),
      home: () => button(en.charts.reset),
    },
  ]) {
    await closer();
    await expect.poll(() => Math.abs(lengthOf(viewOf(fake)) / hourMs - 0.5) < 0.02).toBe(true);
    const half = viewOf(fake);
    await back();
    await expect.poll(() => viewOf(fake).fromMs).toBeLessThan(half.fromMs - minuteMs);
    const earlier = viewOf(fake);
    await forward();
    await expect.poll(() => viewOf(fake).fromMs).toBeGreaterThan(earlier.fromMs + minuteMs);
    await farther();
    await expect.poll(() => Math.abs(lengthOf(viewOf(fake)) / hourMs - 1) < 0.02).toBe(true);
    await home();
    await expect(toNow).toBeDisabled();
  }
});

test('the strips of all targets go along with the lines above them, and show their crosshair', async ({
  page,
  openWindow,
}) => {
  const nowMs = Date.now();
  // An hour of which db was down in the last minutes.
  await openWindow(`targets?from=${nowMs - hourMs}&to=${nowMs}`, makeFakeMain({ nowMs }));
  const strips = page.locator('canvas.loss-strips');
  const lost = () => placesOfColour(strips, '--chart-loss');
  await expect.poll(async () => (await lost()).at(-1)).toBeGreaterThan(0.99);
  const first = (await lost())[0] ?? 0;
  const over = page.getByRole('img', { name: en.targets.together.chart, exact: true }).locator('.u-over');
  const box = await placeOf(over);
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await expect.poll(async () => (await placesOfColour(strips, '--text-muted'))[0]).toBeCloseTo(0.5, 2);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, -box.width / 10);
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await lost())[0]).toBeCloseTo(first + 0.1, 2);
});

/** Where a canvas has pixels of a colour, as shares of its width, from the left. */
async function placesOfColour(canvas: Locator, token: string): Promise<readonly number[]> {
  const { [token]: colour = [] } = await coloursOf(canvas.page(), [token]);
  return canvas.evaluate((element, [red, green, blue]) => {
    const { width, height } = element as HTMLCanvasElement;
    const pen = (element as HTMLCanvasElement).getContext('2d');
    const data = pen?.getImageData(0, 0, width, height).data ?? [];
    const columns = new Set<number>();
    for (let place = 0; place < data.length; place += 4) {
      const isIt = data[place] === red && data[place + 1] === green && data[place + 2] === blue;
      if (isIt && data[place + 3] === 255) columns.add((place / 4) % width);
    }
    return [...columns].sort((a, b) => a - b).map((column) => column / width);
  }, colour);
}

async function placeOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error('it has no place');
  return box;
}

/** The stretch of time that history was asked for last. */
function viewOf(fake: FakeMain): View {
  return fake.calls.findLast(({ name }) => name === 'marks.list')?.input as View;
}

const lengthOf = ({ fromMs, toMs }: View) => toMs - fromMs;

/** From one share of a stretch to another. */
function part(view: View, from: number, to: number): View {
  return {
    fromMs: view.fromMs + lengthOf(view) * from,
    toMs: view.fromMs + lengthOf(view) * to,
  };
}

/** Waits until a stretch is shown that begins and ends there, within two hundredths of its length. */
async function expectView(fake: FakeMain, wanted: View): Promise<void> {
  const offBy = () => {
    const { fromMs, toMs } = viewOf(fake);
    return Math.max(Math.abs(fromMs - wanted.fromMs), Math.abs(toMs - wanted.toMs)) / lengthOf(wanted);
  };
  await expect.poll(offBy).toBeLessThan(0.02);
}
