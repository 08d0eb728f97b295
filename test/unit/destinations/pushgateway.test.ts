import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { GroupJournal, PushOutcome, Snapshot } from '../../../main/destinations/destination';
import { destinationKinds } from '../../../main/destinations/kinds';
import { GatewayOrder } from '../../../main/destinations/pushgateway/gateway-order';
import { counter, gauge } from '../../../main/metrics/model';
import { failure, type Outcome, success } from '../../../main/outcome';
import type { HttpAnswer, HttpRequest } from '../../../main/platform/http-client';
import type { HttpFailureCode } from '../../../main/platform/http-failures';
import { type PushgatewaySettings, pushgatewaySettings } from '../../../main/settings/schema/destinations';
import { groupJournal } from '../../support/group-journal';
import { memoryBacklog } from '../../support/memory-backlog';

type Answer = Outcome<HttpAnswer, HttpFailureCode>;

const never = new AbortController().signal;

const snapshot: Snapshot = {
  instance: 'web1',
  labels: { site: 'a/b' },
  takenAtMs: 0,
  families: [gauge('temperature_celsius', 'How warm.', [[{ room: 'hall' }, 21.5]])],
};

function answers(status: number, body = '', headers: Record<string, string> = {}): Answer {
  return success({ status, body, headers });
}

/** A destination whose gateway answers as told, and what it was asked. */
function destination(
  settings: Partial<Record<keyof PushgatewaySettings, unknown>> = {},
  options: { answer?: Answer; secrets?: Record<string, string>; groups?: GroupJournal } = {},
) {
  const requests: HttpRequest[] = [];
  const checked = pushgatewaySettings.parse({
    id: 'team',
    kind: 'pushgateway',
    urls: ['http://gw:9091'],
    ...settings,
  });
  let closed = 0;
  const made = destinationKinds.pushgateway(checked, {
    http: {
      request(request) {
        requests.push(request);
        return Promise.resolve(options.answer ?? answers(200));
      },
      close: () => {
        closed += 1;
      },
    },
    secret: (name) => options.secrets?.[name],
    nowMs: () => 0,
    monotonicMs: () => 0,
    groups: options.groups ?? groupJournal(),
    openBacklog: memoryBacklog,
  });
  return { ...made, requests, closedTimes: () => closed };
}

async function pushTo(
  settings: Parameters<typeof destination>[0],
  options: Parameters<typeof destination>[1] = {},
): Promise<{ outcome: PushOutcome; request: HttpRequest | undefined }> {
  const to = destination(settings, options);
  const outcome = await to.push(snapshot, never);
  return { outcome, request: to.requests[0] };
}

describe('the group of a Pushgateway push', () => {
  it('is job and instance, then the labels of settings and of the destination', async () => {
    const { outcome, request } = await pushTo({ job: 'laptops', labels: { rack: '7' } });
    expect(outcome.groupingKey).toEqual({ job: 'laptops', instance: 'web1', site: 'a/b', rack: '7' });
    expect(request?.url).toBe('http://gw:9091/metrics/job/laptops/instance/web1/site@base64/YS9i/rack/7');
  });

  it('takes the label of the destination where both have it', async () => {
    const { outcome } = await pushTo({ labels: { site: 'here' } });
    expect(outcome.groupingKey['site']).toBe('here');
  });

  it.each(['http://gw:9091/pgw', 'http://gw:9091/pgw/'])('is pushed below the path of %s', async (url) => {
    const { outcome } = await pushTo({ urls: [url], labels: { site: 'x' } });
    expect(outcome.url).toBe('http://gw:9091/pgw/metrics/job/pushtray/instance/web1/site/x');
  });
});

describe('a push to a Pushgateway', () => {
  it('sends the snapshot as text and tells what was sent and what came back', async () => {
    const { outcome, request } = await pushTo({ gzip: false }, { answer: answers(200, 'thanks') });
    const text =
      '# HELP temperature_celsius How warm.\n# TYPE temperature_celsius gauge\ntemperature_celsius{room="hall"} 21.5\n';
    expect(Buffer.from(request?.body ?? []).toString()).toBe(text);
    expect(request?.headers).toMatchObject({ 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    expect(request?.headers).not.toHaveProperty('Content-Encoding');
    expect(outcome).toMatchObject({
      method: 'PUT',
      status: 200,
      bytes: text.length,
      bytesSent: text.length,
      series: 1,
      requestBody: text,
      responseBody: 'thanks',
    });
    expect(outcome).not.toHaveProperty('failure');
  });

  it('compresses the body unless told not to', async () => {
    const { outcome, request } = await pushTo({});
    expect(request?.headers).toMatchObject({ 'Content-Encoding': 'gzip' });
    expect(gunzipSync(request?.body ?? '').toString()).toBe(outcome.requestBody);
    expect(outcome.bytesSent).toBe(request?.body?.length);
  });

  it.each(['http://127.0.0.1:9091', 'http://localhost:9091', 'http://[::1]:9091'])(
    'does not compress what stays within this machine, at %s',
    async (url) => {
      const { outcome, request } = await pushTo({ urls: [url] });
      expect(request?.headers).not.toHaveProperty('Content-Encoding');
      expect(outcome.bytesSent).toBe(outcome.bytes);
    },
  );

  it('uses the method and the time limit of settings', async () => {
    const { request } = await pushTo({ method: 'POST', timeout: '3s' });
    expect(request).toMatchObject({ method: 'POST', timeoutMs: 3000 });
  });

  it('sends nothing when a metric has a timestamp, and names it', async () => {
    const to = destination();
    const family = counter('old_total', '', []);
    const late = { name: 'old_total', labels: {}, value: 1, timestampMs: 0 };
    const outcome = await to.push({ ...snapshot, families: [{ ...family, samples: [late] }] }, never);
    expect(to.requests).toEqual([]);
    expect(outcome.failure).toMatchObject({ code: 'invalid_metrics', retryable: false });
    expect(outcome.failure?.message).toContain('"old_total"');
  });
});

describe('forgetting at a Pushgateway', () => {
  it('deletes the group, without a body', async () => {
    const to = destination({}, { answer: answers(202) });
    const outcome = await to.forget(snapshot, 'quit', never);
    expect(to.requests[0]).toMatchObject({ method: 'DELETE', url: outcome?.url });
    expect(to.requests[0]).not.toHaveProperty('body');
    expect(to.requests[0]?.headers).not.toHaveProperty('Content-Encoding');
    expect(outcome).toMatchObject({ method: 'DELETE', status: 202, bytes: 0, bytesSent: 0, series: 0 });
    expect(outcome).not.toHaveProperty('failure');
  });

  it('does nothing when the group is to be kept', async () => {
    const to = destination({ onQuit: 'keep' });
    expect(await to.forget(snapshot, 'quit', never)).toBeUndefined();
    expect(to.requests).toEqual([]);
  });

  it('does what onQuit says for now, and what onRemove says for good', async () => {
    const quit = destination({ onRemove: 'keep' });
    expect(await quit.forget(snapshot, 'quit', never)).toMatchObject({ method: 'DELETE' });
    expect(await quit.forget(snapshot, 'remove', never)).toBeUndefined();
    const removed = destination({ onQuit: 'keep' });
    expect(await removed.forget(snapshot, 'remove', never)).toMatchObject({ method: 'DELETE' });
  });

  it('knows of a group that is kept for now, and nothing any more of one that is kept for good', async () => {
    const groups = groupJournal();
    const to = destination({ onQuit: 'keep', onRemove: 'keep' }, { groups });
    await to.push(snapshot, never);
    await to.forget(snapshot, 'quit', never);
    expect(groups.list()).toHaveLength(1);
    await to.forget(snapshot, 'remove', never);
    expect(groups.list()).toEqual([]);
  });
});

describe('headers for a Pushgateway', () => {
  const headers = { 'X-Scope-OrgID': 'net', 'X-Api-Key': { secret: 'key' } };

  it('are those of settings, with the values of the secrets that they name', async () => {
    const { request } = await pushTo({ headers }, { secrets: { key: 'hunter2' } });
    expect(request?.headers).toMatchObject({ 'X-Scope-OrgID': 'net', 'X-Api-Key': 'hunter2' });
  });

  it('are asked for before anything is sent', async () => {
    const { outcome, request } = await pushTo({ headers });
    expect(request).toBeUndefined();
    expect(outcome.failure).toMatchObject({ code: 'missing_secret', retryable: false });
    const broken = await pushTo({ headers }, { secrets: { key: 'two\nlines' } });
    expect(broken.outcome.failure).toMatchObject({ code: 'unauthorized' });
    expect(JSON.stringify(broken.outcome)).not.toContain('two');
  });

  it.each(['Authorization', 'host', 'Content-Encoding', 'bad name'])('cannot be %s', async (name) => {
    await expect(pushTo({ headers: { [name]: 'x' } })).rejects.toThrow();
  });
});

describe('credentials for a Pushgateway', () => {
  const basic = { basic: { username: 'ann', password: { secret: 'team' } } };
  const bearer = { bearer: { secret: 'team' } };

  it('sends a user name and a password that settings only name', async () => {
    const { request } = await pushTo({ auth: basic }, { secrets: { team: 'pä:ss' } });
    const expected = Buffer.from('ann:pä:ss').toString('base64');
    expect(request?.headers).toMatchObject({ Authorization: `Basic ${expected}` });
  });

  it('sends a token', async () => {
    const { request } = await pushTo({ auth: bearer }, { secrets: { team: 't0ken' } });
    expect(request?.headers).toMatchObject({ Authorization: 'Bearer t0ken' });
  });

  it('looks the secret up at each push', async () => {
    const secrets = { team: 'one' };
    const to = destination({ auth: bearer }, { secrets });
    await to.push(snapshot, never);
    secrets.team = 'two';
    await to.push(snapshot, never);
    expect(to.requests.map(({ headers }) => headers?.['Authorization'])).toEqual([
      'Bearer one',
      'Bearer two',
    ]);
  });

  it.each([basic, bearer])(
    'sends nothing while the secret is not set, and says how to set it: %j',
    async (auth) => {
      const { outcome, request } = await pushTo({ auth });
      expect(request).toBeUndefined();
      expect(outcome.failure).toMatchObject({
        code: 'missing_secret',
        retryable: false,
        hint: 'Set it with: pushtray secret set team',
      });
      expect(outcome.failure?.message).toContain('"team"');
    },
  );

  it('sends no token that a header cannot carry', async () => {
    const { outcome, request } = await pushTo({ auth: bearer }, { secrets: { team: 'two\nlines' } });
    expect(request).toBeUndefined();
    expect(outcome.failure?.code).toBe('unauthorized');
    expect(JSON.stringify(outcome)).not.toContain('lines');
  });
});

describe('the answer of a Pushgateway', () => {
  it.each([200, 202, 204])('counts as delivered when it is %d', async (status) => {
    const { outcome } = await pushTo({}, { answer: answers(status) });
    expect(outcome).not.toHaveProperty('failure');
  });

  it.each([
    [301, 'redirect', false],
    [307, 'redirect', false],
    [400, 'refused', false],
    [401, 'unauthorized', false],
    [403, 'unauthorized', false],
    [404, 'not_found', false],
    [405, 'not_found', false],
    [407, 'unauthorized', false],
    [408, 'timeout', true],
    [413, 'refused', false],
    [415, 'refused', false],
    [429, 'refused', true],
    [500, 'server_error', true],
    [501, 'not_found', false],
    [503, 'server_error', true],
  ] as const)('of %d is the failure %s, worth another try: %s', async (status, code, retryable) => {
    const { outcome } = await pushTo({}, { answer: answers(status, 'because\nof this\n') });
    expect(outcome).toMatchObject({ status, failure: { code, retryable } });
    expect(outcome.failure?.message).toMatch(/^http:\/\/gw:9091 .*\.?$/);
  });

  it('is quoted in one line', async () => {
    const body = 'text format parsing error in line 1: invalid\tmetric name\n';
    const { outcome } = await pushTo({ gzip: false }, { answer: answers(400, body) });
    expect(outcome.failure?.message).toBe(
      'http://gw:9091 refused the metrics (status 400): text format parsing error in line 1: invalid metric name',
    );
    expect(outcome.failure).not.toHaveProperty('hint');
    expect(outcome.responseBody).toBe(body);
  });

  it('that cannot read gzip is told from one that does not like the metrics', async () => {
    const body = 'text format parsing error in line 1: invalid metric name\n';
    const { outcome } = await pushTo({ gzip: true }, { answer: answers(400, body) });
    expect(outcome.failure?.hint).toContain('"gzip" to false');
  });

  it('that something is inconsistent may pass, since another group may be the cause', async () => {
    const body = 'pushed metrics are invalid or inconsistent with existing metrics: m is not a UNTYPED\n';
    const { outcome } = await pushTo({}, { answer: answers(400, body) });
    expect(outcome.failure).toMatchObject({ code: 'refused', retryable: true });
    expect(outcome.failure?.message).toContain('m is not a UNTYPED');
  });

  it('with a redirect says where to', async () => {
    const answer = answers(302, '', { location: 'http://portal.example/login' });
    const { outcome } = await pushTo({}, { answer });
    expect(outcome.failure?.message).toContain('http://portal.example/login');
  });

  it('with a web page is no delivery, whatever its status', async () => {
    const answer = answers(200, '<html>Welcome</html>', { 'content-type': 'text/html; charset=utf-8' });
    const { outcome } = await pushTo({}, { answer });
    expect(outcome).toMatchObject({ status: 200, failure: { code: 'not_found', retryable: true } });
    expect(outcome.failure?.message).not.toContain('Welcome');
  });

  it('of 401 tells missing credentials from wrong ones', async () => {
    const answer = answers(401);
    const without = await pushTo({}, { answer });
    const auth = { bearer: { secret: 'team' } };
    const wrong = await pushTo({ auth }, { answer, secrets: { team: 'x' } });
    expect(without.outcome.failure?.message).toContain('asks for credentials');
    expect(wrong.outcome.failure?.message).toContain('does not accept these credentials');
  });
});

describe('a push that gets no answer', () => {
  it.each([
    ['timeout', 'timeout', true],
    ['unresolvable', 'unreachable', true],
    ['refused', 'unreachable', true],
    ['unreachable', 'unreachable', true],
    ['broken_off', 'unreachable', true],
    ['tls', 'tls', false],
    ['bad_request', 'refused', false],
    ['aborted', 'aborted', true],
  ] as const)('because of %s is the failure %s, worth another try: %s', async (cause, code, retryable) => {
    const { outcome } = await pushTo({}, { answer: failure(cause, 'Nothing listens at gw:9091.') });
    expect(outcome.failure).toEqual({ code, retryable, message: 'Nothing listens at gw:9091.' });
    expect(outcome).not.toHaveProperty('status');
  });
});

it('closes its connections with the destination', () => {
  const to = destination();
  to.close();
  expect(to.closedTimes()).toBe(1);
});

it('tries every address at each push, whenever the rest of one that failed is over', () => {
  let nowMs = 0;
  const order = new GatewayOrder(['http://gw:9091'], () => (nowMs += 1));
  const failed = { failure: { code: 'unreachable' }, durationMs: 1 } as PushOutcome;
  for (let round = 0; round < 20; round += 1) {
    order.note('http://gw:9091', failed);
    for (let push = 0; push < 12; push += 1) expect(order.now()).toEqual(['http://gw:9091']);
  }
});
