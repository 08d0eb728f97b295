import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/ask';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { makeDataDir, pushtray, type RunningPushtray, startPushtray } from '../support/pushtray';

const token = 'correct-horse';
const env = { PUSHTRAY_SECRET_GATEWAY: token };
/** Of the test's own namespace, as its second namespace reaches it. */
const address = 'http://10.99.0.2:9091';
const exposed = { listen: '10.99.0.2:9091', expose: true, token: { secret: 'gateway' } };
const bearer = ['-H', `Authorization: Bearer ${token}`];

describe.skipIf(!canMakeNamespaces)('a server that other machines may reach (needs root on Linux)', () => {
  let namespace: Namespace;
  let running: RunningPushtray;
  const data = makeDataDir({ version: 1, instance: 'hub', interval: '1s', collectors: [], server: exposed });

  beforeAll(async () => {
    namespace = await makeNamespace();
    await namespace.addGateway();
    running = await startPushtray(['run', '--settings', data.settingsFile, '--data-dir', data.dir], {
      env,
      wrap: namespace.prefix,
    });
  });
  afterAll(async () => {
    await running?.stop();
    await namespace?.remove();
    data.remove();
  });

  /** From the other machine. */
  async function curl(...args: string[]): Promise<{ status: number; body: string }> {
    const { stdout } = await namespace.exec('ip', [
      ...['netns', 'exec', `${namespace.name}-gw`],
      ...['curl', '--silent', '--max-time', '10', '--write-out', '\n%{http_code}', ...args],
    ]);
    const cut = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(cut + 1)), body: stdout.slice(0, cut) };
  }

  function call(name: string, input: unknown, authorization: string) {
    const headers = ['-H', `Authorization: ${authorization}`, '--data-binary', JSON.stringify(input)];
    return curl(...headers, `${address}/api/pushtray/call/${name}`);
  }

  const push = (...args: string[]) => curl(...args, '--data-binary', 'm 1\n', `${address}/metrics/job/x`);

  it('takes pushes with its token, as a bearer or as the password of any user name', async () => {
    expect(await push(...bearer)).toMatchObject({ status: 200 });
    expect(await push('-u', `prometheus:${token}`)).toMatchObject({ status: 200 });
    expect(await curl(...bearer, '-X', 'DELETE', `${address}/metrics/job/x`)).toMatchObject({ status: 202 });
  });

  it.each([
    ['without the token', []],
    ['with another', ['-H', 'Authorization: Bearer wrong']],
    ['with another password', ['-u', 'prometheus:wrong']],
    ['with the token as a user name', ['-u', `${token}:`]],
  ])('neither takes a push nor shows anything %s', async (_how, args) => {
    expect(await push(...args)).toMatchObject({ status: 401, body: expect.stringContaining('server.token') });
    const others = ['/metrics', '/api/v1/metrics', '/api/v1/status', '/%6detrics/job/x'];
    for (const path of others) {
      expect(await curl(...args, `${address}${path}`)).toMatchObject({ status: 401 });
    }
    expect(await curl(...args, '-X', 'DELETE', `${address}/metrics/job/x`)).toMatchObject({ status: 401 });
  });

  it('is scraped with the token, and says without it whether it runs', async () => {
    expect(await curl(...bearer, `${address}/metrics`)).toMatchObject({
      status: 200,
      body: expect.stringContaining('pushtray_build_info'),
    });
    expect(await curl(`${address}/-/healthy`)).toMatchObject({ status: 200 });
  });

  it('answers to whatever name it is reached by, but no web page of another', async () => {
    expect(await push(...bearer, '-H', 'Host: hub.example:9091')).toMatchObject({ status: 200 });
    expect(await push(...bearer, '-H', 'Origin: http://evil.example')).toMatchObject({ status: 403 });
    expect(await push(...bearer, '-H', 'Sec-Fetch-Site: cross-site')).toMatchObject({ status: 403 });
  });

  it('pushes its own group to itself with the token', async () => {
    const own = async () => (await curl(...bearer, `${address}/metrics`)).body;
    await expect.poll(own, { timeout: 20_000 }).toMatch(/^push_time_seconds.*job="pushtray"/m);
    expect(await own()).toMatch(/^pushtray_push_failures_total\{.*destination="local".*\} 0$/m);
  });

  it('has the page and its calls for the token of the page alone', async () => {
    expect(await curl(`${address}/`)).toMatchObject({ status: 200 });
    for (const authorization of [`Bearer ${token}`, 'Bearer wrong']) {
      expect(await call('state.get', {}, authorization)).toMatchObject({ status: 401 });
    }
    const { body } = await call('state.get', {}, `Bearer ${running.token}`);
    expect(JSON.parse(body)).toMatchObject({ ok: true, value: { address } });
  });

  it('takes no command, neither in settings nor to try it, and other settings', async () => {
    const own = `Bearer ${running.token}`;
    const { value } = JSON.parse((await call('state.get', {}, own)).body) as { value: { settings: object } };
    const base = value.settings;
    const command = { id: 'evil', kind: 'command', command: 'touch /tmp/evil' };
    const saved = await call('settings.save', { base, settings: { ...base, collectors: [command] } }, own);
    expect(JSON.parse(saved.body)).toMatchObject({ ok: false, error: { code: 'commands_refused' } });
    const tried = await call('collector.try', { collector: command }, own);
    expect(JSON.parse(tried.body)).toMatchObject({ ok: false, error: { code: 'commands_refused' } });
    const other = await call('settings.save', { base, settings: { ...base, interval: '2s' } }, own);
    expect(JSON.parse(other.body)).toMatchObject({ ok: true });
  });
});

describe.skipIf(!canMakeNamespaces)('a server at every address (needs root on Linux)', () => {
  it('is reached by this machine on loopback and by others at its addresses, with the token by all', async () => {
    const namespace = await makeNamespace();
    await namespace.addGateway();
    const server = { ...exposed, listen: '0.0.0.0:9091' };
    const data = makeDataDir({ version: 1, instance: 'hub', interval: '1s', collectors: [], server });
    const args = ['run', '--settings', data.settingsFile, '--data-dir', data.dir];
    const running = await startPushtray(args, { env, wrap: namespace.prefix });
    expect(running.address).toBe('http://127.0.0.1:9091');
    const status = async (...command: string[]) => {
      const [program = '', ...rest] = command;
      const asked = ['--silent', '--output', '/dev/null', '--write-out', '%{http_code}', '--max-time', '10'];
      return (await namespace.exec(program, [...rest, ...asked])).stdout;
    };
    const other = ['ip', 'netns', 'exec', `${namespace.name}-gw`, 'curl'];
    expect(await status('curl', `${running.address}/metrics`)).toBe('401');
    expect(await status('curl', ...bearer, `${running.address}/metrics`)).toBe('200');
    expect(await status(...other, `${address}/metrics`)).toBe('401');
    expect(await status(...other, ...bearer, `${address}/metrics`)).toBe('200');
    await running.stop();
    await namespace.remove();
    data.remove();
  });
});

describe('listening beyond loopback', () => {
  const start = (settings: object, args: string[] = [], more: NodeJS.ProcessEnv = {}) => {
    const data = makeDataDir({ version: 1, instance: 'hub', collectors: [], ...settings });
    const ended = pushtray(['run', '--settings', data.settingsFile, '--data-dir', data.dir, ...args], {
      env: { PUSHTRAY_SECRET_GATEWAY: '', ...more },
    });
    data.remove();
    return ended;
  };

  it('is refused where settings do not say so, and where they name no token', () => {
    const plain = start({ server: { listen: '192.0.2.1:9091' } });
    expect(plain.status).toBe(2);
    expect(plain.stderr).toMatch(/server\.listen is not a loopback address: .*"expose" to true and "token"/);
    const open = start({ server: { listen: '192.0.2.1:9091', expose: true } });
    expect(open.status).toBe(2);
    expect(open.stderr).toMatch(/server\.token is missing/);
  });

  it('is refused on the command line alike', () => {
    const { status, stderr } = start({}, ['--listen', '192.0.2.1:9091']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/192\.0\.2\.1:9091 is not a loopback address.*server\.expose.*server\.token/s);
  });

  it('is refused while the secret is not set', () => {
    const { status, stderr } = start({ server: { ...exposed, listen: '192.0.2.1:9091' } });
    expect(status).toBe(1);
    expect(stderr).toMatch(/secret "gateway".*pushtray secret set gateway/s);
  });
});

describe('a server on loopback with a token', () => {
  it('asks everybody for it, itself too', async () => {
    const server = { token: { secret: 'gateway' } };
    const data = makeDataDir({ version: 1, instance: 'hub', interval: '1s', collectors: [], server });
    const args = ['run', '--settings', data.settingsFile, '--data-dir', data.dir, '--listen', '127.0.0.1:0'];
    const running = await startPushtray(args, { env });
    const push = (headers = {}) =>
      ask(running.address, '/metrics/job/x', { method: 'PUT', body: 'm 1\n', headers });
    expect(await push()).toMatchObject({ status: 401 });
    const headers = { Authorization: `Bearer ${token}` };
    expect(await push(headers)).toMatchObject({ status: 200 });
    expect(await push({ ...headers, Host: 'evil.example' })).toMatchObject({ status: 403 });
    const own = async () => (await ask(running.address, '/metrics', { headers })).body;
    await expect.poll(own, { timeout: 20_000 }).toMatch(/^push_time_seconds.*job="pushtray"/m);
    await running.stop();
    data.remove();
  });
});
