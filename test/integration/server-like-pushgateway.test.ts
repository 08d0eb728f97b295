import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseText } from '../../main/metrics/parse';
import { seriesKey } from '../../main/metrics/series';
import { ask, type Question } from '../support/ask';
import { type LocalServer, startLocalServer } from '../support/local-server';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';

type Step = readonly [method: string, target: string, body?: string, headers?: Record<string, string>];

interface Held {
  readonly types: Readonly<Record<string, string>>;
  readonly series: readonly string[];
}

const counterM = '# TYPE m counter\nm 1\n';
const histogram = '# TYPE h histogram\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n';

const sequences: readonly (readonly [title: string, steps: readonly Step[]])[] = [
  [
    'PUT replaces',
    [
      ['PUT', '/metrics/job/x', 'a 1\nb 2\n'],
      ['PUT', '/metrics/job/x', 'b 3\n'],
    ],
  ],
  [
    'POST replaces families',
    [
      ['PUT', '/metrics/job/x', 'a 1\nb{p="1"} 2\n'],
      ['POST', '/metrics/job/x', 'b{p="2"} 3\n'],
    ],
  ],
  [
    'a PUT of nothing',
    [
      ['PUT', '/metrics/job/x', 'a 1\n'],
      ['PUT', '/metrics/job/x', ''],
    ],
  ],
  [
    'a POST of nothing',
    [
      ['PUT', '/metrics/job/x', 'a 1\n'],
      ['POST', '/metrics/job/x', ''],
    ],
  ],
  [
    'a POST of a TYPE alone',
    [
      ['PUT', '/metrics/job/x', 'a 1\n'],
      ['POST', '/metrics/job/x', '# TYPE a counter\n'],
    ],
  ],
  [
    'DELETE',
    [
      ['PUT', '/metrics/job/x', 'a 1\n'],
      ['DELETE', '/metrics/job/x'],
      ['DELETE', '/metrics/job/x'],
    ],
  ],
  [
    'DELETE of another key',
    [
      ['PUT', '/metrics/job/x/a/b', 'm 1\n'],
      ['DELETE', '/metrics/job/x'],
    ],
  ],
  [
    'order of labels',
    [
      ['PUT', '/metrics/job/x/a/1/b/2', 'm 1\n'],
      ['PUT', '/metrics/job/x/b/2/a/1', 'm 2\n'],
    ],
  ],
  ['labels of the URL win', [['PUT', '/metrics/job/x/instance/i', 'm{job="y",instance="j",a="1"} 1\n']]],
  ['instance from the body', [['PUT', '/metrics/job/x', 'm{instance="j"} 1\nm 2\n']]],
  [
    'a second job',
    [
      ['PUT', '/metrics/job/x/job/y', 'm 1\n'],
      ['PUT', '/metrics/job/x/job@base64/eQ', 'm 2\n'],
    ],
  ],
  ['a label twice', [['PUT', '/metrics/job/x/a/1/a/2', 'm 1\n']]],
  [
    'base64',
    [
      ['PUT', '/metrics/job@base64/YS9i/p@base64/L3Zhci90bXA=', 'm 1\n'],
      ['PUT', '/metrics/job/y/a@base64/=', 'm 1\n'],
    ],
  ],
  [
    'an empty last value',
    [
      ['PUT', '/metrics/job/x/a/', 'm 1\n'],
      ['PUT', '/metrics/job/y/', 'm 1\n'],
    ],
  ],
  [
    '%2F',
    [
      ['PUT', '/metrics/job/j%2Fa%2Fb', 'm 1\n'],
      ['PUT', '/metrics/job/a%2Fb', 'm 1\n'],
    ],
  ],
  [
    'escapes',
    [
      ['PUT', '/metrics/job/x%20y', 'm 1\n'],
      ['PUT', '/metrics/job/x+y?q=1', 'm 1\n'],
    ],
  ],
  [
    'paths that redirect',
    ['//', '/./', '/../', '/p/%2Fvar/'].map((way) => ['PUT', `/metrics/job/x${way}a`, 'm 1\n'] as const),
  ],
  [
    'paths that are refused',
    ['x/a', 'x/1a/b', 'x/__a/b', 'x/a@base64/+w', '%zz'].map(
      (key) => ['PUT', `/metrics/job/${key}`, 'm 1\n'] as const,
    ),
  ],
  ['no job', [['PUT', '/metrics/job@base64/=', 'm 1\n']]],
  [
    'methods',
    [
      ['PATCH', '/metrics/job/x', ''],
      ['GET', '/metrics/job/x'],
      ['HEAD', '/metrics/job/x'],
      ['OPTIONS', '/metrics/job/x'],
      ['POST', '/metrics', 'm 1\n'],
      ['HEAD', '/metrics'],
      ['GET', '/-/ready'],
      ['HEAD', '/-/healthy'],
      ['GET', '/nope'],
    ],
  ],
  [
    'bodies that cannot be read',
    [
      '1bad\n',
      'x 1',
      'x 1\r\n',
      'x{a="1",a="2"} 1\n',
      '# TYPE x counter\n# TYPE x counter\nx 1\n',
      'x 1_0\n',
    ].map((body) => ['PUT', '/metrics/job/x', body] as const),
  ],
  [
    'a timestamp',
    [
      ['PUT', '/metrics/job/x', 'm 1\n'],
      ['PUT', '/metrics/job/x', 'm 2 0\n'],
      ['PUT', '/metrics/job/y', 'm 2 0\n'],
    ],
  ],
  [
    'a type clash',
    [
      ['PUT', '/metrics/job/x', 'm 1\n'],
      ['PUT', '/metrics/job/y', counterM],
      ['PUT', '/metrics/job/x', counterM],
    ],
  ],
  [
    'a clash of names',
    [
      ['PUT', '/metrics/job/x', histogram],
      ['POST', '/metrics/job/x', 'h_count 1\n'],
      ['PUT', '/metrics/job/y', 'h_bucket 1\n'],
    ],
  ],
  ['equal series by the URL', [['PUT', '/metrics/job/x/a/3', 'q{a="1"} 1\nq{a="2"} 2\n']]],
  ['a series twice', [['PUT', '/metrics/job/x', 'q 1\nq 2\n']]],
  [
    'a series of another group',
    [
      ['PUT', '/metrics/job/x', 'd{a="1"} 1\n'],
      ['PUT', '/metrics/job/x/a/1', 'd 1\n'],
    ],
  ],
  [
    'success after failure',
    [
      ['PUT', '/metrics/job/x', 'm 1 1\n'],
      ['PUT', '/metrics/job/x', 'm 1\n'],
    ],
  ],
  [
    'pushed push times',
    [['PUT', '/metrics/job/x', 'push_time_seconds 5\npush_failure_time_seconds 6\nm 1\n']],
  ],
  [
    'encodings',
    [
      ['PUT', '/metrics/job/x', 'gzip:m 1\n', { 'Content-Encoding': 'gzip' }],
      ['PUT', '/metrics/job/y', 'm 1\n', { 'Content-Encoding': 'gzip' }],
      ['PUT', '/metrics/job/z', 'm 1\n', { 'Content-Encoding': 'br' }],
      ['PUT', '/metrics/job/w', 'gzip:m 1\n', { 'Content-Encoding': 'GZIP' }],
    ],
  ],
  [
    'all types',
    [
      [
        'PUT',
        '/metrics/job/x',
        `${histogram}${counterM}# TYPE s summary\ns{quantile="0.5"} 3\ns_sum 1\ns_count 2\n`,
      ],
    ],
  ],
];

/**
 * Where ours answers otherwise on purpose: it gives a reason where the Pushgateway redirects to what it does not have, and
 * refuses what would make every scrape fail or be misread.
 */
const differences: readonly (readonly [title: string, step: Step, theirs: number, ours: number])[] = [
  ['a push without a job', ['PUT', '/metrics/job/', 'm 1\n'], 307, 400],
  ['a push without a job or its slash', ['PUT', '/metrics/job', 'm 1\n'], 404, 400],
  ['another case', ['PUT', '/METRICS/job/x', 'm 1\n'], 307, 404],
  ['a slash after /metrics', ['GET', '/metrics/'], 301, 404],
  ['an unknown type', ['PUT', '/metrics/job/x', '# TYPE m gauge_histogram\nm 1\n'], 200, 400],
  ['a label le with a histogram', ['PUT', '/metrics/job/x/le/1', histogram], 200, 400],
  [
    'a histogram without +Inf',
    ['PUT', '/metrics/job/x', '# TYPE g histogram\ng_sum 1\ng_count 1\n'],
    200,
    400,
  ],
  ['a value that is not UTF-8', ['PUT', '/metrics/job/%ff', 'm 1\n'], 400, 400],
];

describe.skipIf(!pushgatewayIsHere)('the push API and that of a real Pushgateway', () => {
  let real: RunningPushgateway;
  let ours: LocalServer;

  beforeAll(async () => {
    real = await startPushgateway(['--web.enable-admin-api']);
  });
  afterAll(() => real?.stop());
  beforeEach(async () => {
    await ask(real.url, '/api/v1/admin/wipe', { method: 'PUT' });
    ours = await startLocalServer();
    return () => ours.close();
  });

  async function expectLike(address: string, steps: readonly Step[]): Promise<void> {
    expect(await statuses(address, steps)).toEqual(await statuses(real.url, steps));
    const ourHeld = await held(address);
    // A Pushgateway takes deletions into a queue.
    await vi.waitFor(async () => expect(ourHeld).toEqual(await held(real.url)));
  }

  it.each(sequences)('agree on %s', async (_title, steps) => {
    await expectLike(ours.address, steps);
  });

  it('agree on any sequence of plain pushes and deletions', async () => {
    const method = fc.constantFrom('PUT', 'POST', 'DELETE');
    const target = fc.constantFrom('/metrics/job/x', '/metrics/job/x/a/1', '/metrics/job/y/instance/i');
    const line = fc.constantFrom('m 1', 'm{a="1"} 2', 'n{instance="i"} 3', 'm{job="z"} 4');
    const body = fc.uniqueArray(line, { maxLength: 3 }).map((lines) =>
      lines
        .sort()
        .map((text) => `${text}\n`)
        .join(''),
    );
    const step = fc.tuple(method, target, body);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        await ask(real.url, '/api/v1/admin/wipe', { method: 'PUT' });
        const fresh = await startLocalServer();
        try {
          await expectLike(fresh.address, steps);
        } finally {
          await fresh.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('differ on purpose on a group that Prometheus could not tell from another', async () => {
    const steps: Step[] = [
      ['PUT', '/metrics/job/x', 'm 1\n'],
      ['PUT', '/metrics/job/x/instance/', 'm 1\n'],
      ['GET', '/metrics'],
    ];
    expect(await statuses(real.url, steps)).toEqual([200, 400, 500]);
    expect(await statuses(ours.address, steps)).toEqual([200, 400, 200]);
  });

  it.each(differences)('differ on purpose on %s', async (_title, step, theirStatus, ourStatus) => {
    expect((await take(real.url, step)).status).toBe(theirStatus);
    expect((await take(ours.address, step)).status).toBe(ourStatus);
  });
});

function take(address: string, [method, target, body, headers]: Step) {
  const bytes = body?.startsWith('gzip:') ? gzipSync(body.slice('gzip:'.length)) : body;
  const question: Question = {
    method,
    ...(bytes !== undefined && { body: bytes }),
    ...(headers && { headers }),
  };
  return ask(address, target, question);
}

async function statuses(address: string, steps: readonly Step[]): Promise<number[]> {
  const answers: number[] = [];
  for (const step of steps) answers.push((await take(address, step)).status);
  return answers;
}

/** Types and series; of the push times only whether there was one. */
async function held(address: string): Promise<Held> {
  const { body } = await ask(address, '/metrics');
  const families = parseText(body).families.filter(
    ({ name }) => !/^(go|process|promhttp|pushgateway)_/.test(name),
  );
  const series = families.flatMap(({ samples }) =>
    samples.map(
      ({ name, labels, value }) =>
        `${seriesKey(name, labels)} ${name.startsWith('push_') ? value > 0 : value}`,
    ),
  );
  const types = Object.fromEntries(families.map(({ name, type }) => [name, type]));
  return { types, series: series.sort() };
}
