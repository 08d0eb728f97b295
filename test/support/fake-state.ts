import type { AppState, DestinationStatus, TargetStatus } from '../../main/contract/state';
import { placeOf } from '../../main/settings/schema/collectors/target-place';
import { type Settings, type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import type { FakeHistory } from './fake-history';
import { fakeVerdict } from './fake-verdict';

/** Believable states of the whole app, one for each thing the pages must be able to show. */

const busySettings: SettingsInput = {
  version: 1,
  instance: 'auto',
  labels: { site: 'berlin' },
  interval: '15s',
  collectors: [
    { id: 'tcp', kind: 'tcp-states', interval: '5s' },
    {
      id: 'ping',
      kind: 'ping',
      interval: '5s',
      targets: [
        { name: 'router', host: 'gateway' },
        { name: 'cloudflare', host: '1.1.1.1' },
        { name: 'api', host: 'api.eu-1.example.net' },
        { name: 'db', host: '10.0.4.12' },
        { name: 'vpn', host: 'vpn.office.example' },
        { name: 'build-6', host: '2001:db8:40::6' },
        { name: 'lab', host: 'lab.local', enabled: false },
      ],
    },
  ],
  destinations: [
    {
      id: 'team-a',
      kind: 'pushgateway',
      urls: ['http://gateway-a.example.net:9091'],
      prometheusUrl: 'http://prometheus-a.example.net:9090',
    },
    {
      id: 'team-b',
      kind: 'pushgateway',
      urls: ['https://gateway-b.example.net'],
      auth: { basic: { username: 'push', password: { secret: 'team_b' } } },
    },
    {
      id: 'office',
      kind: 'pushgateway',
      urls: ['http://127.0.0.1:9091'],
      method: 'POST',
      onQuit: 'keep',
      onRemove: 'keep',
      labels: { floor: '3' },
    },
    { id: 'lab', kind: 'pushgateway', urls: ['http://lab.local:9091'], enabled: false },
  ],
};

const targetReadings: Record<string, Partial<TargetStatus>> = {
  router: { state: 'up', ip: '192.168.1.1', rttSeconds: 0.00142, jitterSeconds: 0.00011, lossRatio: 0 },
  cloudflare: { state: 'up', ip: '1.1.1.1', rttSeconds: 0.0123, jitterSeconds: 0.0009, lossRatio: 0 },
  api: {
    state: 'loss',
    ip: '203.0.113.7',
    rttSeconds: 0.0387,
    jitterSeconds: 0.0041,
    lossRatio: 0.25,
  },
  db: { state: 'down', ip: '10.0.4.12', lossRatio: 1, reason: 'No reply to 4 packets.' },
  vpn: {
    state: 'unknown',
    reason: 'There is no host named "vpn.office.example".',
  },
  shop: { state: 'up', ip: '203.0.113.80', rttSeconds: 0.184, lossRatio: 0 },
  resolver: { state: 'up', ip: '192.168.1.1', rttSeconds: 0.0091, lossRatio: 0 },
  postgres: {
    state: 'down',
    ip: '10.0.4.20',
    lossRatio: 1,
    reason: 'Nothing listens at 10.0.4.20:5432 (connection refused).',
  },
};

/** Beside pings a target of every other kind. */
export const everyKindSettings: SettingsInput = {
  ...busySettings,
  collectors: [
    ...(busySettings.collectors ?? []),
    {
      id: 'web',
      kind: 'http',
      interval: '5s',
      targets: [{ name: 'shop', url: 'https://shop.example.net/health' }],
    },
    {
      id: 'names',
      kind: 'dns',
      interval: '5s',
      targets: [{ name: 'resolver', host: 'example.net', server: 'gateway' }],
    },
    {
      id: 'ports',
      kind: 'tcp-connect',
      interval: '5s',
      targets: [{ name: 'postgres', host: '10.0.4.20', port: 5432 }],
    },
  ],
};

const destinationReadings: Record<string, Partial<DestinationStatus>> = {
  'team-a': { state: 'ok' },
  'team-b': {
    state: 'failing',
    consecutiveFailures: 17,
    problem: 'https://gateway-b.example.net does not accept these credentials (status 401): Unauthorized',
  },
  office: {
    state: 'held',
    failureCode: 'own_address',
    problem: 'http://127.0.0.1:9091 is this Pushtray itself, which serves its own metrics already.',
  },
};

export function fakeSettings(input: SettingsInput = busySettings): Settings {
  return settingsSchema.parse(input);
}

/** Everything at once: targets and destinations in every state. */
export function busyState(nowMs: number, history: FakeHistory): AppState {
  return stateFor(fakeSettings(), nowMs, history);
}

/** What a state is when these are the settings: what is new in them waits for its first cycle. */
export function stateFor(settings: Settings, nowMs: number, history: FakeHistory): AppState {
  const parts = {
    collectors: collectors(settings, nowMs),
    targets: targets(settings, nowMs),
    destinations: destinations(settings, nowMs, history),
  };
  return {
    version: '0.1.0',
    platform: 'linux',
    startedAtMs: nowMs - 9 * 3_600_000,
    instance: { name: 'web1' },
    settings,
    settingsFile: { path: '/home/kim/.config/pushtray/settings.json', exists: true },
    address: 'http://127.0.0.1:9091',
    notices: [],
    verdict: fakeVerdict({ settings, ...parts }, nowMs),
    ...parts,
    offers: [],
    ...(countsTcp(settings) ? { tcp: tcpStates(nowMs) } : {}),
  };
}

function collectors(settings: Settings, nowMs: number): AppState['collectors'] {
  return settings.collectors.map(({ id, kind, enabled }) => ({
    id,
    kind,
    enabled,
    state: settings.monitoring && enabled ? ('ok' as const) : ('paused' as const),
    intervalMs: 5000,
    lastCycleAtMs: nowMs - 2000,
    lastDurationMs: kind === 'ping' ? 812 : 3,
    skippedCycles: 0,
    problems: [],
    ...(kind === 'tcp-states' ? { source: '/proc/net/tcp' } : {}),
  }));
}

function targets(settings: Settings, nowMs: number): TargetStatus[] {
  return settings.collectors.flatMap((collector) =>
    'targets' in collector
      ? collector.targets.map((target): TargetStatus => {
          const { name, enabled } = target;
          const place = { collector: collector.id, name, host: placeOf(target) };
          if (!enabled || !collector.enabled || !settings.monitoring) return { ...place, state: 'paused' };
          const reading = targetReadings[name];
          return reading
            ? { ...place, state: 'up', atMs: nowMs - 2000, ...reading }
            : { ...place, state: 'waiting' };
        })
      : [],
  );
}

function destinations(settings: Settings, nowMs: number, history: FakeHistory): DestinationStatus[] {
  const { enabled: isServing, gateway } = settings.server;
  if (settings.destinations.length === 0)
    return isServing && gateway ? [builtInDestination(settings, nowMs, history)] : [];
  return settings.destinations.map((destination): DestinationStatus => {
    const { id, kind, enabled } = destination;
    const [lastPush] = history.list({ limit: 1, destination: id });
    const common = { id, kind, url: addressOf(destination), enabled, builtIn: false, consecutiveFailures: 0 };
    if (!enabled || !settings.pushing || !settings.monitoring) {
      return { ...common, state: 'paused', ...(lastPush ? { lastPush } : {}) };
    }
    const reading = destinationReadings[id] ?? { state: 'waiting' };
    return {
      ...common,
      state: 'ok',
      ...(lastPush ? { lastPush } : {}),
      ...(reading.state === 'held' ? {} : { nextPushAtMs: nowMs + 11_400 }),
      ...(reading.state === 'failing' ? { failingSinceMs: nowMs - 254_000 } : {}),
      ...reading,
    };
  });
}

export function addressOf(destination: Settings['destinations'][number]): string {
  return 'urls' in destination ? (destination.urls[0] ?? '') : destination.url;
}

function builtInDestination(settings: Settings, nowMs: number, history: FakeHistory): DestinationStatus {
  const [lastPush] = history.list({ limit: 1, destination: 'local' });
  return {
    id: 'local',
    kind: 'pushgateway',
    url: 'http://127.0.0.1:9091',
    enabled: true,
    builtIn: true,
    state: settings.pushing && settings.monitoring ? 'ok' : 'paused',
    consecutiveFailures: 0,
    nextPushAtMs: nowMs + 6400,
    ...(lastPush ? { lastPush } : {}),
  };
}

function countsTcp({ monitoring, collectors }: Settings): boolean {
  return monitoring && collectors.some(({ kind, enabled }) => kind === 'tcp-states' && enabled);
}

function tcpStates(nowMs: number): NonNullable<AppState['tcp']> {
  return {
    atMs: nowMs - 1000,
    waitConnections: 1240,
    states: {
      established: 318,
      syn_sent: 2,
      syn_recv: 0,
      fin_wait1: 1,
      fin_wait2: 12,
      time_wait: 1029,
      close: 0,
      close_wait: 198,
      last_ack: 3,
      listen: 41,
      closing: 0,
      rx_queued_bytes: 0,
      tx_queued_bytes: 41_870,
    },
  };
}
