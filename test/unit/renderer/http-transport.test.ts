import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeHttpTransport } from '../../../renderer/client/http-transport';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function transportTo(answer: Answer) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return makeHttpTransport({ token: 's3cret', origin, retryDelayMs: () => 5 });
}

describe('a call over HTTP', () => {
  it('posts the input with the token and gives the outcome back', async () => {
    const seen: unknown[] = [];
    const transport = await transportTo((request, response) => {
      const { method, url, headers } = request;
      seen.push([method, url, headers.authorization, headers['content-type']]);
      request.pipe(response);
    });
    const echoed = await transport.call('pushes.get', { id: 4 });
    expect(echoed).toEqual({ id: 4 });
    expect(seen).toEqual([['POST', '/api/pushtray/call/pushes.get', 'Bearer s3cret', 'application/json']]);
  });

  it.each([401, 403])('says that it is not allowed when the answer is %d', async (status) => {
    const transport = await transportTo((_request, response) => response.writeHead(status).end());
    expect(await transport.call('state.get', {})).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it.each([
    ['an answer that is no outcome', 200, '<html>'],
    ['a fault of the server', 500, ''],
  ])('says that it is disconnected at %s', async (_case, status, body) => {
    const transport = await transportTo((_request, response) => response.writeHead(status).end(body));
    expect(await transport.call('state.get', {})).toMatchObject({ error: { code: 'disconnected' } });
  });
});

describe('events over HTTP', () => {
  it('are heard in order, taken up again when the line is lost, and end with the subscription', async () => {
    let connections = 0;
    const transport = await transportTo((request, response) => {
      expect(request.headers.authorization).toBe('Bearer s3cret');
      connections += 1;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: push\ndata: {"id":${connections}}\n\nevent: other\ndata: {}\n\n`);
      if (connections === 1) setTimeout(() => response.destroy(), 20);
    });
    const heard: unknown[] = [];
    const lines: boolean[] = [];
    const stop = transport.subscribe(
      (name, body) => heard.push([name, body]),
      (up) => lines.push(up),
    );
    await vi.waitFor(() =>
      expect(heard).toEqual([
        ['push', { id: 1 }],
        ['push', { id: 2 }],
      ]),
    );
    expect(lines).toEqual([true, false, true]);
    stop();
    await vi.waitFor(() => expect(servers[0]?.listening).toBe(true));
    expect(connections).toBe(2);
  });

  it('leave nothing behind with each try to take the line up', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no line')));
    const added = vi.spyOn(AbortSignal.prototype, 'addEventListener');
    const removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener');
    onTestFinished(() => {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    });
    const lines: boolean[] = [];
    const transport = makeHttpTransport({ token: 's3cret', retryDelayMs: () => 1 });
    const stop = transport.subscribe(
      () => undefined,
      (up) => lines.push(up),
    );
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(6));
    stop();
    expect(added.mock.calls.length - removed.mock.calls.length).toBeLessThan(2);
  });
});
