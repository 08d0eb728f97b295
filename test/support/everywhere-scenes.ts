import type { CheckedInput } from '../../main/contract/contract';
import { failure, success } from '../../main/outcome';
import { pageNames } from '../../renderer/state/route';
import { fakePush } from './fake-history';
import { type FakeMain, makeFakeMain } from './fake-main';
import { fakeSamples } from './fake-samples';
import { pushScenes } from './push-scenes';
import { press, type Scene } from './scene';

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

const reportScenes: readonly Scene[] = [
  {
    name: 'a report',
    address: 'report',
    fake: busy,
    lead: (page) => page.getByText('Network report of web1').waitFor(),
  },
  {
    name: 'a report of loss and of slow answers at several targets at once',
    address: 'report',
    fake: losingTogether,
    lead: (page) => page.getByText('3 targets at once').nth(1).waitFor(),
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
    name: 'now whose day is being read',
    address: 'now',
    // One question only waits: a browser has no more than six connections.
    fake: () =>
      makeFakeMain({
        handlers: {
          'samples.query': ({ metric, maxPoints }) =>
            metric === 'ping_loss_ratio' && maxPoints === 289
              ? new Promise(() => undefined)
              : success({ series: [] }),
        },
      }),
    lead: (page) => page.getByText('Reading history').waitFor(),
  },
  {
    name: 'now with what happened in a day',
    address: 'now',
    fake: busy,
    lead: (page) =>
      page
        .getByText(/% lost (for|since)/)
        .first()
        .waitFor(),
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

/** What the router loses two others lose too, and while its answers are slow theirs are as well. */
function losingTogether(): FakeMain {
  const nowMs = Date.now();
  const lost = (query: CheckedInput<'samples.query'>) => {
    const all = fakeSamples(query, nowMs);
    const routers = all.filter(({ labels }) => labels['target'] === 'router');
    return ['router', 'cloudflare', 'quad9'].flatMap((target) =>
      routers.map(({ timesMs, values }) => ({
        labels: { target },
        timesMs,
        values: query.metric.startsWith('ping_rtt')
          ? values.map((value, index) => slowed(value, timesMs[index]))
          : values,
      })),
    );
  };
  const slowed = (seconds: number | null, atMs = 0) => {
    const ago = nowMs - atMs;
    return seconds !== null && ago > 600_000 && ago < 1_080_000 ? seconds + 0.18 : seconds;
  };
  return makeFakeMain({ handlers: { 'samples.query': (query) => success({ series: lost(query) }) } });
}

function withHandler(
  name: 'samples.query' | 'marks.list',
  // biome-ignore lint/suspicious/noExplicitAny: each call has an answer of its own
  handler: () => any,
): FakeMain {
  return makeFakeMain({ handlers: { [name]: handler } });
}
