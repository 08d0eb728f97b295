import { describe, expect, it } from 'vitest';
import {
  type AppState,
  collectorStatus,
  destinationStatus,
  targetStatus,
} from '../../../main/contract/state';
import { pageNames, parseRoute } from '../../../renderer/state/route';
import { scenes } from '../../support/window-scenes';

/** What the fake main shows, in `test/web/fake-main.spec.ts`. */
const shown = scenes.map(({ name, address, fake }) => ({ name, address, state: fake().state() }));

const onPage = (page: string) => shown.filter(({ address }) => parseRoute(`#/${address}`).page === page);

const anywhere = (holds: (state: AppState) => boolean) => shown.filter(({ state }) => holds(state)).length;

describe('the scenes of the fake main', () => {
  it('have names of their own', () => {
    const names = shown.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['now', 'collectors', collectorStatus],
    ['collectors', 'collectors', collectorStatus],
    ['now', 'targets', targetStatus],
    ['targets', 'targets', targetStatus],
    ['now', 'destinations', destinationStatus],
    ['destinations', 'destinations', destinationStatus],
  ] as const)('show on %s the %s in every state that they can be in', (page, list, schema) => {
    const states = new Set(onPage(page).flatMap(({ state }) => state[list].map((one) => one.state)));
    const said = schema.shape.state.options.filter((state) => state !== 'unheard');
    expect([...states].sort()).toEqual([...said].sort());
  });

  it.each([
    [
      'a list without an entry',
      ({ targets, destinations }: AppState) => targets.length + destinations.length === 0,
    ],
    ['no server', ({ address }: AppState) => address === undefined],
    ['no count of TCP states', ({ tcp }: AppState) => tcp === undefined],
    ['no settings file', ({ settingsFile }: AppState) => !settingsFile.exists],
    ['a settings file with faults', ({ settingsFile }: AppState) => settingsFile.problem !== undefined],
    ['a machine without a name', ({ instance }: AppState) => instance.problem !== undefined],
    ['something to know', ({ notices }: AppState) => notices.length > 0],
    ['a Pushgateway that was found', ({ offers }: AppState) => offers.length > 0],
    ['a desktop', ({ desktop }: AppState) => desktop !== undefined],
    ['a backlog', ({ destinations }: AppState) => destinations.some(({ backlog }) => backlog !== undefined)],
    ['a pause', ({ settings }: AppState) => !settings.monitoring],
  ])('show %s, and the same without it', (_what, holds) => {
    const count = anywhere(holds);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(shown.length);
  });

  it.each(pageNames)('show %s in Chinese too', (page) => {
    expect(onPage(page).some(({ state }) => state.settings.language === 'zh-CN')).toBe(true);
  });
});
