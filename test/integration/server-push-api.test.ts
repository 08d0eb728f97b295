import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGateway } from '../../main/gateway/group-store';
import { gauge } from '../../main/metrics/model';
import { decodeFamilies } from '../../main/metrics/protobuf-decode';
import { systemClock } from '../../main/platform/clock';
import type { ServerParts } from '../../main/server/parts';
import { type LocalServer, startLocalServer } from '../support/local-server';
import { encodeProtobuf, protobufType } from '../support/protobuf-encode';

const run = promisify(execFile);

let server: LocalServer;

async function start(parts: Partial<ServerParts> = {}): Promise<void> {
  server = await startLocalServer(parts);
}

afterEach(() => server.close());

async function put(path: string, body: string | Uint8Array, headers = {}) {
  return server.ask(path, { method: 'PUT', body, headers });
}

/** Series of `/metrics`, without comments and push times. */
async function series(): Promise<string[]> {
  const { body } = await server.ask('/metrics');
  return body.split('\n').filter((line) => line !== '' && !/^(#|push_)/.test(line));
}

describe('the push API', () => {
  beforeEach(() => start());

  it('takes what curl --data-binary sends and shows it on /metrics', async () => {
    const url = `${server.address}/metrics/job/some_job/instance/some_instance`;
    const body = '# TYPE some_metric counter\nsome_metric{label="val1"} 42\n';
    const curl = run('curl', ['--silent', '--show-error', '--fail', '--data-binary', '@-', url]);
    curl.child.stdin?.end(body);
    expect((await curl).stdout).toBe('');
    expect(await series()).toEqual(['some_metric{instance="some_instance",job="some_job",label="val1"} 42']);
    await run('curl', ['--silent', '--fail', '-X', 'DELETE', url]);
    expect(await series()).toEqual([]);
  });

  it.each([
    ['PUT', '/metrics/job/x', 200],
    ['POST', '/metrics/job/x', 200],
    ['PUT', '/metrics/job/x/', 200],
    ['PUT', '/metrics/job/x?a=b', 200],
    ['DELETE', '/metrics/job/x', 202],
    ['DELETE', '/metrics/job/nobody', 202],
  ])('answers %s %s with %d and an empty body', async (method, target, status) => {
    const answer = await server.ask(target, { method, body: method === 'DELETE' ? 'ignored' : 'm 1\n' });
    expect(answer).toMatchObject({ status, body: '' });
  });

  it.each([
    ['/metrics/job@base64/YS9i', '{instance="",job="a/b"}'],
    ['/metrics/job/x/path@base64/L3Zhci90bXA', '{instance="",job="x",path="/var/tmp"}'],
    ['/metrics/job/x/a@base64/=', '{a="",instance="",job="x"}'],
    ['/metrics/job/x/a/', '{a="",instance="",job="x"}'],
    ['/metrics/job/j%2Fa%2Fb', '{a="b",instance="",job="j"}'],
    ['/metrics/job/x/job/y', '{instance="",job="x"}'],
    ['/metrics/job/x/a/1/a/2', '{a="2",instance="",job="x"}'],
    ['/metrics/job/x%20y+z', '{instance="",job="x y+z"}'],
    ['/metrics/job/%E2%82%AC', '{instance="",job="€"}'],
  ])('files %s under %s', async (target, labels) => {
    expect(await put(target, 'm 1\n')).toMatchObject({ status: 200 });
    expect(await series()).toEqual([`m${labels} 1`]);
  });

  it.each([
    ['/metrics/job', 'The job is empty'],
    ['/metrics/job/', 'The job is empty'],
    ['/metrics/job/x/a', 'has no value'],
    ['/metrics/job/a%2Fb', 'has no value'],
    ['/metrics/job/x/1a/b', '1a'],
    ['/metrics/job/x/__a/b', '__a'],
    ['/metrics/job@base64/=', 'job'],
    ['/metrics/job/x/a@base64/+w', 'a'],
    ['/metrics/job/%zz', '%'],
    ['/metrics/job/%ff', 'UTF-8'],
  ])('refuses the path %s with a reason, and goes on', async (target, reason) => {
    const answer = await put(target, 'm 1\n');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(reason);
    expect(await series()).toEqual([]);
    expect(await put('/metrics/job/x', 'm 1\n')).toMatchObject({ status: 200 });
  });

  it.each([
    ['/metrics/job/x//a', '/metrics/job/x/a'],
    ['/metrics//job/x', '/metrics/job/x'],
    ['/metrics/job/./a', '/metrics/job/a'],
    ['/metrics/job/../a', '/metrics/a'],
    ['/metrics/job/j/p/%2Fvar%2Ftmp', '/metrics/job/j/p/var/tmp'],
    ['//evil.example/', '/evil.example/'],
  ])('redirects %s to %s and takes nothing, so that nothing ends up under other labels', async (from, to) => {
    const answer = await put(from, 'm 1\n');
    expect(answer).toMatchObject({ status: 301, headers: { location: to } });
    expect(answer.body).toContain('@base64');
    expect(await series()).toEqual([]);
  });

  it.each([
    ['GET', '/metrics/job/x', 'DELETE, OPTIONS, POST, PUT'],
    ['HEAD', '/metrics/job/x', 'DELETE, OPTIONS, POST, PUT'],
    ['PATCH', '/metrics/job/x', 'DELETE, OPTIONS, POST, PUT'],
    ['HEAD', '/metrics', 'GET, OPTIONS'],
    ['PUT', '/metrics', 'GET, OPTIONS'],
    ['POST', '/-/ready', 'GET, OPTIONS'],
    ['HEAD', '/-/healthy', 'GET, OPTIONS'],
  ])('does not take %s %s, and says what it does take', async (method, target, allow) => {
    expect(await server.ask(target, { method })).toMatchObject({ status: 405, headers: { allow } });
  });

  it.each([
    ['/metrics/job/x', 'DELETE, OPTIONS, POST, PUT'],
    ['/metrics', 'GET, OPTIONS'],
  ])('answers OPTIONS %s', async (target, allow) => {
    expect(await server.ask(target, { method: 'OPTIONS' })).toMatchObject({
      status: 200,
      headers: { allow },
    });
  });

  it.each(['/nope', '/metrics/jobs/x', '/METRICS/job/x', '/api/pushtray/events', '/'])(
    'has nothing at %s',
    async (target) => {
      const answer = await put(target, 'm 1\n');
      expect(answer.status).toBe(404);
      expect(answer.body).toContain(target);
    },
  );

  it('is ready and healthy', async () => {
    expect(await server.ask('/-/ready')).toMatchObject({ status: 200, body: 'OK\n' });
    expect(await server.ask('/-/healthy')).toMatchObject({ status: 200, body: 'OK\n' });
  });
});

describe('a pushed body', () => {
  beforeEach(() => start({ limits: { maxBodyBytes: 1000, requestTimeoutMs: 200 } }));

  it('is told line, column and cause of each fault, and taken in no part', async () => {
    const answer = await put('/metrics/job/x', 'fine 1\nbroken{ 1\n1bad 2\n');
    expect(answer.status).toBe(400);
    const faults = answer.body.trimEnd().split('\n');
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^2:\d+: .+/);
    expect(faults[1]).toMatch(/^3:1: .+/);
    expect((await server.ask('/metrics')).body).toBe('');
  });

  it('may be compressed', async () => {
    const headers = { 'Content-Encoding': 'gzip' };
    expect(await put('/metrics/job/x', gzipSync('m 1\n'), headers)).toMatchObject({ status: 200 });
    expect(await series()).toEqual(['m{instance="",job="x"} 1']);
  });

  it.each([
    ['is not gzip at all', Buffer.from('m 1\n')],
    ['breaks off', gzipSync('m 1\n').subarray(0, 15)],
  ])('that says gzip and %s is refused', async (_title, body) => {
    const answer = await put('/metrics/job/x', body, { 'Content-Encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('gzip');
  });

  it('of another encoding is read as it is', async () => {
    expect(await put('/metrics/job/x', 'm 1\n', { 'Content-Encoding': 'br' })).toMatchObject({ status: 200 });
  });

  it('may be protobuf, compressed or not', async () => {
    const body = encodeProtobuf([gauge('m', '', [[{ a: '1' }, 2]])]);
    const headers = { 'Content-Type': protobufType };
    expect(await put('/metrics/job/x', body, headers)).toMatchObject({ status: 200, body: '' });
    const compressed = { ...headers, 'Content-Encoding': 'gzip' };
    expect(await put('/metrics/job/y', gzipSync(body), compressed)).toMatchObject({ status: 200 });
    expect(await series()).toEqual(['m{a="1",instance="",job="x"} 2', 'm{a="1",instance="",job="y"} 2']);
  });

  it('that is protobuf only by its name is refused in words, and leaves no trace', async () => {
    const answer = await put('/metrics/job/x', 'm 1\n', { 'Content-Type': protobufType });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('MetricFamily');
    expect((await server.ask('/metrics')).body).toBe('');
  });

  it('may come with a time to live for its group, as a header that curl can send', async () => {
    const gateway = makeGateway({ clock: systemClock, ownTypes: () => new Map() });
    await server.close();
    await start({ gateway });
    const url = `${server.address}/metrics/job/x`;
    const curl = run('curl', ['-sSf', '-H', 'Pushtray-Ttl: 1m30s', '--data-binary', '@-', url]);
    curl.child.stdin?.end('m 1\n');
    await curl;
    const [group] = gateway.groups();
    expect((group?.expiresAtMs ?? 0) - (group?.pushedAtMs ?? 0)).toBe(90_000);
    await put('/metrics/job/x', 'm 1\n');
    expect(gateway.groups()[0]).not.toHaveProperty('expiresAtMs');
  });

  it('may have lines of one family apart', async () => {
    expect(await put('/metrics/job/x', 'm{a="1"} 1\nn 1\nm{a="2"} 1\n')).toMatchObject({ status: 200 });
    expect(await series()).toHaveLength(3);
  });

  it('that is refused is kept to be looked into, with its answer', async () => {
    const gateway = makeGateway({ clock: systemClock, ownTypes: () => new Map() });
    await server.close();
    await start({ gateway });
    const answer = await put('/metrics/job/x/a/b', gzipSync('fine 1\nbroken{ 1\n'), {
      'Content-Encoding': 'gzip',
    });
    await put('/metrics/job/x/a', 'm 1\n');
    await put('/metrics/job/x', 'm 1\n');
    const [odd, broken, ...others] = gateway.refused.list();
    expect(others).toEqual([]);
    expect(broken).toMatchObject({
      method: 'PUT',
      path: '/metrics/job/x/a/b',
      groupingKey: { job: 'x', a: 'b' },
      status: 400,
      message: answer.body.trimEnd(),
      faults: [{ line: 2 }],
      body: { text: 'fine 1\nbroken{ 1\n', base64: false },
    });
    expect(odd).toMatchObject({ path: '/metrics/job/x/a', status: 400, faults: [] });
    expect(odd).not.toHaveProperty('groupingKey');
  });

  it('that came back to where it began is not taken again, nor is a deletion', async () => {
    const gateway = makeGateway({ clock: systemClock, ownTypes: () => new Map() });
    const [own, other] = ['00000000000000ab', '00000000000000cd'];
    await server.close();
    await start({ gateway, viaId: own });
    expect(await put('/metrics/job/x', 'm 1\n', { 'Pushtray-Via': other })).toMatchObject({ status: 200 });
    expect(gateway.group({ job: 'x' })?.via).toEqual([other]);
    const headers = { 'Pushtray-Via': `${own}, ${other}` };
    expect(await put('/metrics/job/x', 'm 2\n', headers)).toMatchObject({ status: 208 });
    expect(await server.ask('/metrics/job/x', { method: 'DELETE', headers })).toMatchObject({ status: 208 });
    expect(await series()).toEqual(['m{instance="",job="x"} 1']);
  });

  it('larger than the limit is refused, as sent or decompressed', async () => {
    const large = '#'.repeat(1001);
    expect(await put('/metrics/job/x', large)).toMatchObject({ status: 413 });
    const headers = { 'Content-Encoding': 'gzip' };
    expect(await put('/metrics/job/x', gzipSync(large), headers)).toMatchObject({ status: 413 });
    expect(await put('/metrics/job/x', '#'.repeat(999).concat('\n'))).toMatchObject({ status: 200 });
  });

  it('that does not come to its end in time ends the connection, with a reason', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `PUT /metrics/job/x HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 9\r\n\r\nm 1`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 408 /);
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('that breaks off leaves nothing, and the server goes on', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `PUT /metrics/job/x HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 9\r\n\r\nm 1\n`,
    );
    await once(socket, 'connect');
    socket.destroy();
    expect(await series()).toEqual([]);
  });

  it('that is inconsistent is refused in words, and the failure can be scraped', async () => {
    await put('/metrics/job/x', '# TYPE m gauge\nm 1\n');
    const answer = await put('/metrics/job/y', '# TYPE m counter\nm 1\n');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('its type is gauge in the group {job="x"}');
    const { body } = await server.ask('/metrics');
    expect(body).toMatch(/^push_failure_time_seconds\{instance="",job="y"\} 1\d{9}/m);
  });
});

it('takes no pushes while the gateway is switched off, but serves what is measured', async () => {
  const own = () => ({
    groupingKey: { job: 'pushtray', instance: 'here' },
    families: [gauge('measured', '', [[{}, 1]])],
  });
  await start({ gateway: undefined, own });
  const answer = await put('/metrics/job/x', 'm 1\n');
  expect(answer.status).toBe(404);
  expect(answer.body).toContain('switched off');
  expect(await series()).toEqual(['measured{job="pushtray",instance="here"} 1']);
});

describe('GET /metrics', () => {
  const groupingKey = { job: 'pushtray', instance: 'here' };
  const measured = gauge('measured', 'What was measured.', [[{ part: 'p' }, 2]]);

  beforeEach(() => start({ own: () => ({ groupingKey, families: [measured] }) }));

  it('gives text, compressed for those who take it', async () => {
    const plain = await server.ask('/metrics');
    expect(plain.headers).toMatchObject({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const gzipped = await server.ask('/metrics', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(gzipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept, Accept-Encoding' });
    expect(gunzipSync(gzipped.bytes).toString()).toBe(plain.body);
    const refused = await server.ask('/metrics', { headers: { 'Accept-Encoding': 'gzip;q=0, *;q=0.1' } });
    expect(refused.headers).not.toHaveProperty('content-encoding');
  });

  const openMetrics =
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75';
  const delimited =
    'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited';

  // Prometheus 2.42, Prometheus 3, a browser, a stubborn client, those that name protobuf without meaning it.
  it.each([
    `${openMetrics},text/plain;version=0.0.4;q=0.5,*/*;q=0.1`,
    `${openMetrics},text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.2`,
    'text/html,application/xhtml+xml;q=0.9',
    'application/json',
    'application/*',
    'application/vnd.google.protobuf',
    `${delimited};q=0.5,text/plain;version=0.0.4`,
    `${delimited};q=0`,
    `${delimited};q=0.3,*/*`,
  ])('is text 0.0.4 for whoever says %s', async (accept) => {
    const answer = await server.ask('/metrics', { headers: { Accept: accept } });
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.body).toContain('# TYPE measured gauge\nmeasured{part="p"');
  });

  it.each([
    delimited,
    'application/vnd.google.protobuf; proto="io.prometheus.client.MetricFamily"; encoding="delimited"',
    `${delimited},${openMetrics};q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.1`,
    `text/plain;version=0.0.4;q=0,${delimited};q=0.3`,
  ])('is protobuf, compressed or not, for whoever says %s', async (accept) => {
    const plain = await server.ask('/metrics', { headers: { Accept: accept } });
    expect(plain.headers['content-type']).toBe(protobufType);
    const [family] = decodeFamilies(plain.bytes).families;
    expect(family).toMatchObject({ name: 'measured', type: 'gauge', help: 'What was measured.' });
    expect(family?.samples).toEqual([{ name: 'measured', labels: { part: 'p', ...groupingKey }, value: 2 }]);
    const headers = { Accept: accept, 'Accept-Encoding': 'gzip' };
    const gzipped = await server.ask('/metrics', { headers });
    expect(gunzipSync(gzipped.bytes)).toEqual(plain.bytes);
  });

  it('has our own group once: as measured now, with the times of the last push', async () => {
    await put(
      '/metrics/job/pushtray/instance/here',
      'measured{part="p"} 1\nold 1\n'.replace(/^/, '# TYPE measured gauge\n'),
    );
    await put('/metrics/job/x', 'm 1\n');
    expect(await series()).toEqual([
      'm{instance="",job="x"} 1',
      'measured{part="p",job="pushtray",instance="here"} 2',
    ]);
    const { body } = await server.ask('/metrics');
    expect(body).toMatch(/^push_time_seconds\{instance="here",job="pushtray"\} 1\d{9}/m);
  });

  it('joins what others push under a name that is measured too', async () => {
    await put('/metrics/job/x', '# TYPE measured gauge\nmeasured 5\n');
    expect(await series()).toEqual([
      'measured{part="p",job="pushtray",instance="here"} 2',
      'measured{instance="",job="x"} 5',
    ]);
  });
});
