import type { Page } from '@playwright/test';
import type { PathRound } from '../../main/contract/path';
import { success } from '../../main/outcome';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from './fake-main';
import { everyKindSettings, fakeSettings, stateFor } from './fake-state';
import { manyTargets } from './many-targets';
import { press, type Scene } from './scene';

/** The pages with charts: one target, TCP, and every target on Now. */
export const chartScenes: readonly Scene[] = [
  { name: 'now with a target of every kind', address: 'now', fake: () => everyKind() },
  {
    name: 'now with targets sorted',
    address: 'now',
    fake: () => everyKind(),
    lead: (page) => press(page, 'Loss'),
  },
  { name: 'now with a backlog', address: 'now', fake: withBacklog },
  ...['10m', '24h', '30d'].map((range) => ({
    name: `a target over ${range}`,
    address: `targets/api?range=${range}`,
    fake: () => everyKind(),
    lead: hasCharts,
  })),
  {
    name: 'a target that is down, at the crosshair',
    address: 'targets/db?range=10m',
    fake: () => everyKind(),
    async lead(page) {
      await hasCharts(page);
      await page
        .getByRole('button', { name: /^\d\d:\d\d:\d\d$/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'At the crosshair' }).waitFor();
    },
  },
  ...['shop', 'resolver', 'postgres'].map((name) => ({
    name: `a target that is no ping: ${name}`,
    address: `targets/${name}`,
    fake: () => everyKind(),
    lead: hasCharts,
  })),
  {
    name: 'a path that loses on the way',
    address: 'targets/api',
    fake: () => everyKind({ 'path.probe': () => success(lossyRound()) }),
    async lead(page) {
      await hasCharts(page);
      await press(page, 'Trace the path');
      await page
        .getByText(/^Loss begins at hop/)
        .last()
        .waitFor();
    },
  },
  ...['10m', '24h', '30d'].map((range) => ({
    name: `all targets over ${range}`,
    address: `targets?range=${range}`,
    fake: () => everyKind(),
    lead: hasTogether,
  })),
  {
    name: 'all of thirty targets, one of them in front',
    address: 'targets?range=1h',
    fake: () => manyTargets(30),
    async lead(page) {
      await hasTogether(page);
      await press(page, 'Hide host-2 in the chart');
      await together(page).getByRole('row', { name: 'host-14' }).hover();
    },
  },
  {
    name: 'all targets at the crosshair',
    address: 'targets?range=10m',
    fake: () => everyKind(),
    async lead(page) {
      await hasTogether(page);
      await page.getByRole('img', { name: 'Lost packets of db over time' }).hover();
      await page.getByRole('region', { name: 'At the crosshair' }).waitFor();
    },
  },
  {
    name: 'all targets on a logarithmic axis',
    address: 'targets?range=6h',
    fake: () => everyKind(),
    async lead(page) {
      await hasTogether(page);
      await page.getByText('Log', { exact: true }).click();
    },
  },
  { name: 'a target that is not there', address: 'targets/gone', fake: () => everyKind() },
  {
    name: 'TCP as lines over a day',
    address: 'tcp?range=24h',
    fake: () => everyKind(),
    async lead(page) {
      await page.getByText('Lines', { exact: true }).click();
      await press(page, 'Hide LISTEN in the chart');
    },
  },
  {
    name: 'TCP without counters',
    address: 'tcp',
    fake: () => everyKind({ 'samples.query': () => success({ series: [] }) }),
    lead: (page) => page.getByText(/^Only Linux counts/).waitFor(),
  },
  {
    name: 'who holds connections',
    address: 'tcp/close_wait',
    fake: () => everyKind(),
    lead: (page) => page.getByText('java').waitFor(),
  },
];

const together = (page: Page) => page.getByRole('region', { name: 'All targets' });

async function hasTogether(page: Page): Promise<void> {
  await together(page).getByRole('table').waitFor();
}

async function hasCharts(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'What happened to this machine' }).waitFor();
}

function everyKind(handlers: FakeMainOptions['handlers'] = {}): FakeMain {
  return makeFakeMain({
    handlers,
    state: (_busy, history) => stateFor(fakeSettings(everyKindSettings), Date.now(), history),
  });
}

function withBacklog(): FakeMain {
  const oldestAtMs = Date.now() - 47 * 60_000;
  const backlog = { snapshots: 188, samples: 17_672, bytes: 412_000, oldestAtMs, droppedSamples: 94 };
  return makeFakeMain({
    state: (busy) => ({
      ...busy,
      destinations: busy.destinations.map((one) => (one.id === 'team-b' ? { ...one, backlog } : one)),
    }),
  });
}

let rounds = 0;

/** The second hop and all behind it lose every third probe. */
function lossyRound(): PathRound {
  rounds += 1;
  const isLost = rounds % 3 === 0;
  const hops = [
    { ttl: 1, ip: '192.168.1.1', rttSeconds: 0.0014 },
    { ttl: 2, ip: '100.64.0.1', rttSeconds: 0.0087 },
    { ttl: 3 },
    { ttl: 4, ip: '62.155.244.10', rttSeconds: 0.0112 },
    { ttl: 5, ip: '203.0.113.7', rttSeconds: 0.0371 },
  ];
  const seen = isLost ? hops.map(({ ttl, ...hop }) => (ttl === 1 ? { ttl, ...hop } : { ttl })) : hops;
  return { atMs: Date.now(), ip: '203.0.113.7', hops: seen, reached: !isLost };
}
