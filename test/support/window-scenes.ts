import type { AppState } from '../../main/contract/state';
import { failure } from '../../main/outcome';
import { stormyVerdict } from './canned-verdict';
import { chartScenes } from './chart-scenes';
import { everywhereScenes } from './everywhere-scenes';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from './fake-main';
import { fakeSettings } from './fake-state';
import { fakeVerdict } from './fake-verdict';
import { fill, press, type Scene, withSettings } from './scene';
import { settingsScenes } from './settings-scenes';

/** Every state the window must be able to show. */
export const scenes: readonly Scene[] = [
  ...settingsScenes,
  ...everywhereScenes,
  ...chartScenes,
  ...['now', 'tcp', 'targets', 'collectors', 'destinations', 'pushes', 'settings'].flatMap((address) => [
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
    name: 'now with several findings',
    address: 'now',
    fake: () => makeFakeMain({ state: { verdict: stormyVerdict } }),
  },
  {
    name: 'now while paused',
    address: 'now',
    fake: () => withSettings({ ...fakeSettings(), monitoring: false }),
  },
  {
    name: 'an open push',
    address: 'pushes/1118',
    fake: () => makeFakeMain(),
    lead: (page) => page.getByText('What came back').waitFor(),
  },
  { name: 'pushes of which none fits', address: 'pushes?destination=lab', fake: () => makeFakeMain() },
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
    state: ({ tcp: _tcp, ...busy }) =>
      withVerdict({
        ...busy,
        instance: {
          problem: {
            code: 'instance_is_localhost',
            message: 'This machine is named localhost, as every machine is.',
          },
        },
        notices: ['Port 9091 is taken: the server listens on 127.0.0.1:9092.', 'This desktop shows no tray.'],
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

/** Everything is shown as it was made to be; the verdict is what the rules make of it. */
function withVerdict(state: AppState): AppState {
  return { ...state, verdict: fakeVerdict(state, Date.now()) };
}
