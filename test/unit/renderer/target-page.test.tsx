import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../../main/contract/state';
import { failure, success } from '../../../main/outcome';
import { en } from '../../../main/texts/en';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from '../../support/fake-main';
import { fakeSamples } from '../../support/fake-samples';
import { everyKindSettings, fakeSettings, stateFor } from '../../support/fake-state';
import { openApp } from '../../support/render-app';

const everyKind = (handlers: FakeMainOptions['handlers'] = {}) =>
  makeFakeMain({
    handlers,
    state: (_busy, history) => stateFor(fakeSettings(everyKindSettings), Date.now(), history),
  });
const region = (name: string) => within(screen.getByRole('region', { name }));
const asked = (fake: FakeMain, call: string) =>
  fake.calls.filter(({ name }) => name === call).map(({ input }) => input as Record<string, unknown>);
const charts = () => screen.findByRole('group', { name: 'api' });

describe('the page of a target', () => {
  it('says how the target is, with its figures over the range that is shown', async () => {
    await openApp('targets/api', everyKind());
    expect(await screen.findByRole('heading', { level: 1, name: 'api' })).toBeTruthy();
    expect(region('State').getByText('Loss', { selector: '.target-word' })).toBeTruthy();
    await charts();
    const statistics = region('Statistics');
    expect(statistics.getByText(/^\d+ lost$/)).toBeTruthy();
    expect(statistics.getByText('p95')).toBeTruthy();
  });

  it('says to the second how often it is measured', async () => {
    const state = (busy: AppState) => ({
      ...busy,
      collectors: busy.collectors.map((one) => ({ ...one, intervalMs: 90_000 })),
    });
    await openApp('targets/api', makeFakeMain({ state }));
    expect(await screen.findByText('1 min 30 s')).toBeTruthy();
  });

  it('says the figures of what is zoomed to', async () => {
    await openApp('targets/api?range=1h', everyKind());
    const group = await charts();
    const packets = () =>
      Number(
        /Packets([\d,]+) /
          .exec(region('Statistics').getByText('Packets').parentElement?.textContent ?? '')?.[1]
          ?.replace(',', ''),
      );
    const ofAnHour = packets();
    expect(ofAnHour).toBeGreaterThan(2000);
    fireEvent.keyDown(group, { key: '+' });
    await waitFor(() => expect(packets()).toBeLessThan(0.6 * ofAnHour));
  });

  it('asks history for best, median and worst of the whole range', async () => {
    const fake = everyKind();
    await openApp('targets/api?range=24h', fake);
    await charts();
    const queries = asked(fake, 'samples.query').filter(({ labels }) =>
      JSON.stringify(labels).includes('api'),
    );
    const reduced = Object.fromEntries(queries.map(({ metric, reduce }) => [`${metric} ${reduce}`, true]));
    expect(reduced).toMatchObject({
      'ping_rtt_median_seconds mean': true,
      'ping_rtt_best_seconds min': true,
      'ping_rtt_worst_seconds max': true,
      'ping_loss_ratio max': true,
    });
    const [{ fromMs, toMs } = {}] = queries;
    expect(Number(toMs) - Number(fromMs)).toBeGreaterThanOrEqual(24 * 3_600_000);
  });

  it('shows what its address asks for, another address too', async () => {
    await openApp('targets/api?range=1h', everyKind());
    await charts();
    const chosen = (range: keyof typeof en.charts.ranges) =>
      screen.getByRole<HTMLInputElement>('radio', { name: en.charts.ranges[range] }).checked;
    expect(chosen('1h')).toBe(true);
    window.location.hash = '#/targets/api?range=24h';
    await waitFor(() => expect(chosen('24h')).toBe(true));
  });

  it('calls nothing unmeasured that history was not asked for yet', async () => {
    const fake = everyKind({
      'samples.query': (query) =>
        query.toMs - query.fromMs > 3_600_000
          ? failure('internal', 'The history is locked.')
          : success({ series: fakeSamples(query, Date.now()) }),
    });
    await openApp('targets/api?range=10m', fake);
    await charts();
    const said = () => screen.queryAllByText(en.charts.silences.unmeasured).length;
    expect(said()).toBe(0);
    fireEvent.click(screen.getByRole('radio', { name: en.charts.ranges['24h'] }));
    await screen.findByText('The history is locked.');
    expect(said()).toBe(0);
  });

  it('moves by keys: closer, back in time, and home again', async () => {
    const fake = everyKind();
    await openApp('targets/api?range=1h', fake);
    const group = await charts();
    const lastRange = () => {
      const { fromMs, toMs } = asked(fake, 'marks.list').at(-1) ?? {};
      return [Number(fromMs), Number(toMs)] as const;
    };
    const settled = async (lengthMs: number) => {
      await waitFor(() => expect(Math.abs(lastRange()[1] - lastRange()[0] - lengthMs)).toBeLessThan(5000));
      return lastRange();
    };
    const [, liveToMs] = await settled(3_600_000);
    fireEvent.keyDown(group, { key: '+' });
    const [fromMs] = await settled(1_800_000);
    fireEvent.keyDown(group, { key: 'ArrowLeft' });
    await waitFor(() => expect(lastRange()[0]).toBeLessThan(fromMs - 100_000));
    fireEvent.keyDown(group, { key: '0' });
    expect((await settled(3_600_000))[1]).toBeGreaterThanOrEqual(liveToMs);
  });

  it('reads values and reasons out at the crosshair, moved by keys', async () => {
    await openApp('targets/api?range=10m', everyKind());
    const group = await charts();
    fireEvent.keyDown(group, { key: 'ArrowLeft', shiftKey: true });
    const reading = region('At the crosshair');
    expect(reading.getByText('Median')).toBeTruthy();
    fireEvent.keyDown(group, { key: 'Escape' });
    expect(screen.queryByRole('region', { name: 'At the crosshair' })).toBeNull();
  });

  it('reads out at the crosshair why a probe failed', async () => {
    await openApp('targets/postgres?range=10m', everyKind());
    fireEvent.keyDown(await screen.findByRole('group', { name: 'postgres' }), {
      key: 'ArrowLeft',
      shiftKey: true,
    });
    expect(region('At the crosshair').getByText('refused')).toBeTruthy();
  });

  it('reads out why a target could not be probed where nothing was measured', async () => {
    await openApp('targets/vpn?range=10m', everyKind());
    const group = await screen.findByRole('group', { name: 'vpn' });
    fireEvent.keyDown(group, { key: 'ArrowLeft', shiftKey: true });
    const reading = region('At the crosshair');
    expect(reading.getByText('It could not be probed: the name could not be resolved.')).toBeTruthy();
    expect(reading.queryByText(/no reason is known/)).toBeNull();
  });

  it('tells what happened meanwhile, and where nothing was measured why', async () => {
    await openApp('targets/api?range=10m', everyKind());
    await charts();
    const events = region('What happened to this machine');
    const asleep = events.getByRole('row', { name: /Fell asleep/ });
    fireEvent.click(within(asleep).getByRole('button'));
    expect(region('At the crosshair').getByText('Fell asleep')).toBeTruthy();
    const legend = within(screen.getByRole('list', { name: 'Legend' }));
    expect(legend.getByText('Asleep')).toBeTruthy();
  });

  it('shows the phases, the status and the certificate of a web page', async () => {
    await openApp('targets/shop', everyKind());
    expect(await screen.findByRole('heading', { name: 'Phases' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Duration of the request' })).toBeTruthy();
    expect(region('Statistics').getByText('200')).toBeTruthy();
    expect(region('Statistics').getByText('Certificate valid for')).toBeTruthy();
  });

  it('says how long the certificate was valid at the end of what is shown', async () => {
    const dayMs = 86_400_000;
    const toMs = Date.now() - 20.5 * dayMs;
    await openApp(`targets/shop?from=${toMs - dayMs / 4}&to=${toMs}`, everyKind());
    const name = await screen.findByText('Certificate valid for');
    // 41 days from now.
    expect(name.parentElement?.textContent).toMatch(/for6[12]\sd/);
  });

  it('says that history could not be read, and tries again', async () => {
    let isBroken = true;
    const handlers = {
      'samples.query': () =>
        isBroken ? failure('internal', 'The database is locked.') : success({ series: [] }),
    };
    await openApp('targets/api', everyKind(handlers));
    expect((await screen.findByRole('alert')).textContent).toContain('The database is locked.');
    isBroken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await charts();
    expect(screen.getByText('Nothing was measured in this time.')).toBeTruthy();
  });

  it('says so when there is no such target', async () => {
    await openApp('targets/gone', everyKind());
    expect(await screen.findByText('There is no target of this name')).toBeTruthy();
  });
});

describe('the path to a target', () => {
  const open = () => fireEvent.click(screen.getByRole('button', { name: 'Trace the path' }));

  it('is not probed until somebody asks', async () => {
    const fake = everyKind();
    await openApp('targets/api', fake);
    await charts();
    expect(asked(fake, 'path.probe')).toEqual([]);
    open();
    expect(await screen.findByText('No loss on the way.')).toBeTruthy();
    expect(asked(fake, 'path.probe')).toEqual([{ host: 'api.eu-1.example.net' }]);
    expect(screen.getByRole('row', { name: /^2 100\.64\.0\.1 0\s%/ })).toBeTruthy();
    expect(screen.getByRole('row', { name: /^3 no answer/ })).toBeTruthy();
  });

  it.each([
    [[2], /^Hop 2 leaves probes unanswered, yet those behind it answer/],
    [[1, 2], /^Hops 1, 2 leave probes unanswered, yet those behind them answer/],
  ])('tells routers that are slow to answer from a loss: %j', async (busy, words) => {
    let rounds = 0;
    const hops = [1, 2, 3].map((ttl) => ({ ttl, ip: `10.0.0.${ttl}`, rttSeconds: 0.001 * ttl }));
    const probe = () => {
      rounds += 1;
      const seen = hops.map((hop) => (rounds > 1 && busy.includes(hop.ttl) ? { ttl: hop.ttl } : hop));
      return success({ atMs: Date.now(), ip: '10.0.0.3', hops: seen, reached: true });
    };
    await openApp('targets/api', everyKind({ 'path.probe': probe }));
    await charts();
    open();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByText('No loss on the way.')).toBeTruthy();
  });

  it('says that times of routers are not told where they are not, and takes it for no loss', async () => {
    const hops = [
      { ttl: 1, ip: '192.168.1.1' },
      { ttl: 2, ip: '10.0.0.3', rttSeconds: 0.009 },
    ];
    const round = { atMs: Date.now(), ip: '10.0.0.3', hops, reached: true };
    await openApp('targets/api', everyKind({ 'path.probe': () => success(round) }));
    await charts();
    open();
    expect(await screen.findByText(/^The ping of this system does not say how long/)).toBeTruthy();
    expect(screen.getByRole('row', { name: /^1 192\.168\.1\.1 0\s% none/ })).toBeTruthy();
    expect(screen.getByText('No loss on the way.')).toBeTruthy();
  });

  it('goes on round by round, and stops on a press and while the window is hidden', async () => {
    const fake = everyKind();
    await openApp('targets/api', fake);
    await charts();
    open();
    await waitFor(() => expect(asked(fake, 'path.probe').length).toBeGreaterThan(1));
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    fireEvent(document, new Event('visibilitychange'));
    expect(screen.getByText('Stopped while the window is hidden')).toBeTruthy();
    hidden.mockRestore();
    fireEvent(document, new Event('visibilitychange'));
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByText('Stopped.')).toBeTruthy();
  });

  it('goes to the host of a web address, and says what keeps it from being probed', async () => {
    const fake = everyKind({
      'path.probe': () => failure('no_ping_program', 'There is no program "ping" on the PATH.'),
    });
    await openApp('targets/shop', fake);
    await screen.findByRole('heading', { name: 'Phases' });
    open();
    expect((await screen.findByRole('alert')).textContent).toContain(
      'There is no program "ping" on the PATH.',
    );
    expect(asked(fake, 'path.probe')).toEqual([{ host: 'shop.example.net' }]);
  });
});
