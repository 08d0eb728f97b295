import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request as sendHttp } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeHttpClient } from '../../main/platform/http-client';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { type Certificates, makeCertificates, opensslIsHere } from '../support/certificates';
import { freePort } from '../support/free-port';
import { prometheusIsHere, prometheusProgram, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, pushgatewayProgram, startPushgateway } from '../support/pushgateway';
import { makeDataDir } from '../support/pushtray';
import { runCommand } from '../support/run-command';
import { listening } from '../support/servers';
import { tempDir } from '../support/temp-dir';

const soon = { timeout: 20_000, interval: 50 };
const collectors = [{ id: 'value', kind: 'command' as const, command: 'echo 7', metric: 'tls_value' }];

/** A server of Prometheus' family that shows a certificate of its own authority and wants one from whoever asks. */
async function startSecured(program: string, args: readonly string[], certificates: Certificates) {
  const port = await freePort();
  const config = join(tempDir(), 'web.yml');
  const { caFile } = certificates;
  writeFileSync(
    config,
    [
      'tls_server_config:',
      `  cert_file: ${certificates.certFile('server')}`,
      `  key_file: ${certificates.keyFile('server')}`,
      `  client_ca_file: ${caFile}`,
      '  client_auth_type: RequireAndVerifyClientCert',
    ].join('\n'),
  );
  const listen = [`--web.listen-address=127.0.0.1:${port}`, `--web.config.file=${config}`];
  const child = spawn(program, [...listen, ...args], { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const tls = { caFile, certFile: certificates.certFile('client'), keyFile: certificates.keyFile('client') };
  const client = makeHttpClient({ tls });
  onTestFinished(() => client.close());
  const url = `https://127.0.0.1:${port}`;
  const get = async (path: string) => {
    const answer = await client.request({ method: 'GET', url: url + path, timeoutMs: 5_000 });
    return answer.ok ? answer.value : expect.fail(answer.error.message);
  };
  await vi.waitFor(async () => expect((await get('/-/ready')).status).toBe(200), soon);
  return { url, tls, get };
}

function pushedOnce(destination: NonNullable<SettingsInput['destinations']>[number]) {
  const data = makeDataDir({ version: 1, instance: 'web1', collectors, destinations: [destination] });
  onTestFinished(data.remove);
  return runCommand(['once', '--push', '--settings', data.settingsFile, '--data-dir', data.dir]);
}

describe.skipIf(!opensslIsHere || !pushgatewayIsHere)(
  'a real Pushgateway with its own authority that wants a certificate of its clients (made by openssl)',
  () => {
    it('is pushed to with both, and refused in words without either', async () => {
      const gateway = await startSecured(pushgatewayProgram, ['--persistence.file='], makeCertificates());
      const team = { id: 'team', kind: 'pushgateway' as const, urls: [gateway.url] };
      expect(await pushedOnce({ ...team, tls: gateway.tls })).toMatchObject({ status: 0 });
      expect((await gateway.get('/metrics')).body).toContain('tls_value{instance="web1",job="pushtray"} 7');

      const untrusted = await pushedOnce(team);
      expect(untrusted.status).toBe(1);
      expect(untrusted.stderr).toMatch(/certificate/);
      const unknown = await pushedOnce({ ...team, tls: { caFile: gateway.tls.caFile } });
      expect(unknown.status).toBe(1);
      expect(unknown.stderr).toMatch(/certificate/);
    });
  },
);

describe.skipIf(!opensslIsHere || !prometheusIsHere)(
  'a real Prometheus with its own authority that wants a certificate of its clients (made by openssl)',
  () => {
    it('is written to with both', async () => {
      const dir = tempDir();
      writeFileSync(join(dir, 'prometheus.yml'), '');
      const prometheus = await startSecured(
        prometheusProgram,
        [
          `--config.file=${join(dir, 'prometheus.yml')}`,
          `--storage.tsdb.path=${join(dir, 'data')}`,
          '--web.enable-remote-write-receiver',
        ],
        makeCertificates(),
      );
      const url = `${prometheus.url}/api/v1/write`;
      expect(await pushedOnce({ id: 'prom', kind: 'remote-write', url, tls: prometheus.tls })).toMatchObject({
        status: 0,
      });
      expect((await prometheus.get('/api/v1/query?query=tls_value')).body).toContain('"7"');
      expect(await pushedOnce({ id: 'prom', kind: 'remote-write', url })).toMatchObject({ status: 1 });
    });
  },
);

/** Forwards what is asked for by a name that it alone knows, as RFC 9110 has it. */
async function startProxy(known: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { origin, pathname, search } = new URL(incoming.url ?? '');
    asked.push(`${incoming.method} ${origin}`);
    const onward = sendHttp(`${known[origin]}${pathname}${search}`, {
      method: incoming.method,
      headers: incoming.headers,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  return { ...(await listening(server)), asked };
}

describe.skipIf(!pushgatewayIsHere || !prometheusIsHere)('behind a proxy of the environment', () => {
  it('a Pushgateway and a Prometheus get what is pushed', async () => {
    const gateway = await startPushgateway();
    onTestFinished(() => gateway.stop());
    const prometheus = await startPrometheus([], { remoteWrite: true });
    onTestFinished(() => prometheus.stop());
    const proxy = await startProxy({
      'http://gateway.invalid:9091': gateway.url,
      'http://prometheus.invalid:9090': prometheus.url,
    });
    const destinations: SettingsInput['destinations'] = [
      { id: 'team', kind: 'pushgateway', urls: ['http://gateway.invalid:9091'] },
      { id: 'prom', kind: 'remote-write', url: 'http://prometheus.invalid:9090/api/v1/write' },
    ];
    const data = makeDataDir({ version: 1, instance: 'web1', collectors, destinations });
    onTestFinished(data.remove);
    const args = ['once', '--push', '--settings', data.settingsFile, '--data-dir', data.dir];
    const pushed = await runCommand(args, { http_proxy: proxy.url, no_proxy: '' });
    expect(pushed).toMatchObject({ status: 0 });
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('tls_value{');
    expect(await prometheus.query('tls_value')).toHaveLength(1);
    expect(new Set(proxy.asked)).toEqual(
      new Set([
        'PUT http://gateway.invalid:9091',
        'HEAD http://prometheus.invalid:9090',
        'POST http://prometheus.invalid:9090',
      ]),
    );
  });
});
