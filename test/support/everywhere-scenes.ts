import type { CheckedInput } from '../../main/contract/contract';
import { failure, success } from '../../main/outcome';
import { pageNames } from '../../renderer/state/route';
import { fakePush } from './fake-history';
import { type FakeMain, makeFakeMain } from './fake-main';
import { fakeSamples } from './fake-samples';
import { fakeSettings } from './fake-state';
import { press, type Scene, withSettings } from './scene';

const busy = () => makeFakeMain();

const inChinese = () => {
  const fake = makeFakeMain();
  fake.change({ settings: { ...fake.state().settings, language: 'zh-CN' } });
  return fake;
};

/** Of a day that had everything, in words as long as they come. */
const withLongReasons = () => {
  const fake = inChinese();
  const url = `http://pushgateway.${'monitoring.'.repeat(6)}example.net:9091/metrics/job/pushtray/instance/web1`;
  const errorMessage = `${url} answered 400 Bad Request: pushed metrics are invalid or inconsistent with existing metrics.`;
  for (const atMs of [Date.now() - 60_000, Date.now() - 1000])
    fake.history.add({ ...fakePush('gateway-of-the-monitoring-team', atMs, 1), ok: false, errorMessage });
  return fake;
};

const followed: Scene = {
  name: 'a push that is followed to Prometheus',
  address: 'pushes',
  fake: busy,
  async lead(page) {
    await press(page, 'Follow a push to team-a');
    await page.getByText('Scraped').waitFor();
  },
};

const pushScenes: readonly Scene[] = [
  followed,
  {
    ...followed,
    name: 'a push that did not come to Prometheus',
    fake: () =>
      withHandler('destination.verify', () => failure('not_arrived', 'Prometheus has not seen it.')),
    async lead(page) {
      await press(page, 'Follow a push to team-a');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a push to be repeated',
    address: 'pushes/1118',
    fake: busy,
    async lead(page) {
      await press(page, 'Push again');
      await page.getByRole('dialog', { name: 'Push 1118 again?' }).waitFor();
    },
  },
  {
    name: 'a push that nothing came before',
    address: 'pushes/1001',
    fake: busy,
    lead: (page) => page.getByText('No earlier push').waitFor(),
  },
  {
    name: 'what others pushed in, and a refused body with its faults',
    address: 'pushes/in',
    fake: busy,
    async lead(page) {
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  },
  {
    name: 'a group that others pushed, with what it holds',
    address: `pushes/in?group=${encodeURIComponent('job="backup", instance="web1"')}`,
    fake: busy,
    lead: (page) => page.getByRole('region', { name: 'What it holds' }).waitFor(),
  },
  {
    name: 'a group to be deleted',
    address: 'pushes/in',
    fake: busy,
    async lead(page) {
      await press(page, 'Delete the group job="import"');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a gateway that nobody pushed to', address: 'pushes/in', fake: emptyGateway },
  {
    name: 'a gateway that is switched off',
    address: 'pushes/in',
    fake: () => withSettings({ ...fakeSettings(), server: { gateway: false } }),
  },
];

const reportScenes: readonly Scene[] = [
  {
    name: 'a report',
    address: 'report',
    fake: busy,
    lead: (page) => page.getByText('Network report of web1').waitFor(),
  },
  {
    name: 'a report of loss at several targets at once',
    address: 'report',
    fake: losingTogether,
    lead: (page) => page.getByText('3 targets at once').waitFor(),
  },
  {
    name: 'a report of a time long ago',
    address: 'report?from=2025-03-21T14:00&to=2025-03-21T15:00',
    fake: busy,
    lead: (page) => page.getByText('So far back').waitFor(),
  },
  {
    name: 'a report of no time',
    address: 'report?from=2025-03-21T14:00&to=2025-03-21T15:00',
    fake: busy,
    async lead(page) {
      await page.getByLabel('To', { exact: true }).fill('2025-03-21T13:00');
      await press(page, 'Show');
      await page.getByText('From must be before the end').waitFor();
    },
  },
  {
    name: 'a report that is being made',
    address: 'report',
    fake: () => withHandler('pushes.list', () => new Promise<never>(() => undefined)),
    lead: (page) => page.getByText('Reading history').waitFor(),
  },
  {
    name: 'a report of a time without measurements',
    address: 'report',
    fake: () => withHandler('samples.query', () => success({ series: [] })),
    lead: (page) => page.getByText('Nothing was measured in this time.').waitFor(),
  },
  {
    name: 'a report that could not be made',
    address: 'report',
    fake: () => withHandler('marks.list', () => failure('internal', 'The history cannot be read.')),
    lead: (page) => page.getByRole('alert').waitFor(),
  },
];

const paletteScenes: readonly Scene[] = [
  {
    name: 'the palette',
    address: 'now',
    fake: busy,
    async lead(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    name: 'the palette with nothing that fits',
    address: 'now',
    fake: busy,
    async lead(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('zzz');
    },
  },
];

const chineseScenes: readonly Scene[] = pageNames.map((name) => ({
  name: `${name} in Chinese`,
  address: name,
  fake: inChinese,
}));

const dayScenes: readonly Scene[] = [
  {
    name: 'now with what happened in a day',
    address: 'now',
    fake: busy,
    lead: (page) => page.getByText('of packets lost').first().waitFor(),
  },
  {
    name: 'now after a day in which nothing happened',
    address: 'now',
    fake: () =>
      makeFakeMain({
        handlers: {
          'samples.query': () => success({ series: [] }),
          'marks.list': () => success({ marks: [] }),
        },
      }),
    lead: (page) => page.getByText('No outage, no stretch of loss').waitFor(),
  },
  {
    name: 'now whose day cannot be read',
    address: 'now',
    fake: () => withHandler('marks.list', () => failure('internal', 'The history cannot be read.')),
    lead: (page) => page.getByText('What happened could not be read.').waitFor(),
  },
];

export const everywhereScenes: readonly Scene[] = [
  ...pushScenes,
  ...reportScenes,
  ...dayScenes,
  ...paletteScenes,
  ...chineseScenes,
  {
    name: 'a report of a week in Chinese, with long reasons',
    address: 'report?last=7d',
    fake: withLongReasons,
    lead: (page) => page.locator('.report-chart').first().waitFor(),
  },
];

/** What the router loses two others lose too. */
function losingTogether(): FakeMain {
  const nowMs = Date.now();
  const lost = (query: CheckedInput<'samples.query'>) => {
    const all = fakeSamples(query, nowMs);
    const routers = all.filter(({ labels }) => labels['target'] === 'router');
    return ['router', 'cloudflare', 'quad9'].flatMap((target) =>
      routers.map((series) => ({ ...series, labels: { target } })),
    );
  };
  return makeFakeMain({ handlers: { 'samples.query': (query) => success({ series: lost(query) }) } });
}

function withHandler(
  name: 'destination.verify' | 'pushes.list' | 'samples.query' | 'marks.list',
  // biome-ignore lint/suspicious/noExplicitAny: each call has an answer of its own
  handler: () => any,
): FakeMain {
  return makeFakeMain({ handlers: { [name]: handler } });
}

function emptyGateway(): FakeMain {
  const empty = { groups: [], expiredGroups: 0, refusedPushes: 0, refused: [] };
  return makeFakeMain({ handlers: { 'gateway.state': () => success(empty) } });
}
