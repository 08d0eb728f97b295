import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeText } from '../../main/metrics/encode';
import { groupingPath, parseGroupingPath } from '../../main/metrics/grouping-key';
import type { Labels } from '../../main/metrics/model';
import { parseText } from '../../main/metrics/parse';
import { validFamilies } from '../support/arbitrary-families';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** node:http sends the path as it is; fetch would tidy it up. */
function send(url: string, method: string, path: string, body: string | Uint8Array = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    // A string as body would make Node send the path as UTF-8 instead of byte by byte.
    sent.on('error', reject).end(Buffer.from(body));
  });
}

async function groups(url: string): Promise<Labels[]> {
  const { body } = await send(url, 'GET', '/api/v1/metrics');
  return (JSON.parse(body) as { data: { labels: Labels }[] }).data.map(({ labels }) => labels);
}

const histogram = (...lines: string[]) => ['# TYPE h histogram', ...lines, ''].join('\n');

/** What the real one and ours take alike. */
const taken: readonly string[] = [
  'a 1\n',
  '',
  '\n\n',
  '  ',
  '# a comment\r\n',
  '#\n# \n#\tHELP\n',
  '# HELP a\n# HELP a b\na 1\n',
  '# HELP a b \\\\ \\n\na 1\n',
  '# HELP a with a carriage return\r\na 1\n',
  '# TYPE a\na 1\n',
  '#TYPE a COUNTER\na 1\n',
  '# TYPE a counter\n',
  'a 1\n# HELP a b\n',
  ' \ta 1\n',
  'a{} 1\n',
  'a{}1\n',
  'a { b = "c" , d="e", } 1\n',
  'a{b="\\\\\\"\\n"} 1\n',
  'a{b="\r"} 1\n',
  'a{b="\u0000"} 1\n',
  'a{b="ä😀"} 1\n',
  'a{b=""} 1\n',
  'a nan\n',
  'a Infinity\n',
  'a -inf\n',
  'a 1e-400\n',
  'a .5\n',
  'a 5.\n',
  'a +1E+2\n',
  'a -0\n',
  ':a 1\n',
  '# EOF\n',
  '# UNIT a seconds\na 1\n',
  'constructor{constructor="a"} 1\n',
  histogram('h_bucket{le="1"} 1', 'h_bucket{le="+Inf"} 2', 'h_sum 1', 'h_count 2'),
  histogram('h_bucket{le="+Inf"} 2', 'h_sum 1', 'h_count 2', '# HELP h_sum for h itself'),
  '# TYPE s summary\ns{quantile="0.5"} NaN\ns_sum 0\ns_count 0\n',
];

/** What the real one and ours refuse alike. */
const refused: readonly (string | Uint8Array)[] = [
  'a 1',
  'a 1\n# comment',
  '\ufeffa 1\n',
  'a 1\r\n',
  '\r\n',
  '# TYPE a counter\r\na 1\n',
  '# HELP a\r\na 1\n',
  '# TYPE a counter \na 1\n',
  '# TYPE a info\na_info 1\n',
  '# TYPE a unknown\na 1\n',
  '# TYPE a stateset\na 1\n',
  '# TYPE a gaugehistogram\na 1\n',
  '# HELP a \\d\na 1\n',
  '# HELP a.b c\na 1\n',
  '# HELP a b\n# HELP a b\na 1\n',
  '# TYPE a gauge\n# TYPE a gauge\na 1\n',
  'a 1\n# TYPE a gauge\n',
  '# TYPE a counter\n# TYPE a gauge\na 1\n',
  '{} 1\n',
  '1a 1\n',
  'ä 1\n',
  'a\n',
  'a \n',
  'a{b="c"}\n',
  'a{b="c" 1\n',
  'a{b="c"\n',
  'a{b} 1\n',
  'a{b=c} 1\n',
  'a{,} 1\n',
  'a{b="c",,} 1\n',
  'a{b="c} 1\n',
  'a{b="\n"} 1\n',
  'a{b="\\d"} 1\n',
  'a{"b"="c"} 1\n',
  'a{b-c="d"} 1\n',
  'a{b="1",b="2"} 1\n',
  'a{__name__="b"} 1\n',
  'a{__b="c"} 1\n',
  Uint8Array.from('a{b="\xe4"} 1\n', (character) => character.charCodeAt(0)),
  'a 1 \n',
  'a one\n',
  'a 0x1p4\n',
  'a 0x10\n',
  'a 1_000\n',
  'a 1,5\n',
  'a +NaN\n',
  'a 1e400\n',
  'a 1 1700000000000\n',
  'a 1 0\n',
  'a 1 1.5\n',
  'a 1 2 3\n',
  'a 1 2 \n',
  'a 1 # {trace_id="b"} 1\n',
  'a 1\na 1\n',
  'a{b="c",d="e"} 1\na{d="e",b="c"} 2\n',
  histogram('h_bucket{le="one"} 1', 'h_bucket{le="+Inf"} 1', 'h_sum 1', 'h_count 1'),
  'h_count 1\n# TYPE h histogram\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n',
  '# TYPE s summary\ns{quantile="half"} 1\ns_sum 0\ns_count 0\n',
];

/** What the real one takes, though something is lost, or a scrape breaks: ours refuses it on purpose. */
const refusedOnPurpose: readonly (readonly [why: string, body: string | Uint8Array])[] = [
  ['the scrape is cut off', '# TYPE a gauge_histogram\na 1\n'],
  ['the scrape fails', Uint8Array.from('# HELP a \xe4\na 1\n', (character) => character.charCodeAt(0))],
  ['nobody meant it', Uint8Array.from('# \xe4\na 1\n', (character) => character.charCodeAt(0))],
  ['the same series for Prometheus', 'a{b=""} 1\na 2\n'],
  ['read as a = -1', 'a-1\n'],
  ['the format wants them together', 'a{n="1"} 1\nb 1\na{n="2"} 1\n'],
  ['a counter only grows', '# TYPE a counter\na -1\n'],
  ['a counter is a number', '# TYPE a counter\na NaN\n'],
  ['+Inf is added', histogram('h_bucket{le="1"} 1', 'h_sum 1', 'h_count 2')],
  ['+Inf is not _count', histogram('h_bucket{le="+Inf"} 1', 'h_sum 1', 'h_count 2')],
  ['not cumulative', histogram('h_bucket{le="1"} 3', 'h_bucket{le="+Inf"} 2', 'h_sum 1', 'h_count 2')],
  [
    'bounds fall',
    histogram('h_bucket{le="2"} 1', 'h_bucket{le="1"} 1', 'h_bucket{le="+Inf"} 1', 'h_sum 1', 'h_count 1'),
  ],
  ['becomes 1.8e19', histogram('h_bucket{le="1"} -1', 'h_bucket{le="+Inf"} 1', 'h_sum 1', 'h_count 1')],
  ['is truncated', histogram('h_bucket{le="+Inf"} 1.5', 'h_sum 1', 'h_count 1.5')],
  ['vanishes', histogram('h 7', 'h_bucket{le="+Inf"} 1', 'h_sum 1', 'h_count 1')],
  ['becomes 0', histogram('h_bucket{le="+Inf"} 1', 'h_count 1')],
  ['vanishes', '# TYPE s summary\ns 7\ns_sum 1\ns_count 1\n'],
  ['no such quantile', '# TYPE s summary\ns{quantile="2"} 1\ns_sum 1\ns_count 1\n'],
  ['becomes 0', '# TYPE s summary\ns{quantile="0.5"} 1\n'],
];

describe.skipIf(!pushgatewayIsHere)('beside a real Pushgateway', () => {
  let gateway: RunningPushgateway;

  beforeAll(async () => {
    gateway = await startPushgateway();
  });
  afterAll(() => gateway?.stop());

  const push = (body: string | Uint8Array) => send(gateway.url, 'PUT', '/metrics/job/bodies', body);
  const faults = (body: string | Uint8Array) => parseText(body).faults.map(({ message }) => message);

  describe('the parser', () => {
    it.each(taken.map((body) => [body]))('takes %j, as it does', async (body) => {
      expect(await push(body)).toEqual({ status: 200, body: '' });
      expect(faults(body)).toEqual([]);
    });

    it.each(refused.map((body) => [body]))('refuses %j, as it does', async (body) => {
      expect((await push(body)).status).toBe(400);
      expect(faults(body)).not.toEqual([]);
    });

    it.each(refusedOnPurpose)('is stricter on purpose (%s): %j', async (_, body) => {
      expect((await push(body)).status).toBe(200);
      expect(faults(body)).not.toEqual([]);
    });
  });

  it('takes the text of any valid families', async () => {
    await fc.assert(
      fc.asyncProperty(validFamilies, async (families) => {
        const text = encodeText(families);
        // The URL's job overwrites theirs, which may make two series equal.
        fc.pre(!text.includes('job="'));
        expect(await push(text)).toEqual({ status: 200, body: '' });
      }),
      { numRuns: 150 },
    );
  });

  /** Pushes one sample there and tells under which labels it was filed; the group is taken away again. */
  async function filedUnder(path: string): Promise<{ status: number; key?: Labels }> {
    const before = await groups(gateway.url);
    const { status } = await send(gateway.url, 'PUT', path, 'a 1\n');
    const isNew = (key: Labels) => !before.some((old) => JSON.stringify(old) === JSON.stringify(key));
    const key = (await groups(gateway.url)).find(isNew);
    await send(gateway.url, 'DELETE', path);
    await vi.waitFor(async () => expect(await groups(gateway.url)).toEqual(before));
    return { status, ...(key ? { key } : {}) };
  }

  describe('grouping keys', () => {
    beforeAll(async () => {
      await send(gateway.url, 'DELETE', '/metrics/job/bodies');
      await vi.waitFor(async () => expect(await groups(gateway.url)).toEqual([]));
    });

    it.each([
      '/metrics/job/x',
      '/metrics/job/x/',
      '/metrics/job@base64/eA',
      '/metrics/job@base64/eA==',
      '/metrics/job/x/instance/',
      '/metrics/job/x/a/b/c/',
      '/metrics/job/x/a@base64/=',
      '/metrics/job/x/a@base64/====',
      '/metrics/job/x/a@base64/',
      '/metrics/job/x/a@base64/eB',
      '/metrics/job/x/a@base64/L3Zhci90bXA',
      '/metrics/job/x/job/y',
      '/metrics/job/x/job@base64/eQ',
      '/metrics/job/x/a/1/a/2',
      '/metrics/job/x/a/1/a@base64/Mw',
      '/metrics/job/x%2Fa%2Fb',
      '/metrics/job%2Fx',
      '/metrics/job/%20',
      '/metrics/job/x/a/%C3%A4%25',
      '/metrics/job/x/a/\u00c3\u00a4',
      '/metrics/job/x/a/b+c;d=e,f@g:h',
      '/metrics/job/x/constructor/y',
    ])('of %s are read as it reads them', async (path) => {
      const filed = await filedUnder(path);
      expect(parseGroupingPath(path)).toEqual({ ok: true, value: filed.key });
    });

    it.each([
      '/metrics/job/',
      '/metrics/job',
      '/metrics/job/x/a',
      '/metrics/job/x/a/b/',
      '/metrics/job/a%2Fb',
      '/metrics/job@base64/=',
      '/metrics/job/x/a@base64/a+b_',
      '/metrics/job/x/a@base64/e',
      '/metrics/job/x/__a/b',
      '/metrics/job/x/__proto__/b',
      '/metrics/job/x/1a/b',
      '/metrics/job/x/a@base64@base64/eA',
      '/metrics/job/x/@base64/eA',
      '/metrics/job/x//b',
      '/metrics/job/x%2F%2Fa',
      '/metrics/job/x/a/.',
      '/metrics/job/x/a/%2E%2e/c/d',
      '/metrics/job/x/a/%zz',
      '/Metrics/job/x',
      '/x/metrics/job/x',
    ])('of %s are taken by neither', async (path) => {
      const { status, body } = await send(gateway.url, 'PUT', path, 'a 1\n');
      expect(status, body).toBeGreaterThanOrEqual(301);
      expect(parseGroupingPath(path).ok).toBe(false);
    });

    it.each<Labels>([
      { job: 'x', instance: 'web1' },
      { job: 'a/b', path: '/var/tmp' },
      { job: 'x', instance: '' },
      { job: 'x', instance: '10.0.0.1:9100', zone: 'eu west', rate: '50%', query: '?a#b' },
      { job: '.', a: '..', b: '...' },
      { job: 'ä😀', line: 'a\nb', nul: '\u0000', bom: '\ufeff' },
      { job: 'x', a: "-._~!$&'()*+,;=:@" },
    ])('written for %j are filed under it', async (key) => {
      const path = groupingPath(key);
      expect(path.ok && (await filedUnder(path.value))).toEqual({ status: 200, key });
    });

    it('written for any labels are filed under them', async () => {
      const value = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(value, value, async (job, instance) => {
          const path = groupingPath({ job, instance });
          expect(path.ok && (await filedUnder(path.value))).toEqual({ status: 200, key: { instance, job } });
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe.skipIf(!pushgatewayIsHere)('a push that harms a real Pushgateway', () => {
  it.each([
    ['a value that is not UTF-8', '/metrics/job/x/a@base64/_w'],
    ['a job that is not base64', '/metrics/job@base64/eA=a'],
  ])('is refused here: %s', async (_, path) => {
    const gateway = await startPushgateway();
    try {
      expect((await send(gateway.url, 'PUT', path, 'a 1\n')).status).toBe(400);
      expect(parseGroupingPath(path).ok).toBe(false);
    } finally {
      await gateway.stop();
    }
  });
});
