import type { Page } from '@playwright/test';
import { failure } from '../../main/outcome';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from './fake-main';
import { fakeSettings, stateFor } from './fake-state';

/** Every state the window must be able to show, each with the fake main and the steps that lead there. */
export interface Scene {
  readonly name: string;
  /** `pushes`, `pushes/1118`, `pushes?destination=lab`. */
  readonly address: string;
  readonly fake: () => FakeMain;
  readonly lead?: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const fill = (page: Page, name: string, text: string) =>
  page.getByRole('textbox', { name, exact: true }).fill(text);

export const scenes: readonly Scene[] = [
  ...['now', 'targets', 'destinations', 'pushes', 'settings'].flatMap((address) => [
    { name: address, address, fake: () => makeFakeMain() },
    { name: `${address} on a fresh machine`, address, fake: fresh },
    { name: `${address} with everything at fault`, address, fake: broken },
  ]),
  {
    name: 'now with nothing to measure',
    address: 'now',
    fake: () => withSettings({ version: 1, collectors: [] }),
  },
  {
    name: 'now while paused',
    address: 'now',
    fake: () => withSettings({ ...fakeSettings(), monitoring: false }),
  },
  {
    name: 'targets without one',
    address: 'targets',
    fake: () => withSettings({ version: 1, collectors: [] }),
  },
  {
    name: 'a target with a fault',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Add target');
      await fill(page, 'Host', '-f');
      await page.keyboard.press('Enter');
      await page.getByText('Host is not a host name or an address').waitFor();
    },
  },
  {
    name: 'targets that were tried',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Try it: cloudflare');
      await press(page, 'Try it: db');
      await page.getByText('What it would push').nth(1).click();
    },
  },
  {
    name: 'a target that was removed',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Remove api');
      await page.getByText('Target api was removed.').waitFor();
    },
  },
  {
    name: 'a destination with faults',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Add destination');
      await fill(page, 'Pushgateway address', 'gateway:9091');
      await page.getByRole('dialog').getByText('Basic', { exact: true }).click();
      await press(page, 'Add label');
      await fill(page, 'Name of label 1', '9x');
      await press(page, 'Test');
      await page.getByText('User name must not be empty').waitFor();
    },
  },
  {
    name: 'a destination whose test failed',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Edit team-b');
      await press(page, 'Test');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a destination to be removed',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Remove team-a');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'an open push',
    address: 'pushes/1118',
    fake: () => makeFakeMain(),
    lead: (page) => page.getByText('What came back').waitFor(),
  },
  { name: 'pushes of which none fits', address: 'pushes?destination=lab', fake: () => makeFakeMain() },
  {
    name: 'settings with faults',
    address: 'settings',
    fake: () => makeFakeMain(),
    async lead(page) {
      await fill(page, 'Push interval', 'soon');
      await fill(page, 'Instance', 'localhost');
      await press(page, 'Save');
      await page.getByText(/^Push interval is not a duration/).waitFor();
    },
  },
  {
    name: 'settings that somebody else changed',
    address: 'settings',
    fake: () => failing('settings.save', 'settings_changed'),
    async lead(page) {
      await fill(page, 'Push interval', '30s');
      await press(page, 'Save');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'pushes that cannot be read',
    address: 'pushes',
    fake: () => failing('pushes.list', 'internal'),
    lead: (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'a window that cannot be opened', address: 'now', fake: () => failing('state.get', 'internal') },
  { name: 'a page whose token is refused', address: 'now', fake: () => failing('state.get', 'not_allowed') },
];

function withSettings(settings: SettingsInput): FakeMain {
  return makeFakeMain({
    state: (_busy, history) => stateFor(fakeSettings(settings), Date.now(), history),
  });
}

/** As after the first start: TCP states, the default route's gateway, pushes to the local gateway. */
function fresh(): FakeMain {
  return withSettings({ version: 1 });
}

function failing(call: keyof NonNullable<FakeMainOptions['handlers']>, code: string): FakeMain {
  return makeFakeMain({ handlers: { [call]: () => failure(code, `The call ${call} was made to fail.`) } });
}

/** Nothing can be measured, the settings file has faults, the instance has no name, and there is more to know. */
function broken(): FakeMain {
  const noSource = '/proc/net/tcp cannot be read: permission denied.';
  const noPing = 'There is no ping program on this machine: install iputils-ping.';
  return makeFakeMain({
    state: ({ tcp: _tcp, ...busy }) => ({
      ...busy,
      instance: {
        problem: {
          code: 'instance_is_localhost',
          message: 'This machine is named localhost, as every machine is.',
        },
      },
      notices: ['Port 9091 is taken: the server listens on 127.0.0.1:9092.', 'This desktop shows no tray.'],
      verdict: { level: 'failing', summary: 'tcp, ping cannot be measured', evidence: [noSource, noPing] },
      settingsFile: {
        ...busy.settingsFile,
        problem: {
          code: 'invalid_settings',
          message: `${busy.settingsFile.path} has 2 faults.`,
          hint: 'Mend them; the file is read again as soon as it is written.',
          faults: [
            {
              line: 7,
              column: 15,
              path: 'interval',
              message: 'is not a duration: write it like 500ms, 15s or 2m',
            },
            { line: 12, column: 5, path: 'collectors.1', message: 'has keys that are not known: hosts' },
          ],
        },
      },
      collectors: busy.collectors.map((collector) => ({
        ...collector,
        state: 'failing',
        problems: [{ code: 'no_source', message: collector.kind === 'ping' ? noPing : noSource }],
      })),
      targets: busy.targets.map(({ collector, name, host }) => ({
        collector,
        name,
        host,
        state: 'unknown',
        reason: 'There is no ping program.',
      })),
    }),
  });
}
