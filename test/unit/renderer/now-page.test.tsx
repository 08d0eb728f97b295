import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AppState } from '../../../main/contract/state';
import { failure, success } from '../../../main/outcome';
import { cannedVerdicts, verdictFrom } from '../../support/canned-verdict';
import { makeFakeMain } from '../../support/fake-main';
import { everyKindSettings, fakeSettings, stateFor } from '../../support/fake-state';
import { openApp, saves, saying, startApp } from '../../support/render-app';
import { withSettings } from '../../support/scene';

const panel = (name: string) => within(screen.getByRole('region', { name }));
const row = (name: RegExp) => within(screen.getByRole('row', { name }));

const everyKind = () =>
  makeFakeMain({
    state: (_busy, history) => stateFor(fakeSettings(everyKindSettings), Date.now(), history),
  });

describe('the page Now', () => {
  it('says the worst finding first, each with its evidence and since when', async () => {
    await openApp('now');
    const verdict = panel('Verdict');
    const titles = verdict.getAllByRole('heading').map(({ textContent }) => textContent);
    expect(titles).toEqual([
      'Target db is down',
      'Trouble: Target api: 25\u00a0% loss',
      'Trouble: Target vpn cannot be probed',
      'Trouble: Pushes fail: 401 from team-b',
      'Trouble: Pushes to office are held back: it is this Pushtray itself',
    ]);
    expect(
      verdict.getByText(/^db: no answer in 13 cycles; the last answer came at \d\d:\d\d:\d\d$/),
    ).toBeTruthy();
    expect(verdict.getAllByText(/^since \d\d:\d\d$/)).toHaveLength(5);
  });

  it('has the verdict at the top, then a row for each target, the TCP states and each destination', async () => {
    const fake = await openApp('now', everyKind());
    const main = within(screen.getByRole('main'));
    const [first] = main
      .getAllByRole('region')
      .map((region) => region.getAttribute('aria-label'))
      .filter((title) => title !== 'Notices');
    const { targets, destinations } = fake.state();
    expect(first).toBe('Verdict');
    expect(
      panel('Targets')
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Target', 'Last 10 minutes', 'RTT now', 'Median', 'p95', 'Jitter', 'Loss']);
    expect(panel('Targets').getAllByRole('rowheader')).toHaveLength(targets.length);
    expect(panel('Targets').getAllByRole('img', { name: /./ })).toHaveLength(targets.length);
    expect(panel('Destinations').getAllByRole('rowheader')).toHaveLength(destinations.length);
    expect(row(/^team-a/).getByText('Delivering')).toBeTruthy();
    expect(row(/^team-b/).getByText('Failing')).toBeTruthy();
    expect(row(/^team-b/).getByText(/^failing for \d/)).toBeTruthy();
    const asked = fake.calls.flatMap(({ name, input }) =>
      name === 'samples.query' && (input as { metric: string }).metric === 'ping_rtt_median_seconds'
        ? [input]
        : [],
    );
    const [{ fromMs, toMs }] = asked as [{ fromMs: number; toMs: number }];
    expect(toMs - fromMs).toBe(10 * 60_000);
  });

  it('leads from each finding to the page that explains it', async () => {
    await openApp('now');
    const links = panel('Verdict').getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '#/targets/db',
      '#/targets/api',
      '#/targets/vpn',
      '#/pushes?destination=team-b&outcome=failed',
      '#/destinations/office',
    ]);
  });

  it('keeps evidence that has no room behind a line that opens it', async () => {
    const lost = (target: string) => ({ code: 'no_answer', values: { target, cycles: 4 } }) as const;
    const [finding] = cannedVerdicts.failing.findings;
    if (!finding) throw new Error('no finding');
    const verdict = verdictFrom({ ...finding, evidence: ['a', 'b', 'c', 'd', 'e'].map(lost) });
    await openApp('now', makeFakeMain({ state: { verdict } }));
    const more = panel('Verdict').getByText('2 more').closest('details');
    expect(more?.open).toBe(false);
    expect(more?.textContent).toContain('e: no answer in 4 cycles');
  });

  it('shows the last minutes of a target in figures, and nothing where nothing was measured', async () => {
    await openApp('now');
    const router = row(/^router/);
    expect(await router.findByText('1.8 ms')).toBeTruthy();
    expect(router.getAllByText('1.4 ms')).toHaveLength(2);
    expect(row(/^api/).getByText(/^5(\.\d)?\s%$/)).toBeTruthy();
    expect(row(/^db/).getAllByText('none')).toHaveLength(1);
    expect(row(/^build-6/).getAllByText('none')).toHaveLength(5);
  });

  it('shows no figures of minutes that are long over, though nothing new comes', async () => {
    let aheadMs = 0;
    const now = Date.now;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
    onTestFinished(() => clock.mockRestore());
    await openApp('now');
    expect(await row(/^router/).findByText('1.8 ms')).toBeTruthy();
    aheadMs = 12 * 60_000;
    await waitFor(() => expect(row(/^router/).getAllByText('none')).toHaveLength(4));
  });

  it('lists targets of every kind, and opens one by its name or by a press in its row', async () => {
    await openApp('now', everyKind());
    const shop = row(/^shop/);
    expect(shop.getByText('HTTP')).toBeTruthy();
    const link = shop.getByRole('link', { name: 'shop' });
    expect(link.getAttribute('href')).toBe('#/targets/shop?collector=web');
    fireEvent.click(shop.getByText('HTTP'));
    expect(await screen.findByRole('heading', { level: 1, name: 'shop' })).toBeTruthy();
  });

  it.each(['netlink', '/proc/net/tcp, /proc/net/tcp6', 'netstat'])(
    'says where the TCP states were counted: %s',
    async (source) => {
      const state = (busy: AppState) => ({
        ...busy,
        collectors: busy.collectors.map((one) => (one.kind === 'tcp-states' ? { ...one, source } : one)),
      });
      await openApp('now', makeFakeMain({ state }));
      expect(panel('TCP states').getByText(`from ${source}`)).toBeTruthy();
    },
  );

  it('sorts targets by a column, the worst first, then the other way round, then as in settings', async () => {
    await openApp('now');
    const names = () =>
      panel('Targets')
        .getAllByRole('rowheader')
        .map((cell) => within(cell).getByRole('link').textContent);
    await row(/^router/).findByText('1.8 ms');
    const asSet = names();
    const press = () => fireEvent.click(panel('Targets').getByRole('button', { name: 'Loss' }));
    press();
    expect(names()[0]).toBe('db');
    expect(screen.getByRole('columnheader', { name: 'Loss' }).getAttribute('aria-sort')).toBe('descending');
    press();
    expect(names().slice(0, 3)).toEqual(['router', 'cloudflare', 'api']);
    press();
    expect(names()).toEqual(asSet);
  });

  it('says why a target is not up', async () => {
    await openApp('now');
    expect(row(/^vpn/).getByText('There is no host named "vpn.office.example".')).toBeTruthy();
  });

  it('says it in Chinese where that is the language', async () => {
    const settings = { ...fakeSettings(), language: 'zh-CN' as const };
    startApp('now', withSettings(settings));
    expect(await screen.findByText('没有名为“vpn.office.example”的主机。')).toBeTruthy();
    expect(screen.getByText(/不接受这些凭据（状态码 401）：Unauthorized/)).toBeTruthy();
  });

  it('says why the last minutes cannot be read, and draws no gap where nobody knows of one', async () => {
    let isBroken = true;
    const fake = makeFakeMain();
    const read = fake.history;
    await openApp(
      'now',
      makeFakeMain({
        handlers: {
          'samples.query': (query) =>
            isBroken ? failure('internal', 'Pushtray made a mistake.') : success(read.samples(query)),
        },
      }),
    );
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('The last 10 minutes could not be read')).toBeTruthy();
    expect(
      row(/^router/).getByRole('img', { name: /^RTT 1.4\sms to 1.4\sms\.(?!.*no reason)/ }),
    ).toBeTruthy();
    isBroken = false;
    fireEvent.click(alert.getByRole('button', { name: 'Try again' }));
    expect(await row(/^router/).findByText('1.8 ms')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why what happened meanwhile cannot be read', async () => {
    const handlers = { 'marks.list': () => failure('internal', 'Pushtray made a mistake.') };
    await openApp('now', makeFakeMain({ handlers }));
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('What happened meanwhile could not be read')).toBeTruthy();
    expect(alert.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('shows no figures of the last minutes while they are being read', async () => {
    await openApp('now', makeFakeMain({ handlers: { 'samples.query': () => new Promise(() => undefined) } }));
    const router = row(/^router/);
    expect(router.getByRole('img', { name: 'Reading the last 10 minutes' })).toBeTruthy();
    expect(router.getAllByText('none')).toHaveLength(4);
    expect(router.getByText(/^1.4\sms$/)).toBeTruthy();
  });

  it('tells the live line in words', async () => {
    await openApp('now');
    expect(
      await row(/^db/).findByRole('img', {
        name: /^RTT 3.1\sms to .*, loss in 34 cycles\. The last of them: /,
      }),
    ).toBeTruthy();
    expect(
      row(/^vpn/).getByRole('img', {
        name: /^No probe was possible in the last 10 minutes\. Nothing was measured; the last try: the name could not be resolved\./,
      }),
    ).toBeTruthy();
  });

  it('counts the TCP states and the wait connections', async () => {
    await openApp('now');
    const tcp = panel('TCP states');
    expect(tcp.getByText('1,240')).toBeTruthy();
    expect(tcp.getByRole('row', { name: /CLOSE_WAIT\s198/ })).toBeTruthy();
    expect(tcp.getByRole('row', { name: /sent, unacknowledged\s41.9\skB/ })).toBeTruthy();
  });

  it('leads from a TCP state to who holds it', async () => {
    await openApp('now');
    const link = panel('TCP states').getByRole('link', { name: 'CLOSE_WAIT' });
    expect(link.getAttribute('href')).toBe('#/tcp/close_wait');
  });

  it('says what a destination that takes history has not taken yet', async () => {
    const backlog = { snapshots: 12, samples: 1128, bytes: 40_960, oldestAtMs: 0, droppedSamples: 3 };
    const fake = makeFakeMain({
      state: (busy) => ({
        ...busy,
        destinations: busy.destinations.map((one, index) => (index === 0 ? { ...one, backlog } : one)),
      }),
    });
    await openApp('now', fake);
    const first = row(/^team-a/);
    expect(first.getByText(/^1,128 samples wait \(41.0\skB\), the oldest for/)).toBeTruthy();
    expect(first.getByText('3 dropped')).toBeTruthy();
  });

  it('leads from the last push of a destination to that push', async () => {
    await openApp('now');
    const link = row(/^team-b/).getByRole('link', { name: /ago/ });
    expect(link.getAttribute('href')).toBe('#/pushes/1118');
  });

  it('follows the state that main announces', async () => {
    const fake = await openApp('now');
    await saying(() => fake.change({ verdict: cannedVerdicts.ok }));
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
    expect(panel('Messages').getByText(/^team-b: .*\(status 401\): Unauthorized/)).toBeTruthy();
    expect(fake.calls).toContainEqual({ name: 'push.now', input: {} });
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
    expect(panel('TCP states').getByText(/^No collector of the kind tcp-states/)).toBeTruthy();
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
