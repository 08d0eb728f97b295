import { describe, expect, it } from 'vitest';
import { counter, gauge } from '../../main/metrics/model';
import { freePort } from '../support/free-port';
import { memoryBacklog } from '../support/memory-backlog';
import { type ReceivedWrite, startReceiver, written } from '../support/remote-write-receiver';
import { remoteWriting, warm } from '../support/remote-writing';
import { isStale } from '../support/write-request-decode';

/** `room=hall: 21` for each sample of a metric, `stale` for a marker. */
function valuesOf({ series }: ReceivedWrite, metric: string): Record<string, number | 'stale'> {
  return Object.fromEntries(
    series.flatMap(({ labels, samples: [sample] }) => {
      const { __name__, room = '' } = Object.fromEntries(labels);
      return __name__ === metric && sample ? [[room, isStale(sample) ? 'stale' : sample.value]] : [];
    }),
  );
}

function timesOf({ series }: ReceivedWrite): number[] {
  return [...new Set(series.flatMap(({ samples }) => samples.map(({ timestampMs }) => timestampMs)))];
}

describe('a write request', () => {
  it('is of version 2.0 first, with the headers of the specification and those of settings', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url, {
      headers: { 'X-Scope-OrgID': 'team-1' },
      auth: { bearer: { secret: 'mimir' } },
      labels: { site: 'berlin' },
    });
    const outcome = await writing.push([warm(21, 'hall')]);
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome).toMatchObject({
      status: 204,
      method: 'POST',
      series: 2,
      groupingKey: { job: 'pushtray', instance: 'web1', site: 'berlin' },
    });
    expect(outcome.requestBody).toMatch(/^warm_celsius\{instance="web1",job="pushtray",.*\} 21 \d+$/m);
    const [write] = receiver.writes;
    expect(write?.headers).toMatchObject({
      'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '2.0.0',
      'user-agent': 'pushtray',
      'x-scope-orgid': 'team-1',
      authorization: 'Bearer hunter2',
    });
    expect(write?.series.map(({ labels, metadata }) => [Object.fromEntries(labels), metadata?.type])).toEqual(
      [
        [{ __name__: 'up', job: 'pushtray', instance: 'web1', site: 'berlin' }, 2],
        [{ __name__: 'warm_celsius', job: 'pushtray', instance: 'web1', site: 'berlin', room: 'hall' }, 2],
      ],
    );
  });

  it.each([
    ['says that it cannot read it', { status: 415 }],
    ['takes it without saying that it wrote anything', { status: 204 }],
  ])('is sent again in version 1.0 when the receiver %s, and from then on at once', async (_, answer) => {
    const receiver = await startReceiver();
    receiver.answer = ({ version }) => (version === '2.0' ? answer : { status: 204 });
    const writing = remoteWriting(receiver.url);
    expect(await writing.push([warm(1, 'hall')])).not.toHaveProperty('failure');
    expect(await writing.push([warm(2, 'hall')])).not.toHaveProperty('failure');
    expect(
      receiver.writes.map(({ version, headers }) => [version, headers['x-prometheus-remote-write-version']]),
    ).toEqual([
      ['2.0', '2.0.0'],
      ['1.0', '0.1.0'],
      ['1.0', '0.1.0'],
    ]);
    expect(receiver.writes[1]?.headers['content-type']).toBe('application/x-protobuf');
    expect(timesOf(receiver.writes[0] as ReceivedWrite)).toEqual(
      timesOf(receiver.writes[1] as ReceivedWrite),
    );
  });

  it('is of version 1.0 at once after a restart, and of 2.0 again at another address or after a day', async () => {
    const [old, other] = [await startReceiver(), await startReceiver()];
    for (const receiver of [old, other]) {
      receiver.answer = ({ version }) => ({ status: version === '2.0' ? 415 : 204 });
    }
    const backlog = memoryBacklog({ maxBytes: 1_000_000 });
    await remoteWriting(old.url, {}, backlog).push([warm(1, 'hall')]);
    const restarted = remoteWriting(old.url, {}, backlog);
    await restarted.push([warm(2, 'hall')]);
    await remoteWriting(other.url, {}, backlog).push([warm(3, 'hall')]);
    expect(old.writes.map(({ version }) => version)).toEqual(['2.0', '1.0', '1.0']);
    expect(other.writes.map(({ version }) => version)).toEqual(['2.0', '1.0']);

    restarted.clockAheadMs = old.aheadMs = 25 * 60 * 60_000;
    await restarted.push([warm(4, 'hall')]);
    expect(old.writes.slice(3).map(({ version }) => version)).toEqual(['2.0', '1.0']);
  });

  it('tells since when a counter counts, if it was seen at 0', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    const counts = (ours: number, kernels: number) => [
      counter('ours_total', '', [[{}, ours]]),
      counter('kernels_total', '', [[{}, kernels]]),
    ];
    await writing.push(counts(0, 500), 30_000);
    await writing.push(counts(4, 600), 20_000);
    await writing.push(counts(6, 700), 10_000);
    await writing.push(counts(2, 800));
    const startsOf = (metric: string) =>
      receiver.writes.map(
        ({ series }) =>
          series.find(({ labels }) => labels.some(([, value]) => value === metric))?.samples[0]?.startMs,
      );
    const [zeroAtMs] = timesOf(receiver.writes[0] as ReceivedWrite);
    expect(startsOf('ours_total')).toEqual([undefined, zeroAtMs, zeroAtMs, undefined]);
    expect(startsOf('kernels_total')).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a series', () => {
  it('ends with a marker when the next snapshot has it no more', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall', 'attic')], 2_000);
    await writing.push([warm(2, 'hall')], 1_000);
    await writing.push([warm(3, 'hall')]);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 1, attic: 1 },
      { hall: 2, attic: 'stale' },
      { hall: 3 },
    ]);
  });

  it('ends when it is to be forgotten, after up was 0 once', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall')]);
    expect(await writing.forget()).toMatchObject({ method: 'POST', status: 204 });
    expect(receiver.writes.map((write) => [valuesOf(write, 'up'), valuesOf(write, 'warm_celsius')])).toEqual([
      [{ '': 1 }, { hall: 1 }],
      [{ '': 0 }, { hall: 'stale' }],
      [{ '': 'stale' }, {}],
    ]);
    expect(await writing.forget()).toBeUndefined();
  });

  it.each([
    ['quit', { onQuit: 'keep' }],
    ['remove', { onRemove: 'keep' }],
  ] as const)('stays as it is on the occasion "%s" when settings say %j', async (occasion, settings) => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url, settings);
    await writing.push([warm(1, 'hall')]);
    expect(await writing.forget(occasion)).toBeUndefined();
    expect(receiver.writes).toHaveLength(1);
    await writing.forget(occasion === 'quit' ? 'remove' : 'quit');
    expect(valuesOf(receiver.writes[1] as ReceivedWrite, 'warm_celsius')).toEqual({ hall: 'stale' });
  });

  it('that could not be ended is, by the next try, and only then nothing is known to stand there', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall')]);
    receiver.answer = () => ({ status: 503 });
    expect(await writing.forget('remove')).toMatchObject({ failure: { retryable: true } });
    expect(writing.groups.list()).toHaveLength(1);
    receiver.answer = written;
    expect(await writing.forget('remove')).not.toHaveProperty('failure');
    expect(writing.groups.list()).toEqual([]);
    expect(receiver.writes.slice(-2).map((write) => valuesOf(write, 'up'))).toEqual([
      { '': 0 },
      { '': 'stale' },
    ]);
    expect(await writing.forget('remove')).toBeUndefined();
  });
});

describe('a preview', () => {
  it('is what the next push writes, ends of series included, whichever version the receiver knows', async () => {
    const receiver = await startReceiver();
    receiver.answer = ({ version }) => ({ status: version === '2.0' ? 415 : 204 });
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall', 'attic')], 1_000);
    const snapshot = { instance: 'web1', labels: {}, takenAtMs: Date.now(), families: [warm(2, 'hall')] };
    const preview = await writing.destination.preview(snapshot);
    const { bytes, bytesSent, requestBody, series, url } = await writing.destination.push(
      snapshot,
      new AbortController().signal,
    );
    expect(preview).toMatchObject({ ok: true, value: { bytes, bytesSent, requestBody, series, url } });
    expect(requestBody).toContain('# Series that end here');
    expect(receiver.writes).toHaveLength(3);
  });
});

describe('what the last run left behind', () => {
  it('ends with the first snapshot of the next one, if that has it no more or under another name', async () => {
    const receiver = await startReceiver();
    const backlog = memoryBacklog({ maxBytes: 1_000_000 });
    await remoteWriting(receiver.url, {}, backlog).push([warm(1, 'hall')], 1_000);
    await remoteWriting(receiver.url, { job: 'renamed' }, backlog).push([warm(2, 'hall')]);
    const jobsOf = ({ series }: ReceivedWrite) =>
      series.map(({ labels, samples: [sample] }) => {
        const { __name__, job } = Object.fromEntries(labels);
        return [__name__, job, sample && isStale(sample) ? 'stale' : sample?.value];
      });
    expect(receiver.writes.map(jobsOf)).toEqual([
      [
        ['up', 'pushtray', 1],
        ['warm_celsius', 'pushtray', 1],
      ],
      [
        ['up', 'renamed', 1],
        ['warm_celsius', 'renamed', 2],
        ['up', 'pushtray', 'stale'],
        ['warm_celsius', 'pushtray', 'stale'],
      ],
    ]);
  });

  it('stays under another name when it is to be kept on removal, but for what is measured no more', async () => {
    const receiver = await startReceiver();
    const backlog = memoryBacklog({ maxBytes: 1_000_000 });
    const keep = { onRemove: 'keep' };
    await remoteWriting(receiver.url, keep, backlog).push([warm(1, 'hall')], 3_000);
    const renamed = remoteWriting(receiver.url, { ...keep, job: 'renamed' }, backlog);
    await renamed.push([warm(2, 'hall', 'attic')], 2_000);
    await renamed.push([warm(3, 'hall')], 1_000);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 1 },
      { hall: 2, attic: 2 },
      { hall: 3, attic: 'stale' },
    ]);
  });

  it('is passed over where the disk did not keep it', async () => {
    const receiver = await startReceiver();
    const backlog = memoryBacklog({ maxBytes: 1_000_000 });
    backlog.append({ atMs: Date.now() - 2_000, samples: 5, content: Buffer.from('rubbish') });
    const writing = remoteWriting(receiver.url, {}, backlog);
    expect(await writing.push([warm(1, 'hall')])).not.toHaveProperty('failure');
    expect(receiver.writes).toHaveLength(1);
    expect(writing.droppedSamples()).toBe(5);
  });

  it('is left alone by the farewell of a destination that something took the place of', async () => {
    const receiver = await startReceiver();
    const backlog = memoryBacklog({ maxBytes: 1_000_000 });
    const before = remoteWriting(receiver.url, {}, backlog);
    await before.push([warm(1, 'hall')], 1_000);
    await remoteWriting(receiver.url, { labels: { site: 'berlin' } }, backlog).push([warm(2, 'hall')]);
    expect(await before.forget()).toBeUndefined();
  });
});

/** What does not compress well. */
function noise(values: readonly number[]) {
  return gauge(
    'noise_ratio',
    '',
    values.map((value, index) => [{ i: String(index) }, value]),
  );
}

describe('a receiver that is away', () => {
  it('gets everything later: each moment in a request of its own, in order, the newest last', async () => {
    const receiver = await startReceiver();
    const down = { status: 503, body: 'down for maintenance' };
    receiver.answer = () => down;
    const writing = remoteWriting(receiver.url);
    const failed = await writing.push([warm(1, 'hall')], 40_000);
    expect(failed).toMatchObject({ status: 503, failure: { code: 'server_error', retryable: true } });
    expect(failed.failure?.message).toBe(`${receiver.url} failed with status 503: down for maintenance`);
    writing.keep([warm(2, 'hall')], 30_000);
    writing.keep([warm(3, 'hall')], 20_000);
    expect(writing.waitingSamples()).toBe(6);
    receiver.answer = written;
    const outcome = await writing.push([warm(4, 'hall')], 0);
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome.requestBody).toMatch(/^# The last of 4 requests:\n/);
    const arrived = receiver.writes.slice(1);
    expect(arrived.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 1 },
      { hall: 2 },
      { hall: 3 },
      { hall: 4 },
    ]);
    const times = arrived.map(timesOf);
    expect(times.every((own) => own.length === 1)).toBe(true);
    expect(times.flat()).toEqual([...times.flat()].sort());
    expect(writing.waitingSamples()).toBe(0);
    expect(writing.droppedSamples()).toBe(0);
  });

  it('is told in words when nobody listens, and what was measured waits', async () => {
    const writing = remoteWriting(`http://127.0.0.1:${await freePort()}/api/v1/write`);
    const outcome = await writing.push([warm(1, 'hall')]);
    expect(outcome).toMatchObject({ failure: { code: 'unreachable', retryable: true } });
    expect(outcome).not.toHaveProperty('status');
    expect(writing.waitingSamples()).toBe(2);
  });

  it('gets the rest with the next push when it is too slow for all in the time of one', async () => {
    const receiver = await startReceiver();
    receiver.answer = (write) => ({ ...written(write), afterMs: 300 });
    const writing = remoteWriting(receiver.url, { timeout: '1s' });
    for (const ago of [5_000, 4_000, 3_000, 2_000]) writing.keep([warm(ago, 'hall')], ago);
    expect(await writing.push([warm(0, 'hall')])).not.toHaveProperty('failure');
    expect(writing.waitingSamples()).toBeGreaterThan(0);
    receiver.answer = written;
    await writing.push([warm(-1, 'hall')]);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius')['hall'])).toEqual([
      5_000, 4_000, 3_000, 2_000, 0, -1,
    ]);
  });

  it('gets nothing that is older than it accepts', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url, { maxAge: '1m' });
    writing.keep([warm(1, 'hall')], 61_000);
    await writing.push([warm(2, 'hall')]);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([{ hall: 2 }]);
    expect(writing.droppedSamples()).toBe(2);
  });

  it('gets what is 54 minutes old and nothing of 56 unless settings say otherwise', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    writing.keep([warm(1, 'hall')], 56 * 60_000);
    writing.keep([warm(2, 'hall')], 54 * 60_000);
    await writing.push([warm(3, 'hall')]);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 2 },
      { hall: 3 },
    ]);
    expect(writing.droppedSamples()).toBe(2);
  });

  it('has a backlog as large as settings say', async () => {
    const url = `http://127.0.0.1:${await freePort()}/api/v1/write`;
    expect(remoteWriting(url).backlogLimits).toEqual([{ maxBytes: 64 * 1024 * 1024 }]);
    const small = remoteWriting(url, { maxBacklogMegabytes: 1 });
    expect(small.backlogLimits).toEqual([{ maxBytes: 1024 * 1024 }]);
    const random = () => Array.from({ length: 4_000 }, () => Math.random());
    for (let ago = 40; ago > 0; ago -= 1) small.keep([noise(random())], ago * 1_000);
    const { bytes = 0, snapshots = 0, droppedSamples = 0 } = small.destination.backlog?.size() ?? {};
    expect(bytes).toBeGreaterThan(512 * 1024);
    expect(bytes).toBeLessThanOrEqual(1024 * 1024);
    expect(droppedSamples).toBe((40 - snapshots) * 4_001);
  });

  it.each([
    ['seconds', () => '120'],
    ['a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])('is left alone as long as it asks, in %s', async (_, retryAfter) => {
    const receiver = await startReceiver();
    receiver.answer = () => ({ status: 429, headers: { 'Retry-After': retryAfter() }, body: 'slow down' });
    const { failure } = await remoteWriting(receiver.url).push([warm(1, 'hall')]);
    expect(failure).toMatchObject({
      retryable: true,
      message: `${receiver.url} asks for fewer pushes (status 429): slow down`,
    });
    expect(failure?.retryAfterMs).toBeGreaterThan(117_000);
    expect(failure?.retryAfterMs).toBeLessThanOrEqual(120_000);
  });

  it('is not taken for there when a sign-in page stands in its place', async () => {
    const receiver = await startReceiver();
    receiver.answer = () => ({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Sign in' });
    const writing = remoteWriting(receiver.url);
    expect((await writing.push([warm(1, 'hall')])).failure).toMatchObject({
      code: 'not_found',
      retryable: true,
    });
    receiver.answer = written;
    await writing.push([warm(2, 'hall')]);
    expect(receiver.writes.map(({ version }) => version)).toEqual(['2.0', '2.0', '2.0']);
  });
});

describe('a receiver that refuses', () => {
  it('some samples loses these alone, counted and shown in its words', async () => {
    const receiver = await startReceiver();
    receiver.answer = (write) =>
      valuesOf(write, 'warm_celsius')['hall'] === 1
        ? { status: 400, body: 'out of order sample\n' }
        : written(write);
    const writing = remoteWriting(receiver.url);
    writing.keep([warm(1, 'hall')], 1_000);
    const outcome = await writing.push([warm(2, 'hall')]);
    expect(outcome.failure).toMatchObject({
      code: 'refused',
      retryable: false,
      message: `The samples of one snapshot were dropped: ${receiver.url} refused the samples (status 400): out of order sample`,
    });
    expect(receiver.writes).toHaveLength(2);
    expect(writing.droppedSamples()).toBe(2);
    expect(writing.waitingSamples()).toBe(0);
  });

  it('a part of a request has the rest counted as delivered, by what a receiver of version 2.0 says', async () => {
    const receiver = await startReceiver();
    receiver.answer = () => ({
      status: 400,
      headers: { 'X-Prometheus-Remote-Write-Samples-Written': '2' },
      body: 'out of order sample',
    });
    const writing = remoteWriting(receiver.url);
    const { failure } = await writing.push([warm(1, 'hall', 'attic')]);
    expect(failure?.message).toBe(
      `1 of the 3 samples of one snapshot were dropped: ${receiver.url} refused the samples (status 400): out of order sample`,
    );
    expect(writing.droppedSamples()).toBe(1);
    expect(writing.waitingSamples()).toBe(0);
  });

  it.each([
    { status: 400, code: 'refused', retryable: false, dropped: 2, waiting: 0 },
    { status: 403, code: 'unauthorized', retryable: false, dropped: 2, waiting: 0 },
    { status: 404, code: 'not_found', retryable: false, dropped: 2, waiting: 0 },
    { status: 405, code: 'not_found', retryable: false, dropped: 2, waiting: 0 },
    { status: 408, code: 'refused', retryable: false, dropped: 2, waiting: 0 },
    { status: 409, code: 'refused', retryable: false, dropped: 2, waiting: 0 },
    { status: 413, code: 'refused', retryable: false, dropped: 2, waiting: 0 },
    { status: 422, code: 'refused', retryable: false, dropped: 2, waiting: 0 },
    { status: 500, code: 'server_error', retryable: true, dropped: 0, waiting: 2 },
    { status: 501, code: 'server_error', retryable: true, dropped: 0, waiting: 2 },
  ])('with status $status is told as $code', async ({ status, code, retryable, dropped, waiting }) => {
    const receiver = await startReceiver();
    receiver.answer = () => ({ status });
    const writing = remoteWriting(receiver.url);
    const { failure } = await writing.push([warm(1, 'hall')]);
    expect(failure).toMatchObject({ code, retryable });
    expect(failure?.message).toContain(`status ${status}`);
    expect([writing.droppedSamples(), writing.waitingSamples()]).toEqual([dropped, waiting]);
  });

  it('whatever is sent is not sent all that waits', async () => {
    const receiver = await startReceiver();
    receiver.answer = () => ({ status: 401, body: 'who are you?' });
    const writing = remoteWriting(receiver.url);
    writing.keep([warm(1, 'hall')], 1_000);
    const { failure } = await writing.push([warm(2, 'hall')]);
    expect(failure).toMatchObject({ code: 'unauthorized', retryable: false });
    expect(failure?.message).toContain('who are you?');
    expect(writing.droppedSamples()).toBe(2);
    expect(writing.waitingSamples()).toBe(2);
  });

  it('by a redirect keeps what waits', async () => {
    const receiver = await startReceiver();
    receiver.answer = () => ({ status: 302, headers: { Location: 'http://elsewhere/' } });
    const writing = remoteWriting(receiver.url);
    expect((await writing.push([warm(1, 'hall')])).failure).toMatchObject({
      code: 'redirect',
      retryable: false,
    });
    expect(writing.waitingSamples()).toBe(2);
  });
});

describe('what others pushed to this machine', () => {
  const theirs = gauge('theirs', '', [[{ job: 'backup', room: 'hall' }, 1]]);
  const isOfTheirs = ({ series }: ReceivedWrite) =>
    series.some(({ labels }) => labels.some(([, value]) => value === 'theirs'));

  it('is written in a request of its own, with its own labels, and ends when it is gone', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    const outcome = await writing.pushBoth([warm(1, 'hall')], [theirs]);
    expect(outcome).toMatchObject({ series: 2, also: [{ series: 1, groupingKey: {} }] });
    expect(outcome).not.toHaveProperty('failure');
    expect(receiver.writes.map(({ series }) => series.length)).toEqual([2, 1]);
    expect(receiver.writes[1]?.series[0]?.labels).toEqual([
      ['__name__', 'theirs'],
      ['job', 'backup'],
      ['room', 'hall'],
    ]);
    await writing.push([warm(1, 'hall')]);
    expect(receiver.writes.filter(isOfTheirs).map((write) => valuesOf(write, 'theirs'))).toEqual([
      { hall: 1 },
      { hall: 'stale' },
    ]);
  });

  it('costs nothing of its own when it is refused, and is counted and shown', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    const takes = receiver.answer;
    receiver.answer = (write, index) =>
      isOfTheirs(write) ? { status: 400, body: 'out of order sample' } : takes(write, index);
    const outcome = await writing.pushBoth([warm(1, 'hall')], [theirs]);
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome.also).toMatchObject([
      { status: 400, failure: { message: expect.stringContaining('out of order sample') } },
    ]);
    expect([writing.droppedSamples(), writing.waitingSamples()]).toEqual([1, 0]);
  });

  it.each([401, 403, 404])(
    'is dropped alone when status %s meets it after our own was taken',
    async (status) => {
      const receiver = await startReceiver();
      const writing = remoteWriting(receiver.url);
      receiver.answer = (write) => (isOfTheirs(write) ? { status } : written(write));
      await writing.pushBoth([warm(1, 'hall')], [theirs]);
      expect([writing.droppedSamples(), writing.waitingSamples()]).toEqual([1, 0]);
    },
  );

  it('waits with the rest while the receiver is away', async () => {
    const receiver = await startReceiver();
    const takes = receiver.answer;
    receiver.answer = () => ({ status: 503 });
    const writing = remoteWriting(receiver.url);
    expect(await writing.pushBoth([warm(1, 'hall')], [theirs])).toHaveProperty('failure');
    receiver.answer = takes;
    await writing.push([warm(2, 'hall')]);
    expect(receiver.writes.filter(isOfTheirs).map((write) => valuesOf(write, 'theirs'))).toEqual([
      { hall: 1 },
      { hall: 'stale' },
    ]);
  });
});

describe('a clock that is wrong', () => {
  it.each([
    ['behind', 61_000],
    ['ahead of', -3 * 3_600_000],
  ])(
    '%s that of the receiver sends nothing, drops what was measured by it, and says so',
    async (which, aheadMs) => {
      const receiver = await startReceiver();
      receiver.aheadMs = aheadMs;
      const writing = remoteWriting(receiver.url);
      writing.keep([warm(1, 'hall')], 1_000);
      const { failure } = await writing.push([warm(2, 'hall')]);
      expect(failure).toMatchObject({ code: 'clock_skew', retryable: false });
      expect(failure?.message).toContain(`s ${which} that of ${receiver.url}: nothing is sent`);
      expect(receiver.writes).toEqual([]);
      expect(writing.droppedSamples()).toBe(4);
      receiver.aheadMs = 0;
      expect(await writing.push([warm(3, 'hall')])).not.toHaveProperty('failure');
      expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([{ hall: 3 }]);
    },
  );

  it('is noticed before anything is sent when it was set between two pushes', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall')]);
    expect(receiver.asked).toBe(1);
    writing.clockAheadMs = 3_600_000;
    expect((await writing.push([warm(2, 'hall')])).failure).toMatchObject({ code: 'clock_skew' });
    writing.clockAheadMs = 0;
    expect(await writing.push([warm(3, 'hall')])).not.toHaveProperty('failure');
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 1 },
      { hall: 3 },
    ]);
  });

  it('drops what was taken in a future that did not come when it is set back, and keeps the order', async () => {
    const receiver = await startReceiver();
    const writing = remoteWriting(receiver.url);
    await writing.push([warm(1, 'hall')]);
    writing.keep([warm(2, 'hall')], -40_000);
    writing.keep([warm(3, 'hall')], 40_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await writing.push([warm(4, 'hall')]);
    expect(receiver.writes.map((write) => valuesOf(write, 'warm_celsius'))).toEqual([
      { hall: 1 },
      { hall: 4 },
    ]);
    expect(writing.droppedSamples()).toBe(4);
  });

  it('is no matter when it is off by less than a minute', async () => {
    const receiver = await startReceiver();
    receiver.aheadMs = 55_000;
    expect(await remoteWriting(receiver.url).push([warm(1, 'hall')])).not.toHaveProperty('failure');
  });
});
