import type { AppState } from '../../main/contract/state';
import { failure, success } from '../../main/outcome';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { askedScenes } from './asked-scenes';
import { stormyVerdict } from './canned-verdict';
import { chartScenes } from './chart-scenes';
import { everywhereScenes } from './everywhere-scenes';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from './fake-main';
import { fakeSettings, stateFor } from './fake-state';
import { fakeVerdict } from './fake-verdict';
import { fill, press, type Scene, withSettings } from './scene';
import { settingsScenes } from './settings-scenes';

/** Every state the window must be able to show. */
export const scenes: readonly Scene[] = [
  ...settingsScenes,
  ...everywhereScenes,
  ...chartScenes,
  ...askedScenes,
  ...['now', 'tcp', 'targets', 'collectors', 'destinations', 'pushes', 'settings'].flatMap((address) => [
    { name: address, address, fake: () => makeFakeMain() },
    { name: `${address} on a fresh machine`, address, fake: fresh },
    { name: `${address} with everything at fault`, address, fake: broken },
    { name: `${address} before the first cycle`, address, fake: starting },
    { name: `${address} with nothing to measure and nowhere to push`, address, fake: bare },
  ]),
  {
    name: 'now with several findings',
    address: 'now',
    fake: () => makeFakeMain({ state: { verdict: stormyVerdict } }),
  },
  {
    name: 'now without what happened meanwhile',
    address: 'now',
    fake: () => failing('marks.list', 'internal'),
    lead: (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'a destination that a link led to', address: 'destinations/office', fake: () => makeFakeMain() },
  { name: 'a collector that a link led to', address: 'collectors/ping', fake: () => makeFakeMain() },
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
  { name: 'a page whose token is refused', address: 'now', fake: () => failing('state.get', 'not_allowed') },
];

/** As after the first start: TCP states, the default route's gateway, pushes to the local gateway. */
function fresh(): FakeMain {
  return withSettings({ version: 1 });
}

/** Nothing was measured yet, nothing pushed. */
function starting(): FakeMain {
  return makeFakeMain({
    state: ({ tcp: _tcp, ...busy }) =>
      withVerdict({
        ...busy,
        collectors: busy.collectors.map(({ lastCycleAtMs: _at, lastDurationMs: _took, ...collector }) => ({
          ...collector,
          state: collector.enabled ? 'waiting' : 'paused',
        })),
        targets: busy.targets.map(({ collector, name, host, state }) => ({
          ...{ collector, name, host },
          state: state === 'paused' ? state : 'waiting',
        })),
        destinations: busy.destinations.map(({ id, kind, url, enabled }) => ({
          ...{ id, kind, url, enabled, builtIn: false, consecutiveFailures: 0 },
          state: enabled ? 'waiting' : 'paused',
        })),
      }),
    handlers: {
      'samples.query': () => success({ series: [] }),
      'marks.list': () => success({ marks: [] }),
      'pushes.list': () => success({ pushes: [] }),
    },
  });
}

/** All was taken out of the settings, and nothing is served. */
function bare(): FakeMain {
  const settings: SettingsInput = {
    version: 1,
    ...{ collectors: [], destinations: [], server: { enabled: false } },
  };
  return makeFakeMain({
    state(_busy, history) {
      const { address: _none, ...state } = stateFor(fakeSettings(settings), Date.now(), history);
      return state;
    },
  });
}

function failing(call: keyof NonNullable<FakeMainOptions['handlers']>, code: string): FakeMain {
  return makeFakeMain({ handlers: { [call]: () => failure(code, `The call ${call} was made to fail.`) } });
}

/** Nothing can be measured, the settings file has faults, the instance has no name, and there is more to know. */
function broken(): FakeMain {
  const noSource = 'TCP states could not be counted. This user may not read /proc/net/tcp.';
  const noPing =
    'There is no program "ping" on the PATH. Install the package "iputils-ping" (Debian, Ubuntu) or "iputils" (Fedora, Arch, openSUSE).';
  return makeFakeMain({
    state: ({ tcp: _tcp, ...busy }) =>
      withVerdict({
        ...busy,
        instance: {
          problem: {
            code: 'instance_is_localhost',
            message: 'This machine is named localhost, as every machine is to itself.',
          },
        },
        notices: [
          'Port 9091 is taken by another program, so Pushtray serves on port 9092.',
          'The log is not kept. Cannot write /home/kim/.local/state/pushtray/pushtray.log: the disk is full.',
        ],
        settingsFile: {
          ...busy.settingsFile,
          problem: {
            code: 'invalid_settings',
            message: `The settings in ${busy.settingsFile.path} are not valid: interval is not a duration.`,
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
          reason: 'There is no program "ping" on the PATH.',
        })),
      }),
  });
}

/** Everything is shown as it was made to be; the verdict is what the rules make of it. */
function withVerdict(state: AppState): AppState {
  return { ...state, verdict: fakeVerdict(state, Date.now()) };
}
