import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { en } from '../../../main/texts/en';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from '../../support/fake-main';
import { everyKindSettings, fakeSettings, stateFor } from '../../support/fake-state';
import { manyTargets } from '../../support/many-targets';
import { openApp } from '../../support/render-app';

const everyKind = (handlers: FakeMainOptions['handlers'] = {}) =>
  makeFakeMain({
    handlers,
    state: (_busy, history) => stateFor(fakeSettings(everyKindSettings), Date.now(), history),
  });
const panel = () => within(screen.getByRole('region', { name: 'All targets' }));
const table = async () => within(await panel().findByRole('table'));
const asked = (fake: FakeMain) =>
  fake.calls
    .filter(({ name }) => name === 'samples.query')
    .map(({ input }) => input as { metric: string; labels: object; maxPoints: number })
    // Those of the last minutes are for Now.
    .filter(({ maxPoints }) => maxPoints !== 1200);

describe('all targets together', () => {
  it('shows every target that was measured, of whatever kind, with its figures and its losses', async () => {
    await openApp('targets?range=1h', everyKind());
    const rows = (await table()).getAllByRole('row').slice(1);
    const names = rows.map((row) => within(row).getByRole('link').textContent);
    expect(names.slice(0, 4)).toEqual(['router', 'cloudflare', 'api', 'db']);
    expect(names.slice(-3)).toEqual(['shop', 'resolver', 'postgres']);
    expect(names).not.toContain('lab');
    const db = (await table()).getByRole('row', { name: /db/ });
    expect(within(db).getByRole('img', { name: 'Lost packets of db over time' })).toBeTruthy();
    expect(db.textContent).toMatch(/lost\d\.\d\sms\d\.\d\sms\d+(\.\d)?\s%$/);
    const postgres = (await table()).getByRole('row', { name: /postgres/ });
    expect(within(postgres).getByText('failed')).toBeTruthy();
  });

  it('opens at ten minutes soon after the start, and at an hour later', async () => {
    const startedAgo = (ms: number) => makeFakeMain({ state: { startedAtMs: Date.now() - ms } });
    const fake = await openApp('targets', startedAgo(120_000));
    const range = () =>
      within(panel().getByRole('radiogroup', { name: en.charts.range }))
        .getByRole('radio', { checked: true })
        .getAttribute('value');
    expect(range()).toBe('10m');
    const home = async () => {
      fireEvent.click(panel().getByRole('radio', { name: '24 h' }));
      expect(range()).toBe('24h');
      fireEvent.keyDown(await panel().findByRole('group', { name: 'All targets' }), { key: 'Home' });
    };
    await home();
    expect(range()).toBe('10m');
    fake.change({ startedAtMs: Date.now() - 3_600_000 });
    await home();
    await waitFor(() => expect(range()).toBe('1h'));
  });

  it('asks for all targets of a kind at once, not for each', async () => {
    const few = everyKind();
    await openApp('targets', few);
    await table();
    const labels = asked(few).map((query) => JSON.stringify(query.labels));
    expect(new Set(labels)).toEqual(
      new Set(['{}', '{"kind":"http"}', '{"kind":"dns"}', '{"kind":"tcp-connect"}']),
    );
    expect(asked(few).every(({ maxPoints }) => maxPoints === 1440)).toBe(true);
  });

  it('asks for less of each target where they are many', async () => {
    const many = manyTargets(20);
    await openApp('targets', many);
    expect((await table()).getAllByRole('row')).toHaveLength(21);
    expect(asked(many).every(({ maxPoints }) => maxPoints === 360)).toBe(true);
  });

  it('takes a target out of the chart and puts it back', async () => {
    await openApp('targets', everyKind());
    fireEvent.click((await table()).getByRole('button', { name: 'Hide api in the chart' }));
    const show = (await table()).getByRole('button', { name: 'Show api in the chart' });
    expect(show.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(show);
    expect((await table()).getByRole('button', { name: 'Hide api in the chart' })).toBeTruthy();
  });

  it('leads to the page of a target, at the stretch that is shown', async () => {
    await openApp('targets?range=24h', everyKind());
    const link = (await table()).getByRole('link', { name: 'shop' });
    expect(link.getAttribute('href')).toBe('#/targets/shop?range=24h&collector=web');
  });

  it('reads out at the crosshair what each target had, and who lost packets', async () => {
    await openApp('targets?range=10m', everyKind());
    const group = await panel().findByRole('group', { name: 'All targets' });
    fireEvent.keyDown(group, { key: 'ArrowLeft', shiftKey: true });
    const reading = await panel().findByRole('region', { name: 'At the crosshair' });
    expect(reading.textContent).toMatch(/Lost packets or failed probes.*db 100\s%/);
    expect((await table()).getByRole('columnheader', { name: /^\d\d:\d\d:\d\d$/ })).toBeTruthy();
    fireEvent.keyDown(group, { key: 'Escape' });
    expect((await table()).getByRole('columnheader', { name: 'Last' })).toBeTruthy();
  });

  it('keeps the scale that was chosen', async () => {
    await openApp('targets', everyKind());
    await table();
    fireEvent.click(panel().getByRole('radio', { name: 'Log' }));
    await waitFor(() => expect(window.localStorage.getItem('pushtray.together-scale')).toBe('logarithmic'));
    expect(panel().queryByRole('button', { name: 'Show whole peaks' })).toBeNull();
    window.localStorage.clear();
  });

  it('says so before anything was measured, with every target in its place', async () => {
    await openApp('targets', everyKind({ 'samples.query': () => success({ series: [] }) }));
    expect(await panel().findByText('Nothing was measured in this time.')).toBeTruthy();
    expect((await table()).getByRole('row', { name: /router/ })).toBeTruthy();
  });

  it('says that history could not be read, and tries again; the list stays', async () => {
    let isBroken = true;
    const fake = everyKind({
      'samples.query': () =>
        isBroken ? failure('internal', 'The database is locked.') : success({ series: [] }),
    });
    await openApp('targets', fake);
    expect((await panel().findByRole('alert')).textContent).toContain('The database is locked.');
    expect(screen.getByRole('switch', { name: 'Probe router' })).toBeTruthy();
    isBroken = false;
    fireEvent.click(panel().getByRole('button', { name: 'Try again' }));
    expect(await table()).toBeTruthy();
  });

  it('is not there without targets', async () => {
    const settings = fakeSettings({ version: 1, collectors: [] });
    await openApp(
      'targets',
      makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) }),
    );
    expect(screen.queryByRole('region', { name: 'All targets' })).toBeNull();
  });
});
