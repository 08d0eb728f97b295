import { failure, success } from '../../main/outcome';
import { makeFakeMain } from './fake-main';
import { fakeSettings } from './fake-state';
import { press, type Scene, withSettings } from './scene';

const followed: Scene = {
  name: 'a push that is followed to Prometheus',
  address: 'pushes',
  fake: () => makeFakeMain(),
  async lead(page) {
    await press(page, 'Follow a push to team-a');
    await page.getByText('Scraped').waitFor();
  },
};

/** What was sent, and what others pushed in. */
export const pushScenes: readonly Scene[] = [
  followed,
  {
    name: 'older pushes that cannot be read',
    address: 'pushes',
    fake: () => {
      const fake = makeFakeMain();
      return makeFakeMain({
        handlers: {
          'pushes.list': (query) =>
            query.beforeId === undefined
              ? success({ pushes: fake.history.list(query) })
              : failure('internal', 'The history cannot be read.'),
        },
      });
    },
    async lead(page) {
      await press(page, 'Older');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    ...followed,
    name: 'a push that did not come to Prometheus',
    fake: () =>
      makeFakeMain({
        handlers: { 'destination.verify': () => failure('not_arrived', 'Prometheus has not seen it.') },
      }),
    async lead(page) {
      await press(page, 'Follow a push to team-a');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a push to be repeated',
    address: 'pushes/1118',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Push again');
      await page.getByRole('dialog', { name: 'Push 1118 again?' }).waitFor();
    },
  },
  {
    name: 'a push that nothing came before',
    address: 'pushes/1001',
    fake: () => makeFakeMain(),
    lead: (page) => page.getByText('No earlier push').waitFor(),
  },
  {
    name: 'what others pushed in, and a refused body with its faults',
    address: 'pushes/in',
    fake: () => makeFakeMain(),
    async lead(page) {
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  },
  {
    name: 'a group that others pushed, with what it holds',
    address: `pushes/in?group=${encodeURIComponent('job="backup", instance="web1"')}`,
    fake: () => makeFakeMain(),
    lead: (page) => page.getByRole('region', { name: 'What it holds' }).waitFor(),
  },
  {
    name: 'a group to be deleted',
    address: 'pushes/in',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Delete the group job="import"');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'a gateway that is switched off',
    address: 'pushes/in',
    fake: () => withSettings({ ...fakeSettings(), server: { gateway: false } }),
  },
];
