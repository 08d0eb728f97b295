import type { GatewayGroup, GatewayState } from '../../main/contract/gateway-state';

/** What others pushed to this machine: a group in each state, and two pushes that were refused. */
export function fakeGateway(nowMs: number): GatewayState {
  return { groups: groups(nowMs), expiredGroups: 3, refusedPushes: 12, refused: refused(nowMs) };
}

function groups(nowMs: number): GatewayGroup[] {
  return [
    {
      groupingKey: { job: 'backup', instance: 'web1' },
      isOwn: false,
      series: 4,
      pushedAtMs: nowMs - 42_000,
      lastPushFailed: false,
      forwarded: [
        {
          destination: 'team-a',
          url: 'http://gateway-a.example.net:9091',
          state: 'delivered',
          atMs: nowMs - 41_000,
        },
      ],
    },
    {
      groupingKey: { job: 'nightly_report', instance: 'web1', shard: '2' },
      isOwn: false,
      series: 18,
      pushedAtMs: nowMs - 3_720_000,
      failedAtMs: nowMs - 95_000,
      lastPushFailed: true,
      expiresAtMs: nowMs + 5_400_000,
      forwarded: [
        {
          destination: 'team-b',
          url: 'https://gateway-b.example.net',
          state: 'failing',
          problem: 'https://gateway-b.example.net does not accept these credentials (status 401).',
        },
      ],
    },
    {
      groupingKey: { job: 'import' },
      isOwn: false,
      series: 0,
      failedAtMs: nowMs - 250_000,
      lastPushFailed: true,
      forwarded: [],
    },
  ];
}

/** What the first of them holds. */
export const backupText = `# HELP backup_files Files that were saved.
# TYPE backup_files gauge
backup_files{instance="web1",job="backup",kind="changed"} 1234
backup_files{instance="web1",job="backup",kind="new"} 56
# HELP backup_last_success_timestamp_seconds When a backup succeeded last.
# TYPE backup_last_success_timestamp_seconds gauge
backup_last_success_timestamp_seconds{instance="web1",job="backup"} 1764000000
# TYPE backup_size_bytes gauge
backup_size_bytes{instance="web1",job="backup"} 7.1e+09
`;

const badBody = `# TYPE backup_last_success_timestamp_seconds gauge
backup_last_success_timestamp_seconds{host="web1"} 1700000000
backup_files{host="web1} 1234
backup_size_bytes 7.1 GB
`;

function refused(nowMs: number): GatewayState['refused'] {
  return [
    {
      atMs: nowMs - 95_000,
      method: 'POST',
      path: '/metrics/job/nightly_report/instance/web1/shard/2',
      groupingKey: { job: 'nightly_report', instance: 'web1', shard: '2' },
      status: 400,
      message: 'text format parsing error in line 3: the value of the label "host" does not end',
      faults: [
        { line: 3, column: 19, message: 'the value of the label "host" does not end: close it with "' },
        {
          line: 4,
          column: 23,
          message: '"GB" is not a timestamp: a sample is a name, labels and one number',
        },
      ],
      body: { text: badBody, base64: false, bytes: badBody.length, cut: false },
    },
    {
      atMs: nowMs - 250_000,
      method: 'PUT',
      path: '/metrics/job/import',
      groupingKey: { job: 'import' },
      status: 400,
      message: 'the body was compressed, but is no gzip',
      faults: [],
    },
  ];
}
