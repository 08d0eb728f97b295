import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, type Outcome, success } from '../../../main/outcome';
import type { SettingsInput } from '../../../main/settings/schema/settings';
import { en } from '../../../main/texts/en';
import { type FakeMain, type FakeMainOptions, makeFakeMain } from '../../support/fake-main';
import { openApp, startApp } from '../../support/render-app';
import { withSettings } from '../../support/scene';

type Call = keyof NonNullable<FakeMainOptions['handlers']>;

/** What is drawn from the answer to one call. */
interface Asked {
  readonly what: string;
  readonly address: string;
  readonly call: Call;
  /** What has to be pressed before it is asked for. */
  readonly press?: string;
  /** Said until the answer is there. */
  readonly loading: string | RegExp;
  /** How it is asked for again after a failure: by a press of *Try again*, by itself, or by opening it anew. */
  readonly again: 'press' | 'itself' | 'anew';
  /** An answer that holds nothing, and what is said then. */
  readonly empty?: { readonly answer: Outcome<unknown>; readonly words: string | RegExp };
}

const noSeries = success({ series: [] });
const nothing = { pushes: [] };
const emptyGateway = { groups: [], expiredGroups: 0, refusedPushes: 0, refused: [] };
const nobody = { connections: 0, processes: [], withoutProcess: 0, remoteAddresses: [], localPorts: [] };

const asked: readonly Asked[] = [
  {
    what: 'the last minutes of every target',
    address: 'now',
    call: 'samples.query',
    again: 'press',
    loading: en.now.pastReading,
    empty: { answer: noSeries, words: new RegExp(`^${en.now.lineNone}`) },
  },
  {
    what: 'the charts of a target',
    address: 'targets/api',
    call: 'samples.query',
    again: 'press',
    loading: en.charts.loading,
    empty: { answer: noSeries, words: en.charts.nothing },
  },
  {
    what: 'the charts of TCP',
    address: 'tcp',
    call: 'samples.query',
    again: 'press',
    loading: en.charts.loading,
    empty: { answer: noSeries, words: en.charts.nothing },
  },
  {
    what: 'what happened meanwhile',
    address: 'targets/api',
    call: 'marks.list',
    again: 'press',
    loading: en.charts.loading,
    empty: { answer: success({ marks: [] }), words: en.charts.noEvents },
  },
  {
    what: 'who holds connections',
    address: 'tcp/close_wait',
    call: 'tcp.holders',
    again: 'press',
    loading: en.tcp.holdersLoading,
    empty: { answer: success(nobody), words: en.tcp.holdersNone('CLOSE_WAIT') },
  },
  {
    what: 'the list of pushes',
    address: 'pushes',
    call: 'pushes.list',
    again: 'press',
    loading: en.pushes.loading,
    empty: { answer: success(nothing), words: en.pushes.none },
  },
  {
    what: 'a push',
    address: 'pushes/1118',
    call: 'pushes.get',
    again: 'anew',
    loading: en.pushes.loadingOne,
  },
  {
    what: 'the difference of a push',
    address: 'pushes/1118',
    call: 'pushes.diff',
    again: 'anew',
    loading: en.pushes.comparing,
    empty: { answer: failure('no_push_before', 'None.'), words: en.pushes.nothingBefore },
  },
  {
    what: 'what others pushed in',
    address: 'pushes/in',
    call: 'gateway.state',
    again: 'itself',
    loading: en.pushes.in.loading,
    empty: { answer: success(emptyGateway), words: en.pushes.in.none },
  },
  {
    what: 'the path to a target',
    address: 'targets/api',
    call: 'path.probe',
    again: 'anew',
    press: en.path.start,
    loading: en.path.starting,
  },
  {
    what: 'a report',
    address: 'report',
    call: 'samples.query',
    again: 'press',
    loading: /^Reading history/,
    empty: { answer: noSeries, words: en.report.nothing },
  },
];

const never = () => new Promise<never>(() => undefined);

/** A main that gives this answer to one call. */
function answering(call: Call, answer: () => unknown): FakeMain {
  // biome-ignore lint/suspicious/noExplicitAny: each call has an answer of its own
  return makeFakeMain({ handlers: { [call]: answer as any } });
}

async function show({ address, press }: Asked, fake: FakeMain): Promise<void> {
  await openApp(address, fake);
  if (press !== undefined) fireEvent.click(await screen.findByRole('button', { name: press }));
}

const said = (words: string | RegExp) =>
  screen.queryAllByText(words).length + screen.queryAllByLabelText(words).length;

describe.each(asked)('$what', (one) => {
  it('is said to be on its way until it is there', async () => {
    await show(one, answering(one.call, never));
    await waitFor(() => expect(said(one.loading)).toBeGreaterThan(0));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is said to have failed, with the reason, and is asked for again', async () => {
    const fake = answering(one.call, () => failure('not_readable', 'The disk is gone.'));
    await show(one, fake);
    const alerts = await screen.findAllByRole('alert');
    expect(alerts.map(({ textContent }) => textContent).join()).toContain('The disk is gone.');
    const calls = () => fake.calls.filter(({ name }) => name === one.call).length;
    const before = calls();
    if (one.again === 'anew') return;
    if (one.again === 'press')
      fireEvent.click(within(alerts[0] as HTMLElement).getByRole('button', { name: en.actions.tryAgain }));
    await waitFor(() => expect(calls()).toBeGreaterThan(before));
  });

  const { empty } = one;
  if (empty === undefined) return;

  it('is said to be empty where there is nothing', async () => {
    await show(
      one,
      answering(one.call, () => empty.answer),
    );
    await waitFor(() => expect(said(empty.words)).toBeGreaterThan(0));
  });
});

describe('the window', () => {
  it('is said to be opening until main has answered', async () => {
    startApp('now', answering('state.get', never));
    expect(await screen.findByText(en.connection.opening)).toBeTruthy();
  });

  it('says why it cannot be opened', async () => {
    startApp(
      'now',
      answering('state.get', () => failure('internal', 'The disk is gone.')),
    );
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is gone.');
  });

  const nothingAtAll: SettingsInput = { version: 1, collectors: [], destinations: [] };

  it.each([
    ['now', en.now.noTargets],
    ['targets', en.targets.empty],
    ['collectors', en.collectors.empty],
    ['destinations', en.destinations.empty],
  ])('says on %s that there is nothing yet', async (address, words) => {
    await openApp(address, withSettings(nothingAtAll));
    await waitFor(() => expect(said(words)).toBeGreaterThan(0));
  });
});
