import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { makeGateway } from '../../main/gateway/group-store';
import { gauge } from '../../main/metrics/model';
import { systemClock } from '../../main/platform/clock';
import { type LocalServer, startLocalServer } from '../support/local-server';
import { encodeProtobuf, protobufType } from '../support/protobuf-encode';
import { refusedTexts, type Told, wholeHistogram as whole } from '../support/refused-texts';

let server: LocalServer;

afterEach(() => server.close());

/** With a small gateway: three groups, 20 series and bodies of 2,000 bytes are all it takes. */
async function start() {
  const gateway = makeGateway({
    clock: systemClock,
    ownTypes: () => new Map([['measured', 'gauge']]),
    limits: { maxGroups: 3, maxSeries: 20 },
  });
  server = await startLocalServer({ gateway, limits: { maxBodyBytes: 2000, requestTimeoutMs: 5000 } });
  return gateway;
}

function put(path: string, body: string | Uint8Array, headers = {}) {
  return server.ask(path, { method: 'PUT', body, headers });
}

/** The path of the push comes first; the group x, its gauge m and its histogram h are there already. */
const withOthers: readonly (readonly [path: string, ...Told])[] = [
  [
    'y',
    'ok 1\n# TYPE m counter\nm 1\n',
    '3:1',
    'its type is gauge in the group {job="x"}',
    '"# TYPE m gauge"',
  ],
  ['y', 'measured 1\n', '1:1', "its type is gauge in this machine's own metrics", 'or rename it'],
  ['y', 'h_count 1\n', '1:1', 'the name "h_count" belongs to the histogram "h"', 'rename it'],
  ['y', '# TYPE p summary\np_sum 1\np_count 2\n', '2:1', '"p_sum", which another metric has', 'rename one'],
  [
    'x/a/1',
    'ok 1\n# TYPE m gauge\nm 2\n',
    '3:1',
    'is already in the group {job="x"}',
    'push it to that group',
  ],
  ['x/a/1', whole, '4:1', 'h{a="1",job="x"} is already in the group', 'a label that tells the two apart'],
  ['y/a/3', 'q{a="1"} 1\nq{a="2"} 2\n', '2:1', 'q{a="3",job="y"} is there twice', 'use other label names'],
  [
    'y/le/1',
    whole.replaceAll('h', 'g').replace('gistogram', 'histogram'),
    '2:1',
    '"le" in the URL',
    'push it without that label',
  ],
];

describe('a push that is refused', () => {
  it.each(refusedTexts)(
    '%j names its place %s, that %s, and what to do: %s',
    async (body, place, ...words) => {
      const gateway = await start();
      const answer = await put('/metrics/job/x', body);
      expect(answer.status).toBe(400);
      const [line, column] = place.split(':').map(Number);
      expect(answer.body.split('\n')[0]?.startsWith(`${place}: `)).toBe(true);
      for (const word of words) expect(answer.body).toContain(word);
      expect(gateway.refused.list()[0]?.faults[0]).toMatchObject({ line, column });
    },
  );

  it.each(withOthers)('by what is there: %s %j, at %s since %s: %s', async (path, body, place, ...words) => {
    const gateway = await start();
    const there = `# TYPE m gauge\nm{a="1"} 1\np_sum 1\n${whole.replace(/(_bucket\{|_sum|_count)/g, labelled)}`;
    expect(await put('/metrics/job/x', there)).toMatchObject({ status: 200 });
    const answer = await put(`/metrics/job/${path}`, body);
    expect(answer.status).toBe(400);
    const beginning = 'pushed metrics are invalid or inconsistent with existing metrics: ';
    expect(answer.body.startsWith(`${beginning}${place}: `)).toBe(true);
    for (const word of words) expect(answer.body).toContain(word);
    const [line, column] = place.split(':').map(Number);
    expect(gateway.refused.list()[0]?.faults).toEqual([
      { line, column, message: expect.stringContaining(words[1] ?? '') },
    ]);
  });

  it('for its timestamps is told of each, and leaves its trace in push_failure_time_seconds', async () => {
    await start();
    const answer = await put('/metrics/job/x', 'm{a="1"} 1 5\nok 1\nm{a="2"} 1 6\n');
    expect(answer.body.match(/^\d+:\d+/gm)).toEqual(['1:12', '3:12']);
    expect((await server.ask('/metrics')).body).toMatch(/^push_failure_time_seconds\{.*job="x"\} 1\d{9}/m);
  });

  it.each([
    ['/metrics/job/', 'The job is empty', 'Name it'],
    ['/metrics/job/x/a', 'has no value', 'Write labels in pairs'],
    ['/metrics/job/x/__a/b', '"__a" is reserved', 'name it otherwise'],
    ['/metrics/job/x/a-b/1', '"a-b" is not a label name', 'use letters, digits'],
    ['/metrics/job/x/a@base64/+w', 'is not base64', 'Use the URL-safe alphabet'],
    ['/metrics/job/x/a@base64/_w', 'is not UTF-8', 'Encode the UTF-8 bytes'],
    ['/metrics/job/%zz', 'two hexadecimal digits do not follow', 'Write "%" as "%25"'],
    ['/metrics/job/%ff', 'not UTF-8 once decoded', 'Percent-encode the UTF-8 bytes'],
  ])('for its path %s is told that %s, and what to do: %s', async (path, cause, mend) => {
    await start();
    const answer = await put(path, 'm 1\n');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(cause);
    expect(answer.body).toContain(mend);
  });

  it('for a group that Prometheus could not tell from another is told which, and what to do', async () => {
    await start();
    await put('/metrics/job/x', 'm 1\n');
    const { status, body } = await put('/metrics/job/x/instance/', 'm 1\n');
    expect(status).toBe(400);
    expect(body).toMatch(
      /there is a group \{job="x"\} already.*: push to that one, or give the label a value/,
    );
  });

  const protobuf = { 'Content-Type': protobufType };
  it.each([
    ['text under that name', Buffer.from('m 1\n'), 'not what its Content-Type says', 'or text without that'],
    [
      'a label that is reserved',
      encodeProtobuf([gauge('g', '', [[{ __a: '1' }, 1]])]),
      'reserved',
      'otherwise',
    ],
    [
      'a timestamp',
      encodeProtobuf([
        { ...gauge('g', '', []), samples: [{ name: 'g', labels: {}, value: 1, timestampMs: 5 }] },
      ]),
      '"g" has a timestamp',
      'leave timestamps out',
    ],
  ])(
    'in protobuf with %s is told the cause and the mend, without a place',
    async (_title, body, ...words) => {
      await start();
      const answer = await put('/metrics/job/x', body, protobuf);
      expect(answer.status).toBe(400);
      for (const word of words) expect(answer.body).toContain(word);
      expect(answer.body).not.toMatch(/\d+:\d+: /);
    },
  );

  it.each(['soon', '10', '0s', '500ms', '', '101y', `${'9'.repeat(400)}y`])(
    'for the time to live %j is told how to write one',
    async (ttl) => {
      await start();
      const { status, body } = await put('/metrics/job/x', 'm 1\n', { 'Pushtray-Ttl': ttl });
      expect([status, body]).toEqual([
        400,
        `The header Pushtray-Ttl is "${ttl}", which is no time to live. Write it like 90s, 10m or 1h30m, from 1s to 100y, or leave it out.\n`,
      ]);
    },
  );

  it('for gzip that is none is told so, and what to do', async () => {
    await start();
    const { status, body } = await put('/metrics/job/x', 'm 1\n', { 'Content-Encoding': 'gzip' });
    expect(status).toBe(400);
    expect(body).toMatch(/does not decompress: .*Compress it whole, or leave the header/);
  });
});

describe('a push beyond the limits is answered 413 with the limit and what to do, and nothing of it stays:', () => {
  const parts = 'Push it in parts, each under a grouping key of its own.';
  const room = 'DELETE groups that are no longer pushed.';
  const series = (count: number) =>
    Array.from({ length: count }, (_, index) => `m{a="${index}"} 1\n`).join('');

  it('a body that is too large as it was sent', async () => {
    await start();
    const { status, body } = await put('/metrics/job/x', `#${' '.repeat(2000)}`);
    expect([status, body]).toEqual([
      413,
      `The body is larger than 2000 bytes, the most that this server takes. ${parts}\n`,
    ]);
  });

  it('one that is too large once it is decompressed, however small it was sent', async () => {
    await start();
    const bomb = gzipSync('#'.repeat(1_000_000));
    expect(bomb.length).toBeLessThan(2000);
    const { status, body } = await put('/metrics/job/x', bomb, { 'Content-Encoding': 'gzip' });
    expect([status, body]).toEqual([
      413,
      `The decompressed body is larger than 2000 bytes, the most that this server takes. ${parts}\n`,
    ]);
  });

  it('more series than there is room for, whoever has the others', async () => {
    await start();
    expect(await put('/metrics/job/x', series(12))).toMatchObject({ status: 200 });
    const { status, body } = await put('/metrics/job/y', series(9));
    expect([status, body]).toEqual([413, `this gateway is full: it holds at most 20 series. ${room}\n`]);
    expect(await put('/metrics/job/y', series(8))).toMatchObject({ status: 200 });
    expect(await put('/metrics/job/x', series(12))).toMatchObject({ status: 200 });
  });

  it('a group more than there is room for, until one is deleted', async () => {
    const gateway = await start();
    for (const job of ['a', 'b', 'c']) await put(`/metrics/job/${job}`, '');
    const { status, body } = await put('/metrics/job/d', 'm 1\n');
    expect([status, body]).toEqual([413, `this gateway is full: it holds at most 3 groups. ${room}\n`]);
    expect(gateway.groups().map(({ groupingKey }) => groupingKey['job'])).toEqual(['a', 'b', 'c']);
    await server.ask('/metrics/job/a', { method: 'DELETE' });
    expect(await put('/metrics/job/d', 'm 1\n')).toMatchObject({ status: 200 });
  });
});

/** The histogram of the group x has a label. */
function labelled(name: string): string {
  return name.endsWith('{') ? `${name}a="1",` : `${name}{a="1"}`;
}
