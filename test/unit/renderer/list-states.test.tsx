import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../main/settings/schema/settings';
import { en } from '../../../main/texts/en';
import {
  type AskedFor,
  answering,
  askedFor,
  failed,
  holdingNothing,
  onItsWay,
  pressedFor,
  whyFailed,
} from '../../support/asked-for';
import type { FakeMain } from '../../support/fake-main';
import { openApp, startApp } from '../../support/render-app';
import { withSettings } from '../../support/scene';

async function show({ address, presses = [] }: Pick<AskedFor, 'address' | 'presses'>, fake: FakeMain) {
  await openApp(address, fake);
  for (const name of presses) {
    // Of a question that is asked before, the button that answers it is the last.
    const button = await waitFor(() => screen.getAllByRole('button', { name }).at(-1) as HTMLElement);
    fireEvent.click(button);
  }
}

const said = (words: string | RegExp) =>
  screen.queryAllByText(words).length + screen.queryAllByLabelText(words).length;

describe.each(askedFor)('$what', (one) => {
  it('is said to have failed, with the reason, and is asked for again', async () => {
    const fake = failed(one);
    await show(one, fake);
    const alerts = await screen.findAllByRole('alert');
    expect(alerts.map(({ textContent }) => textContent).join()).toContain(whyFailed);
    const calls = () => fake.calls.filter(({ name }) => name === one.call).length;
    const before = calls();
    if (one.again === 'press')
      fireEvent.click(within(alerts[0] as HTMLElement).getByRole('button', { name: en.actions.tryAgain }));
    await waitFor(() => expect(calls()).toBeGreaterThan(before), { timeout: 8000 });
  }, 15_000);

  const { loading, empty } = one;
  if (loading !== undefined)
    it('is said to be on its way until it is there', async () => {
      await show(one, onItsWay(one));
      await waitFor(() => expect(said(loading)).toBeGreaterThan(0));
      expect(screen.queryByRole('alert')).toBeNull();
    });

  if (empty !== undefined)
    it('is said to be empty where there is nothing', async () => {
      await show(one, holdingNothing(one, empty.answer));
      await waitFor(() => expect(said(empty.words)).toBeGreaterThan(0));
    });
});

describe.each(pressedFor)('$call', (one) => {
  it('says why it failed', async () => {
    await show(one, failed(one));
    const told = () => {
      const live = [
        ...screen.queryAllByRole('alert'),
        ...document.querySelectorAll<HTMLElement>('[aria-live]'),
      ];
      return live.map(({ textContent }) => textContent).join();
    };
    await waitFor(() => expect(told()).toContain(whyFailed));
  });
});

describe('the window', () => {
  const stateGet = { call: 'state.get' } as const;

  it('is said to be opening until main has answered', async () => {
    startApp(
      'now',
      answering(stateGet, () => new Promise<never>(() => undefined)),
    );
    expect(await screen.findByText(en.connection.opening)).toBeTruthy();
  });

  it('says why it cannot be opened', async () => {
    startApp('now', failed(stateGet));
    expect((await screen.findByRole('alert')).textContent).toContain(whyFailed);
  });

  const nothingAtAll: SettingsInput = {
    version: 1,
    ...{ collectors: [], destinations: [], server: { gateway: false } },
  };

  it.each([
    ['now', en.now.noTargets],
    ['now', en.now.noDestinations],
    ['now', en.now.tcpNone],
    ['targets', en.targets.empty],
    ['collectors', en.collectors.empty],
    ['destinations', en.destinations.empty],
  ])('says on %s that there is nothing yet: %s', async (address, words) => {
    await openApp(address, withSettings(nothingAtAll));
    await waitFor(() => expect(said(words)).toBeGreaterThan(0));
  });
});
