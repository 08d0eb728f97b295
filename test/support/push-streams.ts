import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parseText } from '../../main/metrics/parse';
import { encodeProtobuf, protobufType } from './protobuf-encode';

/** Requests to a Pushgateway: what people's scripts and clients send, good and bad, and what fast-check makes of it. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const gzip = { 'Content-Encoding': 'gzip' };
const protobuf = { 'Content-Type': protobufType };

function asProtobuf(text: string): Buffer {
  return encodeProtobuf(parseText(text, { timestamps: 'keep', lenient: true }).families);
}

const send = (
  method: string,
  path: string,
  body?: string | Buffer,
  headers?: Record<string, string>,
): Sent => ({
  method,
  target: path.startsWith('/') ? path : `/metrics/job/${path}`,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});
const put = (path: string, body: string | Buffer, headers?: Record<string, string>) =>
  send('PUT', path, body, headers);
const post = (path: string, body: string | Buffer, headers?: Record<string, string>) =>
  send('POST', path, body, headers);
const remove = (path: string) => send('DELETE', path);

const original = 'count_netstat_wait_connections 12\n';
const histogram =
  '# TYPE h histogram\nh_bucket{le="0.10"} 1\nh_bucket{le="1000000"} 2\nh_bucket{le="+Inf"} 3\nh_sum 4.5\nh_count 3\n';
const summary =
  '# HELP s Some quantiles.\n# TYPE s summary\ns{quantile="0.50"} 3\ns{quantile="0.99"} NaN\ns_sum 6\ns_count 2\n';
const batch = `# HELP backup_last_success_timestamp_seconds When a backup succeeded last.
# TYPE backup_last_success_timestamp_seconds gauge
backup_last_success_timestamp_seconds{volume="C:\\\\data",note="a \\"b\\"\\nc"} 1.7e9

# TYPE backup_files_total counter
backup_files_total{kind="new"} 10
backup_files_total{kind="old"} +Inf
`;

/** One stream, in this order: a day in the life of a gateway. */
export const recordedStream: readonly Sent[] = [
  // The shell script that Pushtray replaces, and its mistakes.
  post('netstat/instance/web1', original),
  post('netstat/instance/web1', original.trimEnd()),
  post('netstat/instance/web1', original.replace('\n', '\r\n')),
  post('netstat/instance/web2', `${original}up 1\n`),
  post('netstat/instance/web2', 'count_netstat_wait_connections\n'),
  post('netstat/instance/web2', 'count_netstat_wait_connections 12 1700000000000\n'),
  post('netstat//instance/web2', original),
  post('netstat/instance', original),
  send('GET', '/metrics/job/netstat'),
  // A batch job.
  put('backup', batch),
  put('backup', batch, { 'Content-Type': 'application/x-www-form-urlencoded' }),
  post('backup', '# TYPE backup_files_total counter\nbackup_files_total{kind="new"} 11\n'),
  post('backup', '# TYPE backup_files_total counter\n'),
  post('backup', ''),
  put('backup/volume@base64/L3Zhci90bXA', batch),
  put('backup/volume@base64/L3Zhci90bXA=', ''),
  remove('backup/volume/var'),
  remove('backup'),
  remove('backup'),
  // Clients: compressed, protobuf, both, and neither although they say so.
  put('client/pid/1', gzipSync(histogram), gzip),
  put('client/pid/2', asProtobuf(histogram), protobuf),
  put('client/pid/3', gzipSync(asProtobuf(summary)), { ...gzip, ...protobuf }),
  put('client/pid/4', asProtobuf(batch), {
    'Content-Type': protobufType.replace('delimited', '"delimited"'),
  }),
  put('client/pid/5', asProtobuf(batch), { 'Content-Type': protobufType.replace('delimited', 'text') }),
  put('client/pid/5', asProtobuf(batch), { 'Content-Type': `${protobufType}; encoding=delimited` }),
  put('client/pid/5', histogram, protobuf),
  put('client/pid/5', histogram, gzip),
  put('client/pid/5', '', gzip),
  put('client/pid/5', gzipSync(''), gzip),
  put('client/pid/5', '', protobuf),
  put('client/pid/6', gzipSync(histogram), { 'Content-Encoding': 'GZIP' }),
  put('client/pid/6', gzipSync(histogram), { 'Content-Encoding': 'gzip, gzip' }),
  put('client/pid/6', Buffer.concat([gzipSync(summary), gzipSync(original)]), gzip),
  put('client/pid/7', asProtobuf('m 1 5\n'), protobuf),
  // What does not go together.
  put('clash/a/1', '# TYPE m gauge\nm 1\n'),
  put('clash/a/2', '# TYPE m counter\nm 1\n'),
  put('clash/a/3', 'h_count 1\n'),
  put('clash/a/3', asProtobuf('h_count 1\n'), protobuf),
  put('clash/a/4', 'q{a="1"} 1\nq{a="2"} 1\n'),
  put('clash/a/5', 'q 1\nq 1\n'),
  put('clash/a/1', '# TYPE m counter\nm 1\n'),
  put('clash/a/2', '# TYPE m counter\nm 1\n'),
  // Lines of a family that stand apart.
  put(
    'apart',
    `${summary}x 1\n# HELP s_more x\ny 2\nx{a="1"} 2\n# TYPE h histogram\nh_sum 1\nz 1\nh_bucket{le="+Inf"} 1\nh_count 1\n`,
  ),
  put('apart', 'x 1\ny 1\nx 2\n'),
  put('apart', 'x 1\n# TYPE x gauge\n'),
  // Names that are the gateway's own, and keys that are written oddly.
  put(
    'odd',
    'push_time_seconds 5\n# TYPE push_failure_time_seconds counter\npush_failure_time_seconds 6\nm2 1\n',
  ),
  put('odd', 'push_time_seconds 5 5\n'),
  put('odd/job/even', 'm2{job="b",instance="i"} 1\n'),
  put('odd/b/2/a/1', 'm2 1\n'),
  put('odd/a/1/b/2', 'm2 2\n'),
  put('odd/a/1/a/2/', 'm2 3\n'),
  put('odd%20job/x/%E2%82%AC', 'm2 4\n'),
  put('odd/labels/last_push_successful', 'labels 1\nlast_push_successful 1\n'),
  put('odd/1a/b', 'm2 1\n'),
  send('GET', '/api/v1/status'),
  send('OPTIONS', '/api/v1/metrics'),
  send('OPTIONS', '/api/v1/anything'),
  send('HEAD', '/api/v1/metrics'),
  send('POST', '/api/v1/status'),
  send('PUT', '/api/v1/admin/nothing'),
  send('GET', '/api/v1'),
  send('GET', '/api/v1/'),
  send('GET', '/api/v2/metrics'),
];

const method = fc.constantFrom('PUT', 'PUT', 'POST', 'POST', 'DELETE');

const goodKeys = [
  'x',
  'y',
  'x/a/1',
  'x/a/2/b/1',
  'x/b/1/a/2',
  'x/a@base64/MQ',
  'z/a@base64/=',
  'x/job/y',
  'y/',
  'y/instance/i',
  'j%2Fa%2F1',
  'x/a/3/a/1',
];
const badKeys = ['x/a', 'x/__a/b', 'x/a@base64/+w', '%zz', 'x//a', 'x/../y', 'x/a-b/1'];
const target = fc
  .oneof(
    { weight: 9, arbitrary: fc.constantFrom(...goodKeys) },
    { weight: 1, arbitrary: fc.constantFrom(...badKeys) },
  )
  .map((key) => `/metrics/job/${key}`);

const labels = fc.constantFrom(
  '',
  '{a="1"}',
  '{a="2",b="\\\\"}',
  '{instance="i"}',
  '{job="y"}',
  '{}',
  '{ a = "3" , }',
);
const value = fc.constantFrom(
  '0',
  '1',
  '-0',
  '-2',
  '1e-400',
  '.5',
  '5.',
  '1234567',
  'NaN',
  'inf',
  '+Inf',
  '1e300',
);
const plainBlock = (...names: string[]) =>
  fc
    .record({
      name: fc.constantFrom(...names),
      head: fc.constantFrom(
        '',
        '# TYPE NAME gauge\n',
        '#TYPE NAME COUNTER\n',
        '# HELP NAME Some help.\n',
        '# TYPE NAME untyped\n',
      ),
      lines: fc.array(fc.tuple(labels, value), { maxLength: 3 }),
    })
    .map(({ name, head, lines }) => {
      const samples = lines.map(([set, number]) => `${name}${set} ${number}\n`);
      return head.replaceAll('NAME', name) + samples.join('');
    });
const composedBlock = fc.constantFrom(
  histogram,
  summary,
  '# TYPE h histogram\nh_bucket{le="inf",a="1"} 0\nh_sum{a="1"} 0\nh_count{a="1"} 0\n',
);
const oddBlock = fc.constantFrom(
  '\n',
  '  \t\n',
  '# only words\n',
  '# EOF\n',
  '  m 7\n',
  '# HELP m\n',
  'm 1 0\n',
  'm 1 5',
);
const badBlock = fc.constantFrom(
  'm\n',
  'm{a="1",a="2"} 1\n',
  'm{a="\\x"} 1\n',
  'm 1_0\n',
  'm 0x1p3\n',
  'm 1 \n',
  'm 1 # {} 1\n',
  '# TYPE m unknown\n',
  '# TYPE m counter \n',
  'm 1\r\n',
  'm 1',
  '# no end',
  '\ufeffm 1\n',
  '{} 3\n',
  '1m 1\n',
);
const bodyOf = (...common: fc.Arbitrary<string>[]) =>
  fc
    .array(
      fc.oneof(
        ...common.map((arbitrary) => ({ weight: 5, arbitrary })),
        { weight: 1, arbitrary: oddBlock },
        { weight: 1, arbitrary: badBlock },
      ),
      { maxLength: 4 },
    )
    .map((blocks) => blocks.join(''));

/** No body names the parts of its own histogram, which ours takes otherwise (see the differences on purpose). */
const textBody = fc.oneof(
  { weight: 5, arbitrary: bodyOf(plainBlock('m', 'n', 'h_count')) },
  { weight: 4, arbitrary: bodyOf(plainBlock('m', 'n'), composedBlock) },
  { weight: 1, arbitrary: fc.constant('# TYPE m summary\nm_sum 1\nm_count 1\n') },
);

/** How a text goes over the wire. What the text has no protobuf for is sent without it. */
const wrapping = fc.constantFrom(
  (text: string) => ({ body: text }),
  (text: string) => ({ body: text }),
  (text: string) => ({ body: gzipSync(text), headers: gzip }),
  (text: string) => ({ body: text, headers: { 'Content-Encoding': 'br' } }),
  (text: string) => ({ body: asProtobuf(text), headers: protobuf }),
  (text: string) => ({ body: gzipSync(asProtobuf(text)), headers: { ...gzip, ...protobuf } }),
);

const sent: fc.Arbitrary<Sent> = fc
  .record({ method, target, text: textBody, wrap: wrapping })
  .map(({ method, target, text, wrap }) => ({ method, target, ...wrap(text) }));

export const anyStream: fc.Arbitrary<Sent[]> = fc.array(sent, { minLength: 1, maxLength: 8 });
