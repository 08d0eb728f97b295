import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, startLocalServer } from '../support/local-server';

describe('the server on loopback', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await startLocalServer();
  });
  afterAll(() => server.close());

  const push = (headers: Record<string, string>) =>
    server.ask('/metrics/job/x', { method: 'POST', body: 'm 1\n', headers });
  const own = (host: string) => `${host}:${server.port}`;

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('answers to the name %s', async (host) => {
    expect(await push({ Host: own(host) })).toMatchObject({ status: 200 });
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '0.0.0.0', '192.168.1.2', ''])(
    'does not answer to the name "%s", even with its own port',
    async (host) => {
      const answer = await push({ Host: own(host) });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain(`127.0.0.1:${server.port}`);
    },
  );

  it.each(['127.0.0.1', '127.0.0.1:1', 'localhost:80', '127.0.0.1:9091x'])(
    'does not answer to its own name with another port: "%s"',
    async (host) => {
      expect(await push({ Host: host })).toMatchObject({ status: 403 });
    },
  );

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'file://'])(
    'does not answer a page of %s',
    async (origin) => {
      const answer = await push({ Origin: origin });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain(origin);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('answers its own page, which is one by name: localhost is another page than 127.0.0.1', async () => {
    expect(await push({ Origin: `http://${own('127.0.0.1')}` })).toMatchObject({ status: 200 });
    expect(await push({ Origin: `http://${own('localhost')}` })).toMatchObject({ status: 403 });
  });

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('answers a browser that calls the request %s with %d', async (site, status) => {
    expect(await push({ 'Sec-Fetch-Site': site })).toMatchObject({ status });
  });

  it('refuses the same for reading: no page elsewhere learns what is measured', async () => {
    for (const target of ['/metrics', '/', '/api/pushtray/events', '/-/ready']) {
      const answer = await server.ask(target, { headers: { Origin: 'https://evil.example' } });
      expect(answer.status).toBe(403);
    }
  });

  it('forbids to frame, to sniff and to embed whatever it answers', async () => {
    for (const target of ['/metrics', '/nope']) {
      expect((await server.ask(target)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});
