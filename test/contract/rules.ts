import assert from 'node:assert/strict';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type EventName,
  events,
} from '../../main/contract/contract';
import type { Transport } from '../../main/contract/transport';
import type { Failure, Outcome } from '../../main/outcome';
import type { SettingsInput } from '../../main/settings/schema/settings';

/**
 * What holds for the contract over any transport, whatever runs the tests. The app behind it was started with `settingsFor` of a
 * real Pushgateway; the rules run in order on the one app.
 */
export interface Rule {
  readonly title: string;
  check(transport: Transport): Promise<void>;
}

export function settingsFor(pushgatewayUrl: string): SettingsInput {
  return {
    version: 1,
    instance: 'contract-test',
    interval: '1s',
    collectors: [
      { id: 'tcp', kind: 'tcp-states', interval: '1s' },
      { id: 'ping', kind: 'ping', interval: '1s', count: 1, targets: [{ name: 'lo', host: '127.0.0.1' }] },
    ],
    destinations: [{ id: 'team', kind: 'pushgateway', urls: [pushgatewayUrl] }],
  };
}

export const rules: readonly Rule[] = [
  {
    title: 'gives the whole state in the shape that the contract says',
    async check(transport) {
      const state = await succeed(transport, 'state.get', {});
      assert.equal(state.instance.name, 'contract-test');
      assert.deepEqual(
        state.destinations.map(({ id }) => id),
        ['team'],
      );
    },
  },
  {
    title: 'refuses a call that the table does not have',
    async check(transport) {
      const error = failureOf(await transport.call('process.exit', {}));
      assert.equal(error.code, 'unknown_call');
    },
  },
  {
    title: 'refuses names that every object has',
    async check(transport) {
      for (const name of ['constructor', '__proto__', 'toString']) {
        assert.equal(failureOf(await transport.call(name, {})).code, 'unknown_call');
      }
    },
  },
  {
    title: 'refuses input that the call does not take and names the field',
    async check(transport) {
      const error = failureOf(await transport.call('pushes.list', { limit: 'all' }));
      assert.equal(error.code, 'bad_input');
      assert.equal(error.faults?.[0]?.path, 'limit');
    },
  },
  {
    title: 'refuses input with a key too many',
    async check(transport) {
      const error = failureOf(await transport.call('state.get', { really: true }));
      assert.equal(error.code, 'bad_input');
    },
  },
  {
    title: 'tells every push and every change of state unasked, in the shape that the contract says',
    async check(transport) {
      const heard = await hear(transport, ['push', 'state']);
      events.push.parse(heard.push);
      events.state.parse(heard.state);
    },
  },
  {
    title: 'pushes at once on request and keeps the record with what was sent and what came back',
    async check(transport) {
      const { pushes } = await succeed(transport, 'push.now', { destination: 'team' });
      assert.equal(pushes.length, 1);
      const record = await succeed(transport, 'pushes.get', { id: pushes[0]?.id ?? 0 });
      assert.equal(record.ok, true);
      assert.equal(record.groupingKey['instance'], 'contract-test');
      assert.match(record.requestBody, /node_tcp_connection_states\{state="listen"\} \d+/);
      const listed = await succeed(transport, 'pushes.list', { limit: 10, destination: 'team', ok: true });
      assert.ok(listed.pushes.some(({ id }) => id === record.id));
    },
  },
  {
    title: 'sends a recorded push once more and keeps a record of that',
    async check(transport) {
      const { pushes } = await succeed(transport, 'push.now', { destination: 'team' });
      const first = await succeed(transport, 'pushes.get', { id: pushes[0]?.id ?? 0 });
      const { push } = await succeed(transport, 'pushes.repeat', { id: first.id });
      const second = await succeed(transport, 'pushes.get', { id: push.id });
      assert.ok(second.id > first.id && second.ok);
      const sent = ({ method, url, requestBody, series }: typeof first) => [method, url, requestBody, series];
      assert.deepEqual(sent(second), sent(first));
    },
  },
  {
    title: 'shows what a push would send, and sends nothing',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const [destination] = settings.destinations;
      assert.ok(destination?.kind === 'pushgateway');
      const previewed = { ...destination, job: 'only-previewed', gzip: false };
      const { requests } = await succeed(transport, 'destination.preview', { destination: previewed });
      assert.deepEqual(
        requests.map(({ method, url, bodyCut }) => [method, url, bodyCut]),
        [['PUT', `${destination.urls[0]}/metrics/job/only-previewed/instance/contract-test`, false]],
      );
      assert.match(requests[0]?.body ?? '', /node_tcp_connection_states\{state="listen"\} \d+/);
      assert.equal(requests[0]?.bytesSent, Buffer.byteLength(requests[0]?.body ?? ''));
      const held = await (await fetch(new URL('/metrics', destination.urls[0]))).text();
      assert.doesNotMatch(held, /only-previewed/);
    },
  },
  {
    title: 'says which destinations there are when asked to push to another',
    async check(transport) {
      const error = await fail(transport, 'push.now', { destination: 'nowhere' });
      assert.match(error.message, /nowhere/);
    },
  },
  {
    title: 'says that a push is not kept',
    async check(transport) {
      assert.equal((await fail(transport, 'pushes.get', { id: 999_999_999 })).code, 'not_found');
    },
  },
  {
    title: 'tries a collector that is not saved and shows what it would push',
    async check(transport) {
      const tried = await succeed(transport, 'collector.try', {
        collector: {
          id: 'try',
          kind: 'ping',
          count: 1,
          targets: [{ name: 'loopback', host: '127.0.0.1' }],
        },
      });
      assert.match(tried.text, /ping_rtt_mean_seconds\{.*target="loopback"/);
      assert.equal(tried.targets[0]?.outcome, 'reply');
    },
  },
  {
    title: 'tests a destination by a real connection and leaves nothing there',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const [destination] = settings.destinations;
      assert.ok(destination);
      const tested = await succeed(transport, 'destination.test', { destination });
      assert.ok(tested.tried.every(({ durationMs }) => durationMs > 0));
      assert.ok(destination.kind === 'pushgateway');
      const url = new URL('/metrics', destination.urls[0]);
      assert.doesNotMatch(await (await fetch(url)).text(), /pushtray_test/);
    },
  },
  {
    title: 'says in words why a destination cannot be reached',
    async check(transport) {
      const error = await fail(transport, 'destination.test', {
        destination: { id: 'dead', kind: 'pushgateway', urls: ['http://127.0.0.1:9'] },
      });
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, /127\.0\.0\.1:9/);
    },
  },
  {
    title: 'gives points of a metric for a chart',
    async check(transport) {
      const query = {
        metric: 'ping_rtt_mean_seconds',
        labels: { target: 'lo' },
        fromMs: Date.now() - 600_000,
        toMs: Date.now() + 60_000,
        maxPoints: 100,
      };
      const { series } = await succeed(transport, 'samples.query', query);
      assert.equal(series.length, 1);
      assert.ok((series[0]?.timesMs.length ?? 0) > 0);
      assert.equal(series[0]?.timesMs.length, series[0]?.values.length);
    },
  },
  {
    title: 'gives one value for each step of time, the mean between the lowest and the highest',
    async check(transport) {
      const metric = 'ping_rtt_mean_seconds';
      const range = { fromMs: Date.now() - 600_000, toMs: Date.now() + 60_000, maxPoints: 20 };
      const valuesOf = async (reduce: 'min' | 'mean' | 'max') => {
        const query = { metric, labels: { target: 'lo' }, ...range, reduce };
        return (await succeed(transport, 'samples.query', query)).series[0]?.values ?? [];
      };
      const [lowest, mean, highest] = [await valuesOf('min'), await valuesOf('mean'), await valuesOf('max')];
      assert.ok(mean.length > 0 && mean.length <= 20);
      assert.ok(Number(lowest[0]) <= Number(mean[0]) && Number(mean[0]) <= Number(highest[0]));
    },
  },
  {
    title: 'marks when measuring was paused and when it went on',
    async check(transport) {
      const fromMs = Date.now();
      for (const monitoring of [false, true]) {
        const { settings: base } = await succeed(transport, 'state.get', {});
        await succeed(transport, 'settings.save', { settings: { ...base, monitoring }, base });
      }
      const { marks } = await succeed(transport, 'marks.list', { fromMs, toMs: Date.now() });
      const [before, ...since] = marks.filter(({ kind }) => !kind.endsWith('_changed'));
      assert.ok(before !== undefined && before.atMs <= fromMs);
      assert.deepEqual(
        since.map(({ kind }) => kind),
        ['paused', 'resumed'],
      );
    },
  },
  {
    title: 'says who holds the connections of a TCP state',
    async check(transport) {
      const held = await succeed(transport, 'tcp.holders', { state: 'listen', top: 100 });
      assert.ok(held.connections > 0);
      assert.ok(held.processes.length + held.withoutProcess > 0);
      assert.deepEqual([held.remoteAddresses, held.remotePorts], [[], []]);
      const error = await fail(transport, 'tcp.holders', { state: 'waiting' as 'listen' });
      assert.equal(error.faults?.[0]?.path, 'state');
    },
  },
  {
    title: 'finds the way to a host',
    async check(transport) {
      const { hops } = await succeed(transport, 'path.probe', { host: '127.0.0.1' });
      assert.equal(hops[0]?.ttl, 1);
      const error = await fail(transport, 'path.probe', { host: '-f' });
      assert.equal(error.faults?.[0]?.path, 'host');
    },
  },
  {
    title: "shows the groups of this machine's own gateway and the pushes that it refused",
    async check(transport) {
      const { address } = await succeed(transport, 'state.get', {});
      const push = (path: string, body: string) => fetch(`${address}${path}`, { method: 'PUT', body });
      await push('/metrics/job/contract', 'm 1\nn 2\n');
      await push('/metrics/job/contract', 'm 1\nn{ 2\n');
      const { groups, refused } = await succeed(transport, 'gateway.state', {});
      const group = groups.find(({ groupingKey }) => groupingKey['job'] === 'contract');
      assert.equal(group?.series, 2);
      assert.equal(group?.isOwn, false);
      const { text } = await succeed(transport, 'gateway.group', { groupingKey: { job: 'contract' } });
      assert.match(text, /^n\{instance="",job="contract"\} 2$/m);
      assert.ok(Date.now() - (group?.pushedAtMs ?? 0) < 60_000);
      assert.equal(refused[0]?.status, 400);
      assert.equal(refused[0]?.faults[0]?.line, 2);
      assert.equal(refused[0]?.body?.text, 'm 1\nn{ 2\n');
    },
  },
  {
    title: 'shows where a pushed group was forwarded to, and deletes it here and there',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const [team] = settings.destinations;
      assert.ok(team?.kind === 'pushgateway');
      const theirs = async () => (await fetch(new URL('/metrics', team.urls[0]))).text();
      const groupingKey = { job: 'contract' };
      await until(async () => {
        const { groups } = await succeed(transport, 'gateway.state', {});
        const group = groups.find((one) => one.groupingKey['job'] === 'contract');
        return group?.forwarded.some(
          ({ destination, state }) => destination === 'team' && state === 'delivered',
        );
      });
      assert.match(await theirs(), /^m\{.*job="contract".*\} 1$/m);
      await succeed(transport, 'gateway.delete', { groupingKey });
      await until(async () => !(await theirs()).includes('job="contract"'));
      const error = await fail(transport, 'gateway.delete', { groupingKey });
      assert.equal(error.code, 'not_found');
    },
  },
  {
    title: 'keeps secrets by name and never gives a value back',
    async check(transport) {
      await succeed(transport, 'secrets.set', { name: 'team_token', value: 'correct-horse' });
      const { names } = await succeed(transport, 'secrets.list', {});
      assert.ok(names.includes('team_token'));
      const everything = JSON.stringify([names, await succeed(transport, 'state.get', {})]);
      assert.doesNotMatch(everything, /correct-horse/);
    },
  },
  {
    title: 'refuses settings with faults, names each field, and goes on with the old ones',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const wrong = { ...settings, interval: 'soon', colour: 'red' };
      const error = await fail(transport, 'settings.save', { settings: wrong, base: settings });
      assert.equal(error.code, 'invalid_settings');
      assert.deepEqual(error.faults?.map(({ path }) => path).sort(), ['colour', 'interval']);
      assert.deepEqual((await succeed(transport, 'state.get', {})).settings, settings);
    },
  },
  {
    title: 'switches the start at login, or says that there is no desktop',
    async check(transport) {
      const startsAtLogin = async () => (await succeed(transport, 'state.get', {})).desktop?.startsAtLogin;
      if ((await startsAtLogin()) === undefined) {
        const error = await fail(transport, 'desktop.startAtLogin', { on: true });
        assert.equal(error.code, 'not_available');
        return;
      }
      for (const on of [true, false]) {
        await succeed(transport, 'desktop.startAtLogin', { on });
        assert.equal(await startsAtLogin(), on);
      }
    },
  },
  {
    title: 'saves settings and applies them without a restart',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const saved = await succeed(transport, 'settings.save', {
        settings: { ...settings, pushing: false },
        base: settings,
      });
      assert.equal(saved.pushing, false);
      const state = await succeed(transport, 'state.get', {});
      assert.equal(state.destinations[0]?.state, 'paused');
    },
  },
  {
    title: 'refuses to save over a change that somebody else made in between',
    async check(transport) {
      const { settings } = await succeed(transport, 'state.get', {});
      const stale = { ...settings, pushing: true };
      const error = await fail(transport, 'settings.save', { settings: stale, base: stale });
      assert.equal(error.code, 'settings_changed');
      await succeed(transport, 'settings.save', { settings: stale, base: settings });
    },
  },
];

async function succeed<N extends CallName>(
  transport: Transport,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const outcome = await transport.call(name, input);
  assert.ok(outcome.ok, `${name} failed: ${JSON.stringify(outcome)}`);
  return calls[name].output.parse(outcome.value) as CallOutput<N>;
}

/** Tries until it holds, for some seconds. */
async function until(holds: () => Promise<boolean | undefined>): Promise<void> {
  const endMs = Date.now() + 15_000;
  while (!(await holds())) {
    assert.ok(Date.now() < endMs, 'it did not come to hold in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function fail<N extends CallName>(
  transport: Transport,
  name: N,
  input: CallInput<N>,
): Promise<Failure> {
  return failureOf(await transport.call(name, input));
}

function failureOf(outcome: Outcome<unknown>): Failure {
  assert.ok(!outcome.ok, `this should have failed: ${JSON.stringify(outcome)}`);
  assert.notEqual(outcome.error.message, '');
  return outcome.error;
}

/** The first body of each event from now on. */
function hear<N extends EventName>(transport: Transport, names: readonly N[]): Promise<Record<N, unknown>> {
  return new Promise((resolve, reject) => {
    const heard: Partial<Record<N, unknown>> = {};
    const overdue = setTimeout(() => reject(new Error(`heard only ${Object.keys(heard)}`)), 20_000);
    const end = transport.subscribe((name, body) => {
      heard[name as N] ??= body;
      if (names.some((wanted) => heard[wanted] === undefined)) return;
      clearTimeout(overdue);
      end();
      resolve(heard as Record<N, unknown>);
    });
  });
}
