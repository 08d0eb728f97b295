import type { Page } from '@playwright/test';
import { en } from '../../main/texts/en';
import type { View } from '../../renderer/charts/view';
import { coloursOf, columnAt, drawnAt } from '../support/chart-pixels';
import { expect, hourMs, minuteMs, test } from '../support/chart-test';
import type { Colour } from '../support/contrast';
import type { FakeMain } from '../support/fake-main';

/** What the charts of a target and of TCP tell of what was measured: each spread, each loss, each change. */

test.describe.configure({ mode: 'parallel' });

const chart = (page: Page, name: string) => page.getByRole('img', { name, exact: true });
const roundTrips = en.target.titles['ping'] ?? '';

test('the median is a line within a shade that reaches from the best to the worst', async ({
  page,
  openTarget,
}) => {
  await openTarget('api', { fromMs: 8 * hourMs, toMs: 3 * hourMs });
  const colours = await coloursOf(page, ['--chart']);
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const column = await columnAt(chart(page, roundTrips), share);
    const median = column.flatMap((colour, y) => (isNear(colour, colours['--chart']) ? [y] : []));
    const shaded = column.flatMap((colour, y) => (isBluish(colour) ? [y] : []));
    const [top = Number.NaN, ground = Number.NaN] = [Math.min(...median), Math.max(...median)];
    expect(median.length, `median at ${share}`).toBeGreaterThan(0);
    expect(Math.min(...shaded), `above the median at ${share}`).toBeLessThan(top);
    expect(Math.max(...shaded), `below the median at ${share}`).toBeGreaterThan(ground);
    // One stretch, and the rest of the column is free.
    expect(shaded.length).toBe(Math.max(...shaded) - Math.min(...shaded) + 1);
    expect(shaded.length).toBeLessThan(column.length * 0.9);
  }
});

test('each lost packet of a day can be seen, be it one of thousands', async ({ page, openTarget }) => {
  const view = { fromMs: 24 * hourMs, toMs: 0 };
  const fake = await openTarget('cloudflare', view);
  const shares = lossesIn(fake, 'cloudflare', view);
  expect(shares.length).toBeGreaterThan(8);
  const { '--chart-loss': loss } = await coloursOf(page, ['--chart-loss']);
  for (const name of [roundTrips, en.target.lossChart]) {
    for (const share of shares) {
      const { colours } = await drawnAt(chart(page, name), { from: share - 0.003, to: share + 0.003 });
      expect(colours[loss.join()] ?? 0, `${name} at ${share}`).toBeGreaterThan(0);
    }
  }
});

test('a change of network and one of gateway are marked in every chart, and said at the crosshair', async ({
  page,
  openTarget,
}) => {
  for (const [view, words] of [
    [{ fromMs: 50 * minuteMs, toMs: 30 * minuteMs }, 'Network changed: eth0 10.0.4.31 → wlan0 192.168.1.23'],
    [{ fromMs: 53 * hourMs, toMs: 51 * hourMs }, 'Gateway changed: 192.168.178.1 → 10.0.4.1'],
  ] as const) {
    await openTarget('router', view);
    const { '--chart-mark': mark } = await coloursOf(page, ['--chart-mark']);
    for (const name of [roundTrips, en.target.lossChart, en.target.jitterChart]) {
      const marked = async (from: number, to: number) =>
        (await drawnAt(chart(page, name), { from, to })).colours[mark.join()] ?? 0;
      expect(await marked(0.48, 0.52), name).toBeGreaterThan(20);
      expect((await marked(0.05, 0.45)) + (await marked(0.55, 0.95)), name).toBe(0);
    }
    await chart(page, en.target.lossChart).locator('.u-over').hover();
    await expect(page.getByRole('region', { name: en.charts.reading })).toContainText(words);
  }
});

test('the TCP states stand on one another, or each as a line of its own', async ({ page, openWindow }) => {
  await openWindow('tcp?range=1h');
  const states = chart(page, en.tcp.chartOf);
  await expect(states).toBeVisible();
  /** Of what stands below the counts of ESTABLISHED, a little above the ground. */
  const shade = async () => {
    const column = await columnAt(states, 0.4);
    const low = column.slice(Math.round(column.length * 0.9), -6);
    return low.filter(isBluish).length / low.length;
  };
  await expect.poll(shade).toBe(1);
  await page.getByText(en.tcp.lines, { exact: true }).click();
  await expect.poll(shade).toBeLessThan(0.5);
  const { '--series-blue': blue } = await coloursOf(page, ['--series-blue']);
  const { colours } = await drawnAt(states, { from: 0.2, to: 0.4 });
  const ofEstablished = Object.entries(colours).filter(([colour]) =>
    isNear(colour.split(',').map(Number), blue),
  );
  expect(ofEstablished.length).toBeGreaterThan(0);
});

/** Where packets were lost, as shares of the time that is shown. */
function lossesIn({ history }: FakeMain, target: string, { fromMs, toMs }: View): readonly number[] {
  const nowMs = history.list({ limit: 1 })[0]?.atMs ?? 0;
  const view = { fromMs: nowMs - fromMs + minuteMs, toMs: nowMs - toMs - minuteMs };
  const labels = { target };
  const { series } = history.samples({
    metric: 'ping_loss_ratio',
    labels,
    reduce: 'max',
    maxPoints: 20_000,
    ...view,
  });
  return series.flatMap(({ timesMs, values }) =>
    timesMs.flatMap((atMs, index) => (values[index] ? [(atMs - (nowMs - fromMs)) / (fromMs - toMs)] : [])),
  );
}

function isNear(colour: Colour, wanted: Colour): boolean {
  return colour.every((channel, index) => Math.abs(channel - (wanted[index] ?? 0)) < 40);
}

function isBluish([red = 0, , blue = 0]: Colour): boolean {
  return blue - red > 20;
}
