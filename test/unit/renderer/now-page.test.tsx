import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { makeFakeMain } from '../../support/fake-main';
import { fakeSettings, stateFor } from '../../support/fake-state';
import { openApp, saves, saying } from '../../support/render-app';

const panel = (name: string) => within(screen.getByRole('region', { name }));
const row = (name: RegExp) => within(screen.getByRole('row', { name }));

describe('the page Now', () => {
  it('says the verdict with its evidence, the worst four in sight', async () => {
    await openApp('now');
    const verdict = panel('Verdict');
    expect(verdict.getByRole('heading', { name: /db does not answer/ })).toBeTruthy();
    expect(verdict.getByText('Trouble')).toBeTruthy();
    expect(verdict.getByText('1 more')).toBeTruthy();
  });

  it('shows RTT and loss with their units, and nothing where nothing was measured', async () => {
    await openApp('now');
    expect(row(/^router/).getByText('1.4 ms')).toBeTruthy();
    expect(row(/^api/).getByText('25 %')).toBeTruthy();
    const down = row(/^db/);
    expect(down.getByText('100 %')).toBeTruthy();
    expect(down.getAllByText('none')).toHaveLength(1);
    expect(row(/^build-6/).getAllByText('none')).toHaveLength(2);
  });

  it('says why a target is not up', async () => {
    await openApp('now');
    expect(row(/^vpn/).getByText(/could not be resolved/)).toBeTruthy();
  });

  it('tells the live line in words', async () => {
    await openApp('now');
    expect(
      await row(/^db/).findByRole('img', { name: /^RTT 3.1\sms to .*, packets lost in 34 cycles$/ }),
    ).toBeTruthy();
    expect(row(/^vpn/).getByRole('img', { name: 'No cycle in the last 10 minutes.' })).toBeTruthy();
  });

  it('counts the TCP states and the wait connections', async () => {
    await openApp('now');
    const tcp = panel('TCP states');
    expect(tcp.getByText('1,240')).toBeTruthy();
    expect(tcp.getByRole('row', { name: /CLOSE_WAIT\s198/ })).toBeTruthy();
    expect(tcp.getByRole('row', { name: /sent, unacknowledged\s41.9\skB/ })).toBeTruthy();
  });

  it('leads from the last push of a destination to that push', async () => {
    await openApp('now');
    const link = row(/^team-b/).getByRole('link', { name: /ago/ });
    expect(link.getAttribute('href')).toBe('#/pushes/1118');
  });

  it('follows the state that main announces', async () => {
    const fake = await openApp('now');
    await saying(() => fake.change({ verdict: { level: 'ok', summary: 'All well', evidence: [] } }));
    expect(screen.getByRole('heading', { name: 'All well' })).toBeTruthy();
  });

  it('pauses pushing against the settings that are in use', async () => {
    const fake = await openApp('now');
    const base = fake.state().settings;
    fireEvent.click(screen.getByRole('switch', { name: 'Pushing' }));
    await screen.findByRole('switch', { name: 'Pushing', checked: false });
    expect(saves(fake)).toEqual([{ settings: { ...base, pushing: false }, base }]);
  });

  it('says that nothing was paused when the settings cannot be written', async () => {
    const handlers = {
      'settings.save': () =>
        failure('not_writable', 'settings.json cannot be written.', { hint: 'Check who owns it.' }),
    };
    await openApp('now', makeFakeMain({ handlers }));
    fireEvent.click(screen.getByRole('switch', { name: 'Monitoring' }));
    expect(await screen.findByText('settings.json cannot be written. Check who owns it.')).toBeTruthy();
    expect(screen.getByRole('switch', { name: 'Monitoring', checked: true })).toBeTruthy();
  });

  it('pushes now and says what came of it', async () => {
    const fake = await openApp('now');
    fireEvent.click(screen.getByRole('button', { name: 'Push now' }));
    expect(await screen.findByText('Pushed to 1 of 2 destinations.')).toBeTruthy();
    expect(panel('Messages').getByText(/^team-b: .*401 Unauthorized/)).toBeTruthy();
    expect(fake.calls.at(-1)).toEqual({ name: 'push.now', input: {} });
  });

  it('says so when there was nothing to push', async () => {
    await openApp('now', makeFakeMain({ handlers: { 'push.now': () => success({ pushes: [] }) } }));
    fireEvent.click(screen.getByRole('button', { name: 'Push now' }));
    expect(await screen.findByText('There was nothing to push.')).toBeTruthy();
  });

  it('leads to Targets while there is none', async () => {
    const settings = fakeSettings({ version: 1, collectors: [] });
    await openApp(
      'now',
      makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) }),
    );
    const targets = panel('Targets');
    expect(targets.getByText('No targets yet')).toBeTruthy();
    expect(targets.getByRole('link', { name: 'Add a target' }).getAttribute('href')).toBe('#/targets');
    expect(panel('Destinations').getByText(/own gateway/)).toBeTruthy();
    expect(panel('TCP states').getByText('1,240')).toBeTruthy();
  });

  it('says what keeps the connections from being counted', async () => {
    const fake = makeFakeMain({
      state: ({ tcp: _tcp, ...busy }) => ({
        ...busy,
        collectors: busy.collectors.map((collector) => ({
          ...collector,
          state: 'failing',
          problems: [{ code: 'no_source', message: `${collector.kind} has no source.` }],
        })),
      }),
    });
    await openApp('now', fake);
    expect(panel('TCP states').getByText('tcp-states has no source.')).toBeTruthy();
    expect(panel('Targets').getByText('ping has no source.')).toBeTruthy();
  });
});
