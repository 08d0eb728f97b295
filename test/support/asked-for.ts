import type { CallName, CheckedInput } from '../../main/contract/contract';
import { failure, type Outcome, success } from '../../main/outcome';
import { en } from '../../main/texts/en';
import { type FakeMain, makeFakeMain } from './fake-main';

/** What the window asks main for, and what it says until the answer is there, where there is none, and where it holds nothing. */

type Words = string | RegExp;

/** What is drawn from the answer to one call. */
interface Drawn {
  readonly what: string;
  readonly address: string;
  /** The buttons that have to be pressed before it is asked for. */
  readonly presses?: readonly string[];
  /** Said until the answer is there; nothing where it is only more of what is shown. */
  readonly loading?: Words;
  /** How it is asked for again after a failure: by a press of *Try again*, or by itself. */
  readonly again: 'press' | 'itself';
  /** An answer that holds nothing, and what is said then. */
  readonly empty?: { readonly answer: Outcome<unknown>; readonly words: Words };
  /** Which of the questions waits, where the window asks many: a browser has no more than six connections. */
  readonly waiting?: (input: CheckedInput<'samples.query'>) => boolean;
}

export interface AskedFor extends Drawn {
  readonly call: CallName;
}

/** What a person presses for, where nothing more is drawn than what came of it. */
interface PressedFor {
  readonly call: PressedCall;
  readonly address: string;
  readonly presses: readonly string[];
}

type PressedCall =
  | 'push.now'
  | 'collector.try'
  | 'destination.test'
  | 'destination.preview'
  | 'destination.verify'
  | 'pushes.repeat'
  | 'gateway.delete';
/** Tested with the forms and switches that make them. */
type FormCall = 'settings.save' | 'settings.check' | 'secrets.set' | 'desktop.startAtLogin';
/** Tested with the session: without it there is no page. */
type SessionCall = 'state.get';

const noSeries = success({ series: [] });
const emptyGateway = { groups: [], expiredGroups: 0, refusedPushes: 0, refused: [] };
const nobody = {
  ...{ connections: 0, processes: [], withoutProcess: 0 },
  ...{ remoteAddresses: [], remotePorts: [], localPorts: [] },
  distinct: { processes: 0, remoteAddresses: 0, remotePorts: 0, localPorts: 0 },
};

/** Does not compile while a call that the window reads by has no entry. */
const drawn: Readonly<Record<Exclude<CallName, PressedCall | FormCall | SessionCall>, readonly Drawn[]>> = {
  'samples.query': [
    {
      what: 'the last minutes of every target',
      address: 'now',
      again: 'press',
      loading: en.now.pastReading,
      empty: { answer: noSeries, words: new RegExp(`^${en.now.lineNone}`) },
      waiting: ({ metric, maxPoints }) => metric === 'ping_loss_ratio' && maxPoints === 1200,
    },
    {
      what: 'the charts of a target',
      address: 'targets/api',
      again: 'press',
      loading: en.charts.loading,
      empty: { answer: noSeries, words: en.charts.nothing },
      waiting: ({ metric, labels }) => metric === 'ping_loss_ratio' && labels['target'] === 'api',
    },
    {
      what: 'the chart of all targets',
      address: 'targets',
      again: 'press',
      loading: en.charts.loading,
      empty: { answer: noSeries, words: en.charts.nothing },
      waiting: ({ metric, maxPoints }) => metric === 'ping_rtt_median_seconds' && maxPoints !== 1200,
    },
    {
      what: 'the charts of TCP',
      address: 'tcp',
      again: 'press',
      loading: en.charts.loading,
      empty: { answer: noSeries, words: en.charts.nothing },
      waiting: ({ metric }) => metric === 'node_tcp_connection_states',
    },
    {
      what: 'a report',
      address: 'report',
      again: 'press',
      loading: /^Reading history/,
      empty: { answer: noSeries, words: en.report.nothing },
      waiting: ({ metric, maxPoints }) => metric === 'ping_loss_ratio' && maxPoints !== 1200,
    },
  ],
  'marks.list': [
    {
      what: 'what happened meanwhile',
      address: 'targets/api',
      again: 'press',
      loading: en.charts.loading,
      empty: { answer: success({ marks: [] }), words: en.charts.noEvents },
    },
  ],
  'tcp.holders': [
    {
      what: 'who holds connections',
      address: 'tcp/close_wait',
      again: 'press',
      loading: en.tcp.holdersLoading,
      empty: { answer: success(nobody), words: en.tcp.holdersNone('CLOSE_WAIT') },
    },
  ],
  'pushes.list': [
    {
      what: 'the list of pushes',
      address: 'pushes',
      again: 'press',
      loading: en.pushes.loading,
      empty: { answer: success({ pushes: [] }), words: en.pushes.none },
    },
  ],
  'pushes.get': [{ what: 'a push', address: 'pushes/1118', again: 'press', loading: en.pushes.loadingOne }],
  'pushes.diff': [
    {
      what: 'the difference of a push',
      address: 'pushes/1118',
      again: 'press',
      loading: en.pushes.comparing,
      empty: { answer: failure('no_push_before', 'None.'), words: en.pushes.nothingBefore },
    },
  ],
  'gateway.state': [
    {
      what: 'what others pushed in',
      address: 'pushes/in',
      again: 'itself',
      loading: en.pushes.in.loading,
      empty: { answer: success(emptyGateway), words: en.pushes.in.none },
    },
  ],
  'gateway.group': [
    {
      what: 'what a pushed group holds',
      address: `pushes/in?group=${encodeURIComponent('job="backup", instance="web1"')}`,
      again: 'press',
      loading: en.pushes.in.loading,
      empty: { answer: success({ text: '', textCut: false }), words: en.pushes.in.contentNone },
    },
  ],
  'path.probe': [
    {
      what: 'the path to a target',
      address: 'targets/api',
      again: 'itself',
      presses: [en.path.start],
      loading: en.path.starting,
      empty: {
        answer: success({ atMs: 0, ip: '203.0.113.7', hops: [{ ttl: 1 }, { ttl: 2 }], reached: false }),
        words: en.path.nothingAnswers,
      },
    },
  ],
  'secrets.list': [
    {
      what: 'which secrets are stored',
      address: 'destinations',
      again: 'press',
      presses: [en.destinations.editOne('team-b')],
      empty: { answer: success({ names: [] }), words: en.access.secretMissing },
    },
  ],
};

export const askedFor: readonly AskedFor[] = Object.entries(drawn).flatMap(([call, all]) =>
  all.map((one) => ({ ...one, call: call as CallName })),
);

const pressed: Readonly<Record<PressedCall, Omit<PressedFor, 'call'>>> = {
  'push.now': { address: 'now', presses: [en.now.pushNow] },
  'collector.try': { address: 'collectors', presses: [en.collectors.tryOne('tcp')] },
  'destination.test': { address: 'destinations', presses: [en.destinations.testOne('team-a')] },
  'destination.preview': { address: 'destinations', presses: [en.destinations.previewOne('team-a')] },
  'destination.verify': { address: 'destinations', presses: [en.destinations.verifyOne('team-a')] },
  'pushes.repeat': { address: 'pushes/1118', presses: [en.pushes.again, en.pushes.again] },
  'gateway.delete': {
    address: 'pushes/in',
    presses: [en.pushes.in.removeOne('job="import"'), en.pushes.in.remove],
  },
};

export const pressedFor: readonly PressedFor[] = Object.entries(pressed).map(([call, one]) => ({
  ...one,
  call: call as PressedCall,
}));

/** Why a call fails that is made to fail. */
export const whyFailed = 'The disk is gone.';

/** A main of which one call is answered so; `waiting` says which of its questions, the others find nothing. */
export function answering(
  { call, waiting }: Pick<AskedFor, 'call' | 'waiting'>,
  answer: () => unknown,
): FakeMain {
  // biome-ignore lint/suspicious/noExplicitAny: each call has an input and an answer of its own
  const handler = (input: any): any => (waiting === undefined || waiting(input) ? answer() : noSeries);
  return makeFakeMain({ handlers: { [call]: handler } });
}

/** Its answer never comes. */
export const onItsWay = (one: AskedFor) => answering(one, () => new Promise<never>(() => undefined));

export const failed = ({ call }: Pick<AskedFor, 'call'>) =>
  answering({ call }, () => failure('not_readable', whyFailed));

export const holdingNothing = ({ call }: AskedFor, answer: Outcome<unknown>) =>
  answering({ call }, () => answer);
