import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { validateFamilies } from '../../main/metrics/validate';
import { collectIn } from '../support/collect-in';
import { collectWith, cycleOf } from '../support/collector-of';
import { freePort } from '../support/free-port';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { samplesOf } from '../support/samples';

const tls = (name: string) => join(__dirname, '../fixtures/tls', name);
const [authority, certificate, key] = ['ca.pem', 'localhost.pem', 'localhost.key'].map((name) =>
  readFileSync(tls(name), 'utf8'),
);
const ok: RequestListener = (_request, response) => response.end('fine');

describe('http', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  it('measures each phase and the whole, over a connection that it closes', async () => {
    const port = await listen(createServer((_, response) => setTimeout(() => response.end('late'), 60)));
    const collected = await collect(`http://localhost:${port}/x?y=1`);
    expect(collected.problems).toEqual([]);
    expect(validateFamilies(collected.families).faults).toEqual([]);
    expect(of(collected, 'probe_success')).toBe(1);
    expect(of(collected, 'probe_http_status_code')).toBe(200);
    expect(of(collected, 'probe_http_ssl')).toBe(0);
    const phases = phasesOf(collected);
    expect(Object.keys(phases)).toEqual(['resolve', 'connect', 'processing', 'transfer']);
    expect(phases['processing']).toBeGreaterThan(0.05);
    const sum = Object.values(phases).reduce((total, seconds) => total + seconds, 0);
    expect(of(collected, 'probe_duration_seconds')).toBeGreaterThanOrEqual(sum);
    expect(collected.targets).toMatchObject([
      { name: 't', host: `http://localhost:${port}/x?y=1`, outcome: 'reply', lossRatio: 0 },
    ]);
  });

  it('asks for what the address says, as itself, and through no proxy', async () => {
    const seen: unknown[] = [];
    const port = await listen(
      createServer(({ url, method, headers: { host, 'user-agent': agent } }, response) => {
        seen.push([method, url, host, agent]);
        response.end();
      }),
    );
    const proxy = await freePort();
    await collectIn(here, { settings: settings(`http://127.0.0.1:${port}/a?b`) }, [
      `http_proxy=http://127.0.0.1:${proxy}`,
      `HTTP_PROXY=http://127.0.0.1:${proxy}`,
      'NODE_USE_ENV_PROXY=1',
    ]);
    expect(seen).toEqual([['GET', '/a?b', `127.0.0.1:${port}`, 'pushtray']]);
  });

  it('says until when the certificates are valid, the first of the chain counting', async () => {
    const port = await listen(secureServer());
    const collected = await collect(`https://localhost:${port}/`, { verifyCertificates: false });
    expect(of(collected, 'probe_success')).toBe(1);
    expect(of(collected, 'probe_http_ssl')).toBe(1);
    expect(Object.keys(phasesOf(collected))).toEqual(['resolve', 'connect', 'tls', 'processing', 'transfer']);
    const expiry = Date.parse(new X509Certificate(authority ?? '').validTo) / 1000;
    expect(of(collected, 'probe_ssl_earliest_cert_expiry')).toBe(expiry);
  });

  it.skipIf(!hasPromtool)('stands up to promtool check metrics, well or not (needs promtool)', async () => {
    const port = await listen(secureServer());
    const urls = [
      `https://localhost:${port}/`,
      `http://127.0.0.1:${await freePort()}/`,
      'http://no.invalid/',
    ];
    const targets = urls.map((url, index) => ({ name: `t${index}`, url }));
    const { families } = await collect('', { targets, verifyCertificates: false });
    expect(families.map(({ name }) => name)).toEqual([
      'probe_success',
      'probe_duration_seconds',
      'probe_failure_info',
      'probe_dns_lookup_time_seconds',
      'probe_ip_protocol',
      'probe_http_duration_seconds',
      'probe_http_status_code',
      'probe_http_redirects',
      'probe_http_ssl',
      'probe_ssl_earliest_cert_expiry',
    ]);
    expect(promtoolSays(families)).toBe('');
  });

  it('sends nothing to whom nobody vouches for, and still says until when its certificate is valid', async () => {
    let requests = 0;
    const port = await listen(secureServer(() => requests++));
    const collected = await collect(`https://localhost:${port}/`);
    expect(collected.problems).toEqual([]);
    expect(collected.targets).toMatchObject([
      { outcome: 'loss', reason: expect.stringContaining('certificate') },
    ]);
    expect(reasonsOf(collected)).toEqual(['tls']);
    expect(of(collected, 'probe_ssl_earliest_cert_expiry')).toBeGreaterThan(0);
    expect(requests).toBe(0);
  });

  it('trusts whom the machine trusts, for the names in the certificate', async () => {
    const port = await listen(secureServer(), '0.0.0.0');
    const hosts = ['localhost', '127.0.0.1', '127.0.0.2'];
    const targets = hosts.map((name) => ({ name, url: `https://${name}:${port}/` }));
    const [collected] = await collectIn(here, { settings: { ...settings(''), ipVersion: 4, targets } }, [
      `NODE_EXTRA_CA_CERTS=${tls('ca.pem')}`,
    ]);
    expect(collected?.targets).toMatchObject([
      { outcome: 'reply' },
      { outcome: 'reply' },
      { outcome: 'loss', reason: expect.stringContaining('for another name') },
    ]);
  });

  it('takes a redirect for the answer unless it is to follow it', async () => {
    const port = await listen(
      createServer((request, response) => {
        if (request.url === '/there') response.end('fine');
        else response.writeHead(302, { location: '/there' }).end();
      }),
    );
    const stays = await collect(`http://127.0.0.1:${port}/`);
    expect(reasonsOf(stays)).toEqual(['status']);
    expect(of(stays, 'probe_http_status_code')).toBe(302);
    const goes = await collect(`http://127.0.0.1:${port}/`, { followRedirects: true });
    expect(of(goes, 'probe_success')).toBe(1);
    expect(of(goes, 'probe_http_redirects')).toBe(1);
    expect(of(goes, 'probe_http_status_code')).toBe(200);
  });

  it('follows no circle for ever', async () => {
    let requests = 0;
    const port = await listen(
      createServer((_, response) => {
        requests++;
        response.writeHead(301, { location: '/' }).end();
      }),
    );
    const collected = await collect(`http://127.0.0.1:${port}/`, { followRedirects: true });
    expect(reasonsOf(collected)).toEqual(['status']);
    expect(requests).toBe(11);
  });

  it('calls an answer that is no success down, by its status', async () => {
    const port = await listen(createServer((_, response) => response.writeHead(503).end()));
    const collected = await collect(`http://127.0.0.1:${port}/`);
    expect(collected.targets).toMatchObject([
      { outcome: 'loss', reason: expect.stringContaining('status 503') },
    ]);
    expect(of(collected, 'probe_http_status_code')).toBe(503);
    expect(collected.problems).toEqual([]);
  });

  it('gives up within the cycle on who takes a connection and says nothing, with the phases before', async () => {
    const sockets: { destroy(): void }[] = [];
    const port = await listen(createTcpServer((socket) => sockets.push(socket)));
    const collected = await cycleOf(settings(`http://127.0.0.1:${port}/`), 1000);
    expect(reasonsOf(collected)).toEqual(['timeout']);
    expect(Object.keys(phasesOf(collected))).toEqual(['resolve', 'connect']);
    expect(of(collected, 'probe_http_status_code')).toBe(undefined);
    expect(collected.problems).toEqual([]);
    for (const socket of sockets) socket.destroy();
  });

  it.each([
    ['no HTTP', 'http', 'broken_off', createTcpServer((socket) => socket.resume().end('SSH-2.0-x\r\n'))],
    ['no TLS', 'https', 'tls', createServer(ok)],
    ['nothing at all', 'http', 'broken_off', createTcpServer((socket) => socket.destroy())],
  ] as const)('tells who speaks %s', async (_, scheme, reason, server) => {
    const port = await listen(server);
    expect(reasonsOf(await collect(`${scheme}://127.0.0.1:${port}/`))).toEqual([reason]);
  });

  it('tells who refuses from a name without an address', async () => {
    expect(reasonsOf(await collect(`http://127.0.0.1:${await freePort()}/`))).toEqual(['refused']);
    const unknown = await collect('http://no-such-host.invalid/');
    expect(unknown.targets).toMatchObject([{ outcome: 'unresolvable' }]);
    expect(of(unknown, 'probe_success')).toBe(0);
  });

  async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
    servers.push(server);
    server.listen(0, host);
    await once(server, 'listening');
    return (server.address() as { port: number }).port;
  }
});

/** In a process of its own, whose environment a test chooses. */
const here = { exec: (command: string, args: readonly string[] = []) => promisify(execFile)(command, args) };

function secureServer(listener: RequestListener = ok): Server {
  return createTlsServer({ key: key ?? '', cert: `${certificate}${authority}` }, listener);
}

function settings(url: string, more: object = {}) {
  return { id: 'h', kind: 'http', targets: [{ name: 't', url }], ...more };
}

function collect(url: string, more: object = {}): Promise<Collected> {
  return collectWith(settings(url, more));
}

function of({ families }: Collected, name: string): number | undefined {
  return Object.values(samplesOf(families, name))[0];
}

function phasesOf({ families }: Collected): Record<string, number> {
  const samples = families.find(({ name }) => name === 'probe_http_duration_seconds')?.samples ?? [];
  return Object.fromEntries(samples.map(({ labels, value }) => [labels['phase'], value]));
}

function reasonsOf({ families }: Collected): unknown[] {
  const samples = families.find(({ name }) => name === 'probe_failure_info')?.samples ?? [];
  return samples.map(({ labels }) => labels['reason']);
}
