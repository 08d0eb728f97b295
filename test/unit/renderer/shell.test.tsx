import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { App } from '../../../renderer/app';
import { takeToken, tokenIn } from '../../../renderer/client/token';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saying, startApp } from '../../support/render-app';

describe('the window', () => {
  it('opens at the page that its address names', async () => {
    await openApp('destinations');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Destinations');
    expect(screen.getByRole('link', { name: /^Destinations/ }).getAttribute('aria-current')).toBe('page');
    expect(document.title).toBe('Destinations · Pushtray');
  });

  it('puts an address right that names no page', async () => {
    await openApp('nosuchpage');
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
    expect(window.location.hash).toBe('#/now');
  });

  it('puts the focus on the heading of a page that is gone to', async () => {
    await openApp('now');
    const link = screen.getByRole('link', { name: 'Pushes' });
    link.focus();
    fireEvent.click(link);
    window.location.hash = '#/pushes';
    const heading = await screen.findByRole('heading', { level: 1, name: 'Pushes' });
    expect(document.activeElement).toBe(heading);
  });

  it('puts it there too when what had the focus goes with the page before', async () => {
    await openApp('now');
    screen.getByRole('button', { name: 'Push now' }).focus();
    window.location.hash = '#/settings';
    const heading = await screen.findByRole('heading', { level: 1, name: 'Settings' });
    expect(document.activeElement).toBe(heading);
  });

  it('skips to the content without leaving the page', async () => {
    await openApp('targets');
    fireEvent.click(screen.getByRole('link', { name: 'Skip to content' }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
    expect(window.location.hash).toBe('#/targets');
  });

  it('counts beside the pages what needs looking at', async () => {
    await openApp('now');
    expect(screen.getByRole('link', { name: 'Targets 3 not up, 1 down' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Destinations 2 not delivering' })).toBeTruthy();
    expect(screen.getByTitle('3 not up, 1 down').className).toContain('tone-failing');
  });

  it('counts as trouble only what loses packets but is not down', async () => {
    const fake = makeFakeMain();
    fake.change({ targets: fake.state().targets.filter(({ state }) => state !== 'down') });
    await openApp('now', fake);
    expect(screen.getByTitle('2 not up').className).toContain('tone-trouble');
  });

  it('stays usable around a page that cannot be drawn, by whatever fault', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fake = makeFakeMain();
    fake.change({ collectors: fake.state().collectors.map((one) => ({ ...one, problems: null as never })) });
    await openApp('collectors', fake);
    expect(await screen.findByText(/^This page could not be drawn/)).toBeTruthy();
    window.location.hash = '#/settings';
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
    expect(screen.queryByText(/^This page could not be drawn/)).toBeNull();
  });

  it('shows what a person should know, until it is dismissed', async () => {
    await openApp('now', makeFakeMain({ state: { notices: ['Port 9091 was taken.', 'There is no tray.'] } }));
    const notices = within(screen.getByRole('region', { name: 'Notices' }));
    fireEvent.click(notices.getAllByRole('button', { name: 'Dismiss' })[0] as HTMLElement);
    expect(notices.queryByText('Port 9091 was taken.')).toBeNull();
    expect(notices.getByText('There is no tray.')).toBeTruthy();
  });

  it('leads to Settings when the file has faults or the instance has no name', async () => {
    const problem = { code: 'instance_is_localhost', message: 'This machine is named localhost.' };
    await openApp('now', makeFakeMain({ state: { instance: { problem } } }));
    expect(screen.getByText(/This machine is named localhost/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Set it in Settings' }).getAttribute('href')).toBe('#/settings');
  });
});

describe('the line to main', () => {
  it('is said to be lost, with the time what is shown is from, until it is back', async () => {
    const fake = await openApp('now');
    await saying(() => fake.connect(false));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Not connected to Pushtray.*is from \d\d:\d\d:\d\d/);
    expect(screen.getByRole('heading', { name: /^Target db is down/ })).toBeTruthy();
    await saying(() => fake.connect(true));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leaves nothing shown as how things are when it is lost for longer than a hiccup, until it is back', async () => {
    const startMs = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(startMs);
    onTestFinished(() => clock.mockRestore());
    const fake = await openApp('now');
    const later = async (afterMs: number) => {
      clock.mockReturnValue(startMs + afterMs);
      await saying(() => document.dispatchEvent(new Event('visibilitychange')));
    };
    await saying(() => fake.connect(false));
    await later(2000);
    expect(screen.getByRole('heading', { name: /^Target db is down/ })).toBeTruthy();
    await later(6000);
    expect(screen.getByRole('heading', { name: /^State unknown since \d\d:\d\d/ })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: /^Target db is down/ })).toBeNull();
    const main = within(screen.getByRole('main'));
    expect(main.queryByText(/^(Up|Down|Not probed|Delivering|Failing)$/)).toBeNull();
    expect(screen.getByRole('link', { name: /^Targets State unknown since/ })).toBeTruthy();
    await saying(() => fake.connect(true));
    expect(await screen.findByRole('heading', { name: /^Target db is down/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Targets 3 not up, 1 down' })).toBeTruthy();
  });

  it('is said to give nothing newer where main gives no state, until it does', async () => {
    let broken = false;
    const made = makeFakeMain();
    const handlers = {
      'state.get': () => (broken ? failure('internal', 'Pushtray made a mistake.') : success(made.state())),
    };
    const fake = await openApp('now', makeFakeMain({ handlers }));
    broken = true;
    await saying(() => fake.connect(false));
    await saying(() => fake.connect(true));
    const alert = await screen.findByText('What is shown is not up to date');
    expect(alert).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('What is shown is not up to date')).toBeNull());
  });

  it('makes a call fail in words while it is lost', async () => {
    const fake = await openApp('now');
    await saying(() => fake.connect(false));
    fireEvent.click(screen.getByRole('button', { name: 'Push now' }));
    expect(await screen.findByText(/^Pushtray does not answer\. It may have been stopped/)).toBeTruthy();
  });

  it('is asked for again when the window could not be opened', async () => {
    let broken = true;
    const fake = makeFakeMain();
    const state = fake.state();
    const handlers = {
      'state.get': () => (broken ? failure('internal', 'Pushtray made a mistake.') : success(state)),
    };
    startApp('now', makeFakeMain({ handlers }));
    expect(await screen.findByRole('heading', { name: 'Pushtray does not answer' })).toBeTruthy();
    expect(screen.getByText('Pushtray made a mistake.')).toBeTruthy();
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Now' })).toBeTruthy();
  });
});

describe('the page without a token', () => {
  it('says how to get one and takes no other paste', () => {
    render(<App session={undefined} languages={['en']} env="test" />);
    expect(screen.getByText('pushtray url')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Address or token'), {
      target: { value: 'http://127.0.0.1:9091/' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(screen.getByText('Address or token has no token in it')).toBeTruthy();
  });

  it('says that a token was refused', async () => {
    const handlers = { 'state.get': () => failure('not_allowed', 'HTTP 401') };
    startApp('now', makeFakeMain({ handlers }));
    expect((await screen.findByRole('alert')).textContent).toContain('did not take that token');
  });
});

describe('a token', () => {
  it.each([
    ['http://127.0.0.1:9091/#token=aB-3_x', 'aB-3_x'],
    [' #token=abc ', 'abc'],
    ['abc123', 'abc123'],
    ['http://127.0.0.1:9091/', ''],
    ['', ''],
  ])('in "%s" is found as "%s"', (text, token) => {
    expect(tokenIn(text)).toBe(token);
  });

  it('is taken out of the address and kept for this tab', () => {
    window.location.hash = '#token=abc123';
    expect(takeToken()).toBe('abc123');
    expect(window.location.hash).toBe('#/now');
    expect(takeToken()).toBe('abc123');
  });
});
