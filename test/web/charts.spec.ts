import type { Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import type { View } from '../../renderer/charts/view';
import { axeViolations } from '../support/axe';
import { coloursOf, type Drawing, drawnAt, faintAmong } from '../support/chart-pixels';
import { expect, hourMs, minuteMs, test } from '../support/chart-test';
import { type Colour, contrast } from '../support/contrast';

/** What is really drawn on the charts, in every scheme of colours. */

test.describe.configure({ mode: 'parallel' });

/** Silences of the fake month, each in the middle half of what is shown. */
const silences = {
  asleep: { fromMs: 350_000, toMs: 275_000 },
  unmeasured: { fromMs: 27 * minuteMs, toMs: 25 * minuteMs },
  paused: { fromMs: 135 * minuteMs, toMs: 125 * minuteMs },
  off: { fromMs: 9.5 * hourMs, toMs: 9 * hourMs },
} as const;
type Silence = keyof typeof silences;

const chart = (page: Page, name: string) => page.getByRole('img', { name, exact: true });

function around({ fromMs, toMs }: View): View {
  const half = (fromMs - toMs) / 2;
  return { fromMs: fromMs + half, toMs: toMs - half };
}

test('sleep, pause, a stopped Pushtray and an unexplained gap are each drawn differently, with the reason on hover', async ({
  page,
  openTarget,
}) => {
  const tiles = {} as Record<Silence, readonly (readonly string[])[]>;
  for (const silence of Object.keys(silences) as Silence[]) {
    await openTarget('cloudflare', around(silences[silence]));
    const { tile, ground } = await drawnAt(chart(page, en.target.lossChart), { from: 0.3, to: 0.7 });
    tiles[silence] = tile;
    if (silence === 'unmeasured') expect(new Set(ground).size).toBeGreaterThan(1);
    await chart(page, en.target.lossChart).hover();
    const reading = page.getByRole('region', { name: en.charts.reading });
    await expect(reading).toContainText(en.charts.silenceReasons[silence]);
  }
  const { asleep, paused, off, unmeasured } = tiles;
  const dotsOf = (tile: readonly (readonly string[])[]) =>
    tile.flat().filter((colour) => colour !== off[7]?.[7]);
  // Slanted: each row is the one before, moved by a pixel.
  expect(asleep).toEqual(asleep.map((_, y) => asleep.map((_, x) => asleep[0]?.[(x + y) % 8])));
  expect(new Set(asleep[0]).size).toBeGreaterThan(1);
  // Upright: all rows are one.
  expect(paused).toEqual(paused.map(() => paused[0]));
  expect(new Set(paused[0]).size).toBeGreaterThan(1);
  // Dotted: a small part of the tile alone.
  expect(dotsOf(off).length).toBeGreaterThan(0);
  expect(dotsOf(off).length).toBeLessThan(10);
  // Nothing at all but a dashed ground.
  expect(new Set(unmeasured.flat()).size).toBe(1);
  expect(new Set(Object.values(tiles).map((tile) => JSON.stringify(tile))).size).toBe(4);
});

test('lost packets stand as bars where they were lost, and nowhere else', async ({ page, openTarget }) => {
  await openTarget('db', { fromMs: 1000_000, toMs: 10_000 });
  const { '--chart-loss': loss } = await coloursOf(page, ['--chart-loss']);
  for (const name of [en.target.titles['ping'] ?? '', en.target.lossChart]) {
    const lossIn = async (from: number, to: number) =>
      (await drawnAt(chart(page, name), { from, to })).colours[loss.join()] ?? 0;
    // Nothing comes back from db since 170 s.
    expect(await lossIn(0.86, 1), name).toBeGreaterThan(100);
    expect(await lossIn(0.1, 0.6), name).toBe(0);
  }
});

test('a loss stands behind the round trip and hides none of it', async ({ page, openTarget }) => {
  // Now and then api loses three of four packets: such a bar is higher than the line.
  await openTarget('api', { fromMs: 3 * hourMs, toMs: 10 * minuteMs });
  const colours = await coloursOf(page, ['--chart', '--chart-loss']);
  const roundTrips = chart(page, en.target.titles['ping'] ?? '');
  const { ground } = await drawnAt(roundTrips, { from: 0, to: 1 });
  const foot = [...colours['--chart-loss'], 255].join();
  const feet = ground.flatMap((colour, x) => (colour === foot ? [x] : []));
  expect(feet.length).toBeGreaterThan(3);
  for (const x of feet) {
    const column = { from: (x - 0.1) / ground.length, to: (x + 1.1) / ground.length };
    expect(pixelsNear(colours['--chart'], await drawnAt(roundTrips, column)), `at ${x} px`).toBeGreaterThan(
      0,
    );
  }
});

test('a chart has the colours of the page, also when it is made while they change', async ({
  page,
  openWindow,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openWindow('settings');
  const waits = chart(page, en.now.tcpChart);
  const lineOf = async (colorScheme: 'light' | 'dark') => {
    await page.evaluate(leadTo, 'settings');
    await expect(waits).toBeHidden();
    await page.emulateMedia({ colorScheme });
    await page.evaluate(leadTo, 'now');
    await expect(waits).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const { '--chart': line } = await coloursOf(page, ['--chart']);
    await expect
      .poll(async () => (await drawnAt(waits, { from: 0, to: 1 })).colours[line.join()] ?? 0, colorScheme)
      .toBeGreaterThan(20);
  };
  await lineOf('dark');
  await lineOf('light');
});

/** Runs in the page. */
function leadTo(name: string): void {
  location.hash = `#/${name}`;
}

test('the losses of all targets stand below the lines of their chart, at every width', async ({
  page,
  openWindow,
}) => {
  await openWindow('targets?range=1h');
  const lines = page.locator('.together-plot .u-over');
  const strip = page.getByRole('img', { name: en.targets.together.stripOf('router') });
  for (const width of [380, 700, 900, 1280, 1680]) {
    await page.setViewportSize({ width, height: 900 });
    const apart = async () => {
      const [above, below] = [await lines.boundingBox(), await strip.boundingBox()];
      if (above === null || below === null) return Number.POSITIVE_INFINITY;
      return Math.max(Math.abs(above.x - below.x), Math.abs(above.width - below.width));
    };
    // A browser without a core to itself draws late.
    await expect.poll(apart, { message: `at ${width} px`, timeout: 20_000 }).toBeLessThan(1.5);
  }
});

const series = [
  ...(['blue', 'orange', 'red', 'yellow', 'lime', 'teal', 'sky', 'violet', 'pink', 'grey', 'green'] as const),
];

/** What says something on a chart. */
const graphics = [
  ...(['--chart', '--chart-loss', '--chart-mark', '--chart-axis', '--chart-pattern'] as const),
  ...series.map((name) => `--series-${name}` as const),
];

const media = {
  'more contrast': { contrast: 'more' },
  'colours of the system’s own': { forcedColors: 'active' },
} as const;

for (const [name, emulated] of Object.entries(media)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`with ${name}, ${colorScheme}, all that a chart tells can be seen`, async ({ page, openTarget }) => {
      await page.emulateMedia({ colorScheme, ...emulated });
      await openTarget('db', { fromMs: 1000_000, toMs: 10_000 });
      const colours = await coloursOf(page, ['--surface', ...graphics]);
      const faint = graphics.filter((token) => contrast(colours[token], colours['--surface']) < 3);
      expect(faint).toEqual([]);
      const whole = { from: 0, to: 1 };
      const drawn = await drawnAt(chart(page, en.target.titles['ping'] ?? ''), whole);
      for (const token of ['--chart', '--chart-loss', '--chart-axis'] as const) {
        expect(pixelsNear(colours[token], drawn), token).toBeGreaterThan(20);
      }
      expect(await faintAmong(page, '.legend-sign')).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      await page.goto(`${page.url().split('#')[0]}#/tcp/close_wait`);
      await expect(page.getByText('java')).toBeVisible();
      await expect(page.locator('.legend-sign').first()).toBeVisible();
      expect(await faintAmong(page, '.count-share, .legend-sign')).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      await page.goto(`${page.url().split('#')[0]}#/now`);
      await expect(page.locator('.sparkline-loss').first()).toBeAttached();
      expect(await faintAmong(page, '.sparkline-line, .sparkline-loss')).toEqual([]);
    });
  }
}

/** Lines have edges that are somewhat fainter than themselves. */
function pixelsNear(colour: Colour, { colours }: Drawing): number {
  const isNear = (pixel: string) =>
    pixel.split(',').every((channel, index) => Math.abs(Number(channel) - (colour[index] ?? 0)) < 40);
  return Object.entries(colours).reduce((sum, [pixel, count]) => sum + (isNear(pixel) ? count : 0), 0);
}
