import { type Handlers, makeDoor } from '../../main/api/dispatch';
import type { CallOutput, EventBody, EventName } from '../../main/contract/contract';
import type { GatewayGroup } from '../../main/contract/gateway-state';
import type { PathRound } from '../../main/contract/path';
import type { AppState, PushSummary } from '../../main/contract/state';
import type { Transport } from '../../main/contract/transport';
import { type Fault, failure, success } from '../../main/outcome';
import { parseSettings } from '../../main/settings/file/parse';
import type { CollectorSettings } from '../../main/settings/schema/collectors';
import { placeOf } from '../../main/settings/schema/collectors/target-place';
import { settingsSchema } from '../../main/settings/schema/settings';
import { backupText, fakeGateway } from './fake-gateway';
import { exposition, type FakeHistory, fakePush, makeFakeHistory, summaryOf } from './fake-history';
import { addressOf, busyState, stateFor } from './fake-state';

/** A main without a machine behind it, made from the contract's table: what every page is shown with. */
export interface FakeMain extends Transport {
  readonly history: FakeHistory;
  /** Every call so far, in order. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  state(): AppState;
  /** Changes the state and says so. */
  change(change: Partial<AppState>): void;
  emit<N extends EventName>(name: N, body: EventBody<N>): void;
  /** Takes the line away, or gives it back. */
  connect(up: boolean): void;
}

export interface FakeMainOptions {
  readonly nowMs?: number;
  readonly state?: Partial<AppState> | ((busy: AppState, history: FakeHistory) => AppState);
  readonly handlers?: Partial<Handlers>;
}

type Listener = Parameters<Transport['subscribe']>[0];
type Connected = NonNullable<Parameters<Transport['subscribe']>[1]>;

export function makeFakeMain(options: FakeMainOptions = {}): FakeMain {
  const nowMs = options.nowMs ?? Date.now();
  const history = makeFakeHistory(nowMs, ['team-a', 'team-b', 'local']);
  const calls: { name: string; input: unknown }[] = [];
  const listeners = new Set<Listener>();
  const lines = new Set<Connected>();
  let state = firstState(options, nowMs, history);
  let up = true;

  const fake: FakeMain = {
    history,
    calls,
    state: () => state,
    change(change) {
      state = { ...state, ...change };
      fake.emit('state', state);
    },
    emit(name, body) {
      if (up) for (const listener of listeners) listener(name, body);
    },
    connect(isUp) {
      up = isUp;
      for (const connected of lines) connected(isUp);
    },
    call(name, input) {
      calls.push({ name, input });
      if (!up) return Promise.resolve(failure('disconnected', 'The line is down.'));
      return door.call(name, input);
    },
    subscribe(listener, connected) {
      listeners.add(listener);
      if (connected) lines.add(connected);
      return () => {
        listeners.delete(listener);
        if (connected) lines.delete(connected);
      };
    },
  };
  const door = makeDoor(
    { ...handlersOf(fake, nowMs), ...options.handlers },
    fake.subscribe,
    (call, thrown) => {
      throw new Error(`the fake main failed in ${call}`, { cause: thrown });
    },
  );
  return fake;
}

function firstState({ state }: FakeMainOptions, nowMs: number, history: FakeHistory): AppState {
  const busy = busyState(nowMs, history);
  return typeof state === 'function' ? state(busy, history) : { ...busy, ...state };
}

function handlersOf(fake: FakeMain, nowMs: number): Handlers {
  const secrets = new Set(['team_b']);
  const gateway = fakeGateway(nowMs);
  const deletedGroups = new Set<string>();
  const isThere = ({ groupingKey }: GatewayGroup) => !deletedGroups.has(JSON.stringify(groupingKey));
  return {
    'state.get': () => success(fake.state()),
    'settings.save': ({ settings, base }) => saveSettings(fake, settings, base, nowMs),
    'settings.check': ({ text }) => parseSettings(text, 'The settings in this file'),
    'push.now': () => pushNow(fake),
    'collector.try': ({ collector }) => success(tried(collector)),
    'destination.test': ({ destination }) => tested(addressOf(destination)),
    'destination.verify': () =>
      success({
        measuredAtMs: nowMs - 5_000,
        pushedAtMs: nowMs - 4_900,
        scrapedAtMs: nowMs - 1_000,
        foundAtMs: nowMs - 500,
      }),
    'pushes.list': (query) => success({ pushes: fake.history.list(query) }),
    'pushes.get': ({ id }) => {
      const push = fake.history.get(id);
      if (!push) return failure('not_found', `Push ${id} is no longer kept.`);
      return success(push.bodyCut ? push : { ...push, curl: `curl --request ${push.method} '${push.url}'` });
    },
    'pushes.diff': ({ id }) => (fake.history.get(id - 3) ? success(differenceTo(id - 3)) : nothingBefore),
    'samples.query': (query) => success(fake.history.samples(query)),
    'tcp.holders': () =>
      success({
        connections: 198,
        processes: [{ pid: 4211, name: 'java', connections: 198 }],
        withoutProcess: 0,
        remoteAddresses: [{ address: '10.0.0.9', connections: 198 }],
        remotePorts: [{ port: 443, connections: 198 }],
        localPorts: [{ port: 8080, connections: 198 }],
        distinct: { processes: 1, remoteAddresses: 1, remotePorts: 1, localPorts: 1 },
      }),
    'marks.list': (query) => success(fake.history.marks(query)),
    'path.probe': () => success(pathRound(Date.now())),
    'destination.preview': ({ destination }) => success({ requests: [previewOf(addressOf(destination))] }),
    'pushes.repeat'({ id }) {
      const push = fake.history.get(id);
      if (!push) return failure('not_found', `Push ${id} is no longer kept.`);
      const again = summaryOf(fake.history.add(fakePush(push.destination, Date.now(), 1)));
      fake.emit('push', again);
      return success({ push: again });
    },
    'desktop.startAtLogin'({ on }) {
      fake.change({ desktop: { startsAtLogin: on } });
      return success({});
    },
    'gateway.state': () => success({ ...gateway, groups: gateway.groups.filter(isThere) }),
    'gateway.group': ({ groupingKey }) =>
      success({ text: groupingKey['job'] === 'backup' ? backupText : '', textCut: false }),
    'gateway.delete'({ groupingKey }) {
      deletedGroups.add(JSON.stringify(groupingKey));
      return success({});
    },
    'secrets.list': () => success({ names: [...secrets] }),
    'secrets.set'({ name }) {
      secrets.add(name);
      return success({});
    },
  };
}

const nothingBefore = failure('no_push_before', 'No earlier push that this address accepted is kept.');

function differenceTo(before: number): CallOutput<'pushes.diff'> {
  return {
    before,
    isPartial: false,
    addedFamilies: ['node_netstat_Tcp_RetransSegs'],
    removedFamilies: [],
    addedSeries: [
      'node_netstat_Tcp_RetransSegs',
      'ping_loss_ratio{target="db",ip="10.0.4.12",ip_version="4"}',
    ],
    removedSeries: ['ping_rtt_mean_seconds{target="db",ip="10.0.4.12",ip_version="4"}'],
    changedValues: 61,
    equalValues: 32,
  };
}

function saveSettings(fake: FakeMain, settings: unknown, base: unknown, nowMs: number) {
  if (JSON.stringify(base) !== JSON.stringify(fake.state().settings)) {
    return failure('settings_changed', 'The settings are no longer those the form was filled from.');
  }
  const checked = settingsSchema.safeParse(settings);
  if (!checked.success) {
    const faults: Fault[] = checked.error.issues.map(({ path, message }) => ({
      line: 0,
      column: 0,
      path: path.join('.'),
      message,
    }));
    return failure('invalid_settings', 'The settings have faults.', { faults });
  }
  fake.change(stateFor(checked.data, nowMs, fake.history));
  return success(checked.data);
}

function pushNow(fake: FakeMain) {
  const { settings, destinations } = fake.state();
  if (!settings.pushing) {
    return failure('not_pushing', 'Pushing is paused.', { hint: 'Switch it on first.' });
  }
  const pushes = destinations
    .filter(({ state }) => state === 'ok' || state === 'failing')
    .map(({ id }): PushSummary => summaryOf(fake.history.add(fakePush(id, Date.now(), 1))));
  for (const push of pushes) fake.emit('push', push);
  return success({ pushes });
}

function tried(collector: CollectorSettings) {
  const all = 'targets' in collector ? collector.targets : [];
  const targets = all.map((target) =>
    placeOf(target).startsWith('10.')
      ? {
          name: target.name,
          outcome: 'loss',
          lossRatio: 1,
          reason: 'No reply to 4 packets.',
        }
      : { name: target.name, outcome: 'reply', rttSeconds: 0.0118, lossRatio: 0 },
  );
  return { text: exposition, problems: [], targets, durationMs: 814 };
}

function tested(url: string) {
  if (url.includes('gateway-b')) {
    return failure('unauthorized', `${url} does not accept these credentials (status 401): Unauthorized`, {
      hint: 'Check the user name and the secret team_b.',
    });
  }
  const tried = [{ status: 200, durationMs: 14, url: `${url}/metrics/job/pushtray-test/instance/web1` }];
  return success({ tried });
}

function pathRound(atMs: number): PathRound {
  const hops = [
    { ttl: 1, ip: '192.168.1.1', rttSeconds: 0.0014 },
    { ttl: 2, ip: '100.64.0.1', rttSeconds: 0.0087 },
    { ttl: 3 },
    { ttl: 4, ip: '1.1.1.1', rttSeconds: 0.0121 },
  ];
  return { atMs, ip: '1.1.1.1', hops, reached: true };
}

function previewOf(url: string) {
  return {
    method: 'PUT',
    url: `${url}/metrics/job/pushtray/instance/web1`,
    groupingKey: { job: 'pushtray', instance: 'web1' },
    series: 42,
    bytes: exposition.length,
    bytesSent: Math.round(exposition.length / 4),
    body: exposition,
    bodyCut: false,
    curl: `curl --request PUT '${url}/metrics/job/pushtray/instance/web1'`,
  };
}
