import fc from 'fast-check';
import { probeFailure } from '../../main/contract/verdict';
import type {
  CollectorSeen,
  DestinationSeen,
  LinkSeen,
  Situation,
  TargetSeen,
  TcpSeen,
} from '../../main/diagnosis/situation';
import { tcpStates } from '../../main/metrics/tcp-states';

/** Situations of every kind, also such as no engine gives: few names, so that parts come back from one to the next. */

const atMs = fc.integer({ min: 1, max: 40 }).map((cycle) => 1_000_000 + cycle * 5_000);
const ratio = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 0, max: 30_000 });

function some<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[]): fc.Arbitrary<T> {
  return fc.record(model, { requiredKeys: required }) as fc.Arbitrary<T>;
}

const collector = some<CollectorSeen>(
  {
    id: fc.constantFrom('tcp', 'ping', 'dns', 'link'),
    kind: fc.constantFrom('tcp-states', 'ping', 'dns', 'link'),
    state: fc.constantFrom('waiting', 'ok', 'ok', 'failing', 'paused'),
    lastCycleAtMs: atMs,
    problems: fc.array(
      some<CollectorSeen['problems'][number]>(
        {
          code: fc.constantFrom('no_source', 'timeout', 'unresolvable', 'odd'),
          message: fc.constantFrom('There is nothing.', 'It took too long.'),
          target: fc.constant('a'),
        },
        ['code', 'message'],
      ),
      { maxLength: 2 },
    ),
  },
  ['id', 'kind', 'state', 'problems'],
);

const place = fc.constantFrom(
  ...['gateway', '1.1.1.1', '9.9.9.9', '10.0.0.8', '127.0.0.1', '[fd00::1]:80', '::1', 'localhost'],
  ...['db.example.net:5432', 'https://www.example.org/x', 'printer.local', 'http://[::1]:9/', ''],
);

const target = some<TargetSeen>(
  {
    collector: fc.constantFrom('ping', 'dns', 'gone'),
    kind: fc.constantFrom('ping', 'ping', 'dns', 'http', 'tcp-connect'),
    name: fc.constantFrom('router', 'a', 'b', 'c', 'd', 'a name with spaces'),
    host: place,
    enabled: fc.boolean(),
    ip: fc.constantFrom('192.168.1.1', '1.1.1.1', '203.0.113.4', '10.0.0.8', 'fe80::1'),
    outcome: fc.constantFrom(
      ...(['reply', 'reply', 'loss', 'unresolvable', 'no_route', 'permission'] as const),
      ...(['no_program', 'skipped', 'failed'] as const),
    ),
    lossRatio: ratio,
    rttSeconds: fc.double({ min: 0, max: 10, noNaN: true }),
    atMs,
    failure: fc.constantFrom(...probeFailure.options),
  },
  ['collector', 'kind', 'name', 'host', 'enabled'],
);

const destination = some<DestinationSeen>(
  {
    id: fc.constantFrom('team', 'spare'),
    url: fc.constantFrom('http://a.example:9091', 'http://127.0.0.1:9091', 'http://10.0.0.2:9', 'no url'),
    builtIn: fc.boolean(),
    state: fc.constantFrom('waiting', 'ok', 'failing', 'paused', 'held'),
    failureCode: fc.constantFrom('unreachable', 'unauthorized', 'timeout', 'clock_skew', 'odd'),
    failingSinceMs: atMs,
    lastSuccessAtMs: atMs,
    consecutiveFailures: fc.integer({ min: 0, max: 9 }),
    lastPush: some<NonNullable<DestinationSeen['lastPush']>>(
      { id: fc.integer({ min: 1, max: 9 }), atMs, status: fc.constantFrom(200, 401, 502) },
      ['id', 'atMs'],
    ),
    backlog: some<NonNullable<DestinationSeen['backlog']>>({ samples: count, oldestAtMs: atMs }, ['samples']),
  },
  ['id', 'url', 'builtIn', 'state', 'consecutiveFailures'],
);

const link = some<LinkSeen>(
  {
    atMs,
    route: some<NonNullable<LinkSeen['route']>>(
      {
        device: fc.constantFrom('wlan0', 'eth0'),
        medium: fc.constantFrom('wifi', 'wired', 'unknown'),
        up: fc.boolean(),
        signalDbm: fc.integer({ min: -95, max: 0 }),
      },
      ['device', 'medium'],
    ),
  },
  ['atMs'],
);

const tcp = some<TcpSeen>(
  {
    atMs,
    states: fc.dictionary(fc.constantFrom(...tcpStates), count),
    counters: fc.record({ sentSegments: count, resentSegments: count, listenDrops: count }),
  },
  ['atMs', 'states'],
);

export const arbitrarySituation = some<Situation>(
  {
    monitoring: fc.constantFrom(true, true, true, false),
    pushing: fc.boolean(),
    asleep: fc.constantFrom(false, false, false, true),
    collectors: fc.array(collector, { maxLength: 4 }),
    targets: fc.array(target, { maxLength: 8 }),
    destinations: fc.array(destination, { maxLength: 3 }),
    link,
    tcp,
    holders: fc.constant(new Map([['close_wait', { pid: 7, connections: 9, of: 10, atMs: 1 }]] as const)),
  },
  ['monitoring', 'pushing', 'asleep', 'collectors', 'targets', 'destinations'],
);

/** One after the other: a fault shows over several, so each is seen a few times with later cycles. */
export const arbitraryDay = fc
  .array(fc.tuple(arbitrarySituation, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flatMap(([situation, times]) => Array.from({ length: times }, () => situation)))
  .map((situations) => situations.map((situation, cycle) => laterBy(situation, cycle * 300_000)));

function laterBy(situation: Situation, byMs: number): Situation {
  const later = <T extends { readonly atMs?: number }>(part: T): T =>
    part.atMs === undefined ? part : { ...part, atMs: part.atMs + byMs };
  return {
    ...situation,
    collectors: situation.collectors.map((one) =>
      one.lastCycleAtMs === undefined ? one : { ...one, lastCycleAtMs: one.lastCycleAtMs + byMs },
    ),
    targets: situation.targets.map(later),
    ...(situation.link ? { link: later(situation.link) } : {}),
    ...(situation.tcp ? { tcp: later(situation.tcp) } : {}),
  };
}
