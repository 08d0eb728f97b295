import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Door, EventListener } from '../../main/api/dispatch';
import { httpPaths } from '../../main/contract/transport';
import { failure, success } from '../../main/outcome';
import type { Question } from '../support/ask';
import { FakeClock } from '../support/fake-clock';
import { httpTransport } from '../support/http-transport';
import { type LocalServer, startLocalServer } from '../support/local-server';

const token = 'correct-horse-battery-staple';
const bearer = { Authorization: `Bearer ${token}` };

let server: LocalServer;
let clock: FakeClock;
let calls: [name: string, input: unknown][];
let listeners: Set<EventListener>;

const door: Door = {
  async call(name, input) {
    calls.push([name, input]);
    if (name === 'throws') throw new Error('by mistake');
    return name === 'state.get'
      ? success({ fine: true })
      : failure('unknown_call', `There is no call "${name}".`);
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

beforeEach(async () => {
  clock = new FakeClock();
  calls = [];
  listeners = new Set();
  server = await startLocalServer({ web: { door, token, rendererDir: '/nowhere', clock } });
});
afterEach(() => server.close());

function call(name: string, question: Question = {}) {
  return server.ask(`${httpPaths.call}/${name}`, {
    method: 'POST',
    body: '{}',
    headers: bearer,
    ...question,
  });
}

describe('a call over HTTP', () => {
  it('hands name and input to the door and answers 200 with the outcome, whatever came of it', async () => {
    const good = await call('state.get', { body: '{"a":1}' });
    expect(good).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(good.body)).toEqual(success({ fine: true }));
    const bad = await call('no%20such');
    expect(bad.status).toBe(200);
    expect(JSON.parse(bad.body)).toMatchObject({ ok: false, error: { code: 'unknown_call' } });
    expect(calls).toEqual([
      ['state.get', { a: 1 }],
      ['no such', {}],
    ]);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { Authorization: 'Bearer wrong' }],
    ['the token as a password', { Authorization: `Basic ${token}` }],
    ['the token in a cookie', { Cookie: `token=${token}` }],
  ])('is refused with %s, before it reaches the door', async (_title, headers) => {
    const answer = await call('state.get', { headers });
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    expect(calls).toEqual([]);
  });

  it('is refused without the token wherever it goes, so that nobody learns what there is', async () => {
    for (const target of [httpPaths.events, `${httpPaths.base}/nope`, httpPaths.base]) {
      expect(await server.ask(target)).toMatchObject({ status: 401 });
    }
  });

  it('with a body that is not JSON is told so', async () => {
    const answer = await call('state.get', { body: '{' });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    expect(calls).toEqual([]);
  });

  it('with a body beyond all measure is refused', async () => {
    expect(await call('state.get', { body: `"${'x'.repeat(1024 * 1024)}"` })).toMatchObject({ status: 413 });
  });

  it('is made by POST alone', async () => {
    expect(await call('state.get', { method: 'GET' })).toMatchObject({ status: 405 });
  });

  it('that meets a mistake of ours is answered, and the mistake is logged without the token', async () => {
    expect(await call('throws')).toMatchObject({ status: 500 });
    expect(server.log.entries).toMatchObject([{ level: 'error', fields: { error: 'by mistake' } }]);
    expect(JSON.stringify(server.log.entries)).not.toContain(token);
  });

  it('with a name that cannot be decoded is refused', async () => {
    expect(await call('%zz')).toMatchObject({ status: 400 });
  });
});

describe('events over HTTP', () => {
  /** The stream as it comes, from a connection of its own. */
  function open() {
    const { hostname, port } = new URL(server.address);
    const sent = request({ hostname, port, path: httpPaths.events, headers: bearer, agent: false }).end();
    const stream = { text: '', ended: false, type: '', abort: () => sent.destroy() };
    sent.on('response', (answer) => {
      stream.type = answer.headers['content-type'] ?? '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        stream.text += text;
      });
    });
    sent.on('close', () => {
      stream.ended = true;
    });
    sent.on('error', () => undefined);
    return stream;
  }

  const emit: EventListener = (name, body) => {
    for (const listener of listeners) listener(name, body);
  };

  it('are a stream of names and JSON', async () => {
    const stream = open();
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    emit('push', { id: 1, text: 'two\nlines' });
    await vi.waitFor(() =>
      expect(stream.text).toContain('event: push\ndata: {"id":1,"text":"two\\nlines"}\n\n'),
    );
    expect(stream.type).toBe('text/event-stream');
    stream.abort();
  });

  it('are told to the page in the order in which they come', async () => {
    const heard: unknown[] = [];
    const end = httpTransport({ address: server.address, token }).subscribe((name, body) =>
      heard.push([name, body]),
    );
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    emit('push', { id: 1 });
    emit('state', { id: 2 });
    await vi.waitFor(() =>
      expect(heard).toEqual([
        ['push', { id: 1 }],
        ['state', { id: 2 }],
      ]),
    );
    end();
    await vi.waitFor(() => expect(listeners.size).toBe(0));
  });

  it('have a sign of life every 15 seconds', async () => {
    const stream = open();
    await vi.waitFor(() => expect(clock.waiting).toBe(1));
    await clock.advance(30_000);
    await vi.waitFor(() => expect(stream.text.match(/^: still here$/gm)).toHaveLength(2));
    stream.abort();
  });

  it('end with the connection, and leave nothing waiting', async () => {
    const stream = open();
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    stream.abort();
    await vi.waitFor(() => expect([listeners.size, clock.waiting]).toEqual([0, 0]));
  });

  it('end at once when the server closes', async () => {
    const stream = open();
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    await server.close();
    await vi.waitFor(() => expect(stream.ended).toBe(true));
    expect(listeners.size).toBe(0);
  });

  it('end for a reader that does not keep up', async () => {
    const { hostname, port } = new URL(server.address);
    const sent = request({ hostname, port, path: httpPaths.events, headers: bearer, agent: false }).end();
    sent.on('response', (answer) => answer.pause());
    sent.on('error', () => undefined);
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    const large = { text: 'x'.repeat(1024 * 1024) };
    await vi.waitFor(() => {
      emit('push', large);
      expect(listeners.size).toBe(0);
    });
  });
});
