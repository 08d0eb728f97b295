import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as sendHttp } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AgentOptions } from '../../main/platform/agents';
import { makeHttpClient } from '../../main/platform/http-client';
import { type Certificates, makeCertificates, opensslIsHere } from '../support/certificates';
import { listening, startHttpServer, startRawServer, type TestServer } from '../support/servers';

function clientOf(options: AgentOptions) {
  const client = makeHttpClient(options);
  onTestFinished(() => client.close());
  return (url: string) => client.request({ method: 'PUT', url, body: Buffer.from('x'), timeoutMs: 10_000 });
}

async function startTlsServer(certificates: Certificates, options: ServerOptions = {}): Promise<TestServer> {
  const server = createTlsServer({
    key: readFileSync(certificates.keyFile('server')),
    cert: readFileSync(certificates.certFile('server')),
    ...options,
  });
  server.on('request', (request, response) => {
    request.resume();
    response.end('secure');
  });
  const started = await listening(server);
  return { ...started, url: started.url.replace('http:', 'https:') };
}

describe.skipIf(!opensslIsHere)('a secure connection (certificates made by openssl)', () => {
  let certificates: Certificates;
  beforeEach(() => {
    certificates = makeCertificates();
  });

  it('trusts an authority of its own, and without it nobody who signs himself', async () => {
    const { url } = await startTlsServer(certificates);
    expect(await clientOf({ tls: { caFile: certificates.caFile } })(url)).toMatchObject({
      ok: true,
      value: { body: 'secure' },
    });
    expect(await clientOf({})(url)).toMatchObject({ ok: false, error: { code: 'tls' } });
  });

  it('shows a certificate of its own to a server that asks for one', async () => {
    const ca = readFileSync(certificates.caFile);
    const { url } = await startTlsServer(certificates, { ca, requestCert: true, rejectUnauthorized: true });
    const { caFile } = certificates;
    const tls = {
      caFile,
      certFile: certificates.certFile('client'),
      keyFile: certificates.keyFile('client'),
    };
    expect(await clientOf({ tls })(url)).toMatchObject({ ok: true });
    expect(await clientOf({ tls: { caFile } })(url)).toMatchObject({ ok: false });
  });

  it('takes up a certificate that was renewed while it runs', async () => {
    const ca = readFileSync(certificates.caFile);
    const { url } = await startTlsServer(certificates, { ca, requestCert: true, rejectUnauthorized: true });
    const certFile = `${certificates.certFile('client')}.late`;
    const { caFile } = certificates;
    const ask = clientOf({ tls: { caFile, certFile, keyFile: certificates.keyFile('client') } });
    const early = await ask(url);
    expect(early).toMatchObject({ ok: false, error: { code: 'tls' } });
    expect(early.ok ? '' : early.error.message).toContain(certFile);
    writeFileSync(certFile, readFileSync(certificates.certFile('client')));
    expect(await ask(url)).toMatchObject({ ok: true });
  });

  it('goes through a proxy, which sees nothing of it, on one kept connection', async () => {
    const { url } = await startTlsServer(certificates);
    const proxy = await startProxy();
    const ask = clientOf({ tls: { caFile: certificates.caFile }, proxyFor: () => proxy.url });
    for (let time = 0; time < 2; time += 1)
      expect(await ask(url)).toMatchObject({ value: { body: 'secure' } });
    expect(proxy.asked).toEqual([`CONNECT ${new URL(url).host}`]);
  });
});

interface Proxy extends TestServer {
  readonly asked: readonly string[];
}

/** Forwards what it is asked for, as RFC 9110 has it. */
async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const onward = sendHttp(request.url ?? '', { method: request.method, headers: request.headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    const { hostname, port } = new URL(`http://${request.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { ...(await listening(server)), asked };
}

describe('a proxy', () => {
  it('is asked for the whole address, on one kept connection', async () => {
    const { url } = await startHttpServer((request, response) => {
      request.resume();
      response.end('behind');
    });
    const proxy = await startProxy();
    const ask = clientOf({ proxyFor: () => proxy.url });
    for (let time = 0; time < 2; time += 1) {
      expect(await ask(`${url}/metrics/job/x`)).toMatchObject({ value: { body: 'behind' } });
    }
    expect(proxy.asked).toEqual(Array(2).fill(`PUT ${url}/metrics/job/x`));
    expect(proxy.connections()).toBe(1);
  });

  it('that is away is named beside the address', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const answer = await clientOf({ proxyFor: () => `http://127.0.0.1:${port}` })(
      'http://gateway.example:9091',
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(answer.ok ? '' : answer.error.message).toContain(
      `gateway.example:9091 by way of the proxy 127.0.0.1:${port}`,
    );
  });

  it('that never answers is given up in time, and its connection with it', async () => {
    let gone = false;
    const proxy = await startRawServer((socket) => {
      socket.resume().on('close', () => {
        gone = true;
      });
    });
    const client = makeHttpClient({ proxyFor: () => proxy.url });
    onTestFinished(() => client.close());
    const answer = await client.request({ method: 'GET', url: 'https://gateway.example', timeoutMs: 200 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
    await vi.waitFor(() => expect(gone).toBe(true));
  });

  it('that lets nobody through is told apart from the gateway behind it', async () => {
    const proxy = await startHttpServer((_request, response) => response.end());
    const answer = await clientOf({ proxyFor: () => proxy.url })('https://gateway.example');
    expect(answer).toMatchObject({ ok: false, error: { code: 'broken_off' } });
    const refusing = await startRawServer((socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
    const refused = await clientOf({ proxyFor: () => refusing.url })('https://gateway.example');
    expect(refused.ok ? '' : refused.error.message).toContain('the proxy does not connect (status 407)');
  });

  it.each([
    ['escaped', 'p%40ss', 'p@ss'],
    ['with a "%" that is no escape', '100%40 %sure', '100@ %sure'],
  ])(
    'is told the credentials that its address holds, %s, and the gateway is not',
    async (_how, written, password) => {
      const { url } = await startHttpServer((request, response) => {
        request.resume();
        const { authorization, 'proxy-authorization': ofProxy } = request.headers;
        response.end(JSON.stringify({ authorization, ofProxy }));
      });
      const answer = await clientOf({ proxyFor: () => url.replace('//', `//ann:${written}@`) })(
        'http://gateway:9091/',
      );
      const credentials = Buffer.from(`ann:${password}`).toString('base64');
      expect(answer).toMatchObject({ value: { body: JSON.stringify({ ofProxy: `Basic ${credentials}` }) } });
    },
  );

  it('of another kind is refused in words', async () => {
    const answer = await clientOf({ proxyFor: () => 'socks5://127.0.0.1:1080' })(
      'http://gateway.example:9091',
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });
});
