import type { AppState, CollectorStatus } from '../../main/contract/state';
import type { SettingsInput } from '../../main/settings/schema/settings';
import type { FakeMain } from './fake-main';
import { withSettings } from './scene';

/** Settings with a collector and a destination of every kind. */
export const everyKind: SettingsInput = {
  version: 1,
  collectors: [
    { id: 'tcp', kind: 'tcp-states', interval: '5s' },
    {
      id: 'ping',
      kind: 'ping',
      interval: '5s',
      targets: [
        { name: 'router', host: 'gateway' },
        { name: 'cloudflare', host: '1.1.1.1' },
        { name: 'db', host: '10.0.4.12' },
      ],
    },
    {
      id: 'ports',
      kind: 'tcp-connect',
      interval: '30s',
      targets: [{ name: 'postgres', host: '10.0.4.12', port: 5432 }],
    },
    {
      id: 'sites',
      kind: 'http',
      interval: '1m',
      targets: [{ name: 'shop', url: 'https://shop.example.net/health' }],
    },
    {
      id: 'resolver',
      kind: 'dns',
      targets: [{ name: 'own', host: 'example.net', type: 'AAAA', server: 'gateway' }],
    },
    { id: 'link', kind: 'link', ssid: true },
    {
      id: 'queue',
      kind: 'command',
      interval: '1m',
      command: "find /var/spool/postfix/deferred -type f | wc -l && echo 'done' >> /var/log/queue.log",
      metric: 'spool_files',
      env: { LC_ALL: 'C' },
    },
    { id: 'disks', kind: 'command', command: ['df', '-P', '/srv/data with spaces'], enabled: false },
    { id: 'files', kind: 'textfile', directory: '/var/lib/node_exporter/textfile' },
    { id: 'node', kind: 'scrape', url: 'http://localhost:9100/metrics', labels: { exporter: 'node' } },
  ],
  destinations: [
    {
      id: 'team',
      kind: 'pushgateway',
      urls: ['https://gateway-a.example.net:9091', 'https://gateway-b.example.net:9091'],
      mode: 'failover',
      labels: { site: 'berlin' },
      headers: { 'X-Scope-OrgID': 'net', 'X-Api-Key': { secret: 'gateway_key' } },
      auth: { basic: { username: 'push', password: { secret: 'team_b' } } },
      tls: { caFile: '/etc/ssl/team.pem' },
      prometheusUrl: 'http://prometheus.example.net:9090',
    },
    {
      id: 'mimir',
      kind: 'remote-write',
      url: 'https://mimir.example.net/api/v1/push',
      auth: { bearer: { secret: 'mimir' } },
      headers: { 'X-Scope-OrgID': 'net' },
      prometheusUrl: 'https://mimir.example.net/prometheus',
    },
  ],
};

const faultyLine = {
  code: 'bad_output',
  message:
    'Line 2, column 22 of /var/lib/node_exporter/textfile/backup.prom: the value "one" is not a number.',
  excerpt: { line: 2, column: 22, text: 'backup_last_success{} one' },
};

/** A main with a collector and a destination of every kind, some of them in trouble. */
export function everyKindMain(): FakeMain {
  return withSettings(everyKind, (state) => ({
    collectors: state.collectors.map(inTrouble),
    destinations: state.destinations.map((destination) => ({
      ...destination,
      ...(destination.id === 'mimir' ? waiting(state) : {}),
    })),
    offers: [{ kind: 'pushgateway', url: 'http://127.0.0.1:9093' }],
    desktop: { startsAtLogin: false },
  }));
}

function inTrouble(collector: CollectorStatus): CollectorStatus {
  if (collector.id === 'files') return { ...collector, state: 'failing', problems: [faultyLine] };
  if (collector.id === 'node') return { ...collector, skippedCycles: 1204, lastDurationMs: 5620 };
  return collector;
}

function waiting({ startedAtMs }: AppState) {
  const backlog = {
    snapshots: 112,
    samples: 48_160,
    bytes: 1_940_000,
    oldestAtMs: startedAtMs + 8.5 * 3_600_000,
    droppedSamples: 320,
  };
  const problem = 'https://mimir.example.net/api/v1/push does not answer: the connection was refused.';
  return { state: 'failing' as const, consecutiveFailures: 112, problem, backlog };
}
