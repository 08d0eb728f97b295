import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type HttpClient, type HttpRequest, makeHttpClient } from '../../main/platform/http-client';
import { listening, startHttpServer, startRawServer } from '../support/servers';
import { tempDir } from '../support/temp-dir';

let client: HttpClient;

beforeEach(() => {
  client = makeHttpClient();
  return () => client.close();
});

function ask(url: string, more: Partial<HttpRequest> = {}) {
  return client.request({ method: 'GET', url, timeoutMs: 10_000, ...more });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const okay = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('an exchange', () => {
  it.each([200, 302, 404, 500])(
    'that is answered with %i is a success, and is not led elsewhere',
    async (status) => {
      const { url } = await startHttpServer((_request, response) => {
        response.writeHead(status, {
          'X-Why': 'because',
          Location: '/elsewhere',
          'Set-Cookie': ['a=1', 'b=2'],
        });
        response.end('grüß');
      });
      expect(await ask(url)).toMatchObject({
        ok: true,
        value: { status, headers: { 'x-why': 'because', 'set-cookie': 'a=1, b=2' }, body: 'grüß' },
      });
    },
  );

  it('carries method, path, headers and a body of known length', async () => {
    const { url } = await startHttpServer(async (request, response) => {
      const { method, headers } = request;
      const body = await bodyOf(request);
      response.end(
        JSON.stringify({
          method,
          path: request.url,
          type: headers['content-type'],
          length: headers['content-length'],
          body,
        }),
      );
    });
    const answer = await ask(`${url}/metrics/job/a%2Fb`, {
      method: 'PUT',
      headers: { 'Content-Type': 'text/plain' },
      body: Buffer.from('m 1\n'),
    });
    expect(answer.ok && JSON.parse(answer.value.body)).toEqual({
      method: 'PUT',
      path: '/metrics/job/a%2Fb',
      type: 'text/plain',
      length: '4',
      body: 'm 1\n',
    });
  });

  it('uses the connection of the one before', async () => {
    const server = await startHttpServer((_request, response) => response.end('ok'));
    for (let i = 0; i < 3; i += 1) expect(await ask(server.url)).toMatchObject({ ok: true });
    expect(server.connections()).toBe(1);
  });

  it('leaves no connection behind once the client is closed', async () => {
    const closed = vi.fn();
    const { url } = await startHttpServer((request, response) => {
      request.socket.on('close', closed);
      response.end('ok');
    });
    await ask(url);
    client.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });
});

describe('a kept-alive connection that the server has closed meanwhile', () => {
  /** Answers the first request of a connection and drops the connection at the second, as after an idle time-out. */
  function dropAtSecond(socket: Socket): void {
    let requests = 0;
    socket.on('data', () => {
      requests += 1;
      if (requests === 1) socket.write(okay);
      else socket.destroy();
    });
  }

  it('is replaced without anybody noticing', async () => {
    const server = await startRawServer(dropAtSecond);
    for (let i = 0; i < 4; i += 1) {
      expect(await ask(server.url, { method: 'POST', body: Buffer.from('x') })).toMatchObject({ ok: true });
    }
  });

  it('is replaced once: a server that drops every request is a failure', async () => {
    let answering = true;
    const server = await startRawServer((socket) => {
      socket.on('data', () => (answering ? socket.write(okay) : socket.destroy()));
    });
    await ask(server.url);
    answering = false;
    expect(await ask(server.url)).toMatchObject({ error: { code: 'broken_off' } });
    expect(server.connections()).toBe(2);
  });

  it('is not replaced when a part of an answer came', async () => {
    let requests = 0;
    const server = await startRawServer((socket) => {
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write(okay);
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
      });
    });
    await ask(server.url);
    expect(await ask(server.url)).toMatchObject({ error: { code: 'broken_off' } });
    expect(requests).toBe(2);
  });

  it('does not give the exchange its whole time once more', async () => {
    let requests = 0;
    const server = await startRawServer((socket) => {
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write(okay);
        if (requests === 2) setTimeout(() => socket.destroy(), 300);
        if (requests === 3) setTimeout(() => socket.write(okay), 300);
      });
    });
    await ask(server.url);
    expect(await ask(server.url, { timeoutMs: 500 })).toMatchObject({ error: { code: 'timeout' } });
  });
});

describe('the time of an exchange', () => {
  it('ends it when the server says nothing', async () => {
    const { url, port } = await startRawServer(() => undefined);
    expect(await ask(url, { timeoutMs: 100 })).toEqual({
      ok: false,
      error: { code: 'timeout', message: `No answer from 127.0.0.1:${port} within 100ms.` },
    });
  });

  it('is not stretched by a server that trickles', async () => {
    const { url, port } = await startHttpServer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await ask(url, { timeoutMs: 200 })).toEqual({
      ok: false,
      error: { code: 'timeout', message: `The answer of 127.0.0.1:${port} was not complete after 200ms.` },
    });
  });

  it('leaves the server no half-open connection', async () => {
    const closed = vi.fn();
    const { url } = await startRawServer((socket) => {
      socket.resume().on('close', closed);
    });
    await ask(url, { timeoutMs: 50 });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });
});

describe('a signal that aborts', () => {
  it('ends the exchange at once', async () => {
    const controller = new AbortController();
    const { url, port } = await startRawServer((socket) => {
      socket.on('data', () => controller.abort());
    });
    expect(await ask(url, { signal: controller.signal })).toEqual({
      ok: false,
      error: { code: 'aborted', message: `The request to 127.0.0.1:${port} was given up.` },
    });
  });

  it('may be that of many exchanges at once', async () => {
    const { url } = await startRawServer(() => undefined);
    const warned = vi.fn();
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const controller = new AbortController();
    const asked = Array.from({ length: 20 }, () => ask(url, { signal: controller.signal }));
    await new Promise(setImmediate);
    controller.abort();
    const codes = (await Promise.all(asked)).map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(new Set(codes)).toEqual(new Set(['aborted']));
    expect(warned).not.toHaveBeenCalled();
  });

  it('keeps an exchange from beginning when it has aborted already', async () => {
    const server = await startHttpServer((_request, response) => response.end());
    expect(await ask(server.url, { signal: AbortSignal.abort() })).toMatchObject({
      error: { code: 'aborted' },
    });
    expect(server.connections()).toBe(0);
  });
});

describe('an answer that is larger than wanted', () => {
  it('is cut', async () => {
    const { url } = await startHttpServer((_request, response) => response.end('x'.repeat(1000)));
    const answer = await ask(url, { maxAnswerBytes: 10 });
    expect(answer).toMatchObject({ ok: true, value: { status: 200, body: 'x'.repeat(10) } });
  });

  it('is cut though it never ends', async () => {
    const { url } = await startHttpServer((_request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const answer = await ask(url);
    expect(answer.ok && answer.value.body.length).toBe(1024 * 1024);
  });
});

describe('what keeps an answer from coming is said in words', () => {
  async function failureOf(url: string, more: Partial<HttpRequest> = {}) {
    const answer = await ask(url, more);
    if (answer.ok) throw new Error(`answered: ${answer.value.status}`);
    return answer.error;
  }

  it('nothing listens', async () => {
    const server = (await import('node:net')).createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    expect(await failureOf(`http://127.0.0.1:${port}/metrics`)).toEqual({
      code: 'refused',
      message: `Nothing listens at 127.0.0.1:${port} (connection refused).`,
    });
  });

  it('the name does not resolve', async () => {
    const tooLong = `${'x'.repeat(64)}.invalid`;
    expect(await failureOf(`http://${tooLong}:9091`)).toMatchObject({
      code: 'unresolvable',
      message: expect.stringContaining(`${tooLong}:9091`),
    });
  });

  it('the connection breaks in the middle of the answer', async () => {
    const { url, port } = await startRawServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'));
    });
    expect(await failureOf(url)).toEqual({
      code: 'broken_off',
      message: `127.0.0.1:${port} closed the connection before its answer was complete.`,
    });
  });

  it('something else than HTTP answers', async () => {
    const { url, port } = await startRawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(await failureOf(url)).toEqual({
      code: 'broken_off',
      message: `What answers at 127.0.0.1:${port} does not speak HTTP.`,
    });
  });

  it('the server switches to a protocol that nobody asked for', async () => {
    const { url } = await startRawServer((socket) => {
      socket.on('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      );
    });
    expect(await failureOf(url)).toMatchObject({ code: 'broken_off' });
  });

  it('a secure connection to a server that speaks plain HTTP', async () => {
    const { port } = await startHttpServer((_request, response) => response.end());
    expect(await failureOf(`https://127.0.0.1:${port}`)).toMatchObject({
      code: 'tls',
      message: `No secure connection to 127.0.0.1:${port}: what answers there does not speak TLS.`,
    });
  });

  it('the address is none', async () => {
    expect(await failureOf('gateway:9091')).toEqual({
      code: 'bad_request',
      message: '"gateway:9091" is not an http or https address.',
    });
  });

  it('a header cannot be sent, whose value is not told', async () => {
    const error = await failureOf('http://127.0.0.1:1', { headers: { Authorization: 'Bearer s3cret\nx' } });
    expect(error).toMatchObject({ code: 'bad_request', message: expect.stringContaining('Authorization') });
    expect(error.message).not.toContain('s3cret');
  });
});

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)('a certificate (made by openssl)', () => {
  it('that nobody vouches for is refused in words', async () => {
    const dir = tempDir();
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const request =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1';
    execFileSync('openssl', [...request.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    onTestFinished(() => void server.close());
    const { port } = await listening(server);
    expect(await ask(`https://127.0.0.1:${port}`)).toEqual({
      ok: false,
      error: {
        code: 'tls',
        message: `No secure connection to 127.0.0.1:${port}: its certificate is signed by itself.`,
      },
    });
  });
});
