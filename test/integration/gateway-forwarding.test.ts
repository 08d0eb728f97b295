import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { GatewayState } from '../../main/contract/gateway-state';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { ask } from '../support/ask';
import { freePort } from '../support/free-port';
import { prometheusIsHere, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';
import { startVictoriaMetrics, victoriaMetricsIsHere } from '../support/victoria-metrics';

const run = promisify(execFile);
const soon = { timeout: 20_000, interval: 100 };
const collectors = [{ id: 'tcp', kind: 'tcp-states' as const, interval: '1s' }];

const running = new Set<RunningPushtray>();

afterEach(async () => {
  for (const pushtray of running) await pushtray.stop();
  running.clear();
});

type DataDir = ReturnType<typeof makeDataDir>;

function dataDirWith(settings: Partial<SettingsInput>): DataDir {
  const data = makeDataDir({ version: 1, instance: 'laptop', interval: '1s', collectors, ...settings });
  onTestFinished(() => data.remove());
  return data;
}

async function start({ dir, settingsFile }: DataDir, listen = '127.0.0.1:0'): Promise<RunningPushtray> {
  const args = ['run', '--settings', settingsFile, '--data-dir', dir, '--listen', listen];
  const pushtray = await startPushtray(args);
  running.add(pushtray);
  return pushtray;
}

async function kill(pushtray: RunningPushtray): Promise<void> {
  running.delete(pushtray);
  pushtray.signal('SIGKILL');
  await pushtray.ended;
}

/** As a script does. */
function curl(...args: string[]): Promise<unknown> {
  return run('curl', ['--fail', '--silent', '--show-error', ...args]);
}

async function push(pushtray: RunningPushtray, path: string, body: string): Promise<void> {
  expect(await ask(pushtray.address, path, { method: 'PUT', body })).toMatchObject({ status: 200 });
}

/** What a gateway holds of these metrics: lines without their times. */
async function held(url: string, names: RegExp): Promise<string[]> {
  const { body } = await ask(url, '/metrics');
  return body.split('\n').filter((line) => names.test(line));
}

interface Pushed {
  readonly ok: boolean;
  readonly method: string;
  readonly url: string;
}

async function call<T>({ address, token }: RunningPushtray, name: string, input = {}): Promise<T> {
  const answer = await ask(address, `/api/pushtray/call/${name}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
  });
  return (JSON.parse(answer.body) as { value: T }).value;
}

async function pushes(pushtray: RunningPushtray, path: string): Promise<Pushed[]> {
  const found = await call<{ pushes: Pushed[] }>(pushtray, 'pushes.list', { limit: 500 });
  return found.pushes.filter(({ url }) => url.endsWith(path));
}

/** How each group that others pushed stands where it is forwarded to. */
async function forwardStates(pushtray: RunningPushtray): Promise<string[]> {
  const { groups } = await call<GatewayState>(pushtray, 'gateway.state');
  return groups.flatMap(({ forwarded }) => forwarded.map(({ state }) => state));
}

async function gatewayFor(port?: number): Promise<RunningPushgateway> {
  const gateway = await startPushgateway([], port);
  onTestFinished(() => gateway.stop());
  return gateway;
}

function team(...urls: string[]) {
  return { id: 'team', kind: 'pushgateway' as const, urls };
}

describe.skipIf(!pushgatewayIsHere)('a group that a script pushes to Pushtray', () => {
  it('arrives at a real Pushgateway under its own key as it would by itself, and goes when it is deleted', async () => {
    const gateway = await gatewayFor();
    const pushtray = await start(dataDirWith({ destinations: [team(gateway.url)] }));
    const url = `${pushtray.address}/metrics/job/backup/instance/db1/path@base64/L3Zhcg`;
    await curl('--data-binary', 'first{disk="sda"} 1\n', url);
    await curl('--data-binary', 'second 2\n', url);
    await expect
      .poll(() => held(gateway.url, /^(first|second)/), soon)
      .toEqual([
        'first{disk="sda",instance="db1",job="backup",path="/var"} 1',
        'second{instance="db1",job="backup",path="/var"} 2',
      ]);
    expect(await held(gateway.url, /^push_time_seconds.*job="backup"/)).toHaveLength(1);
    await curl('-X', 'PUT', '--data-binary', 'third 3\n', url);
    await expect
      .poll(() => held(gateway.url, /^(first|second|third)/), soon)
      .toEqual(['third{instance="db1",job="backup",path="/var"} 3']);
    await curl('-X', 'DELETE', url);
    await expect.poll(() => held(gateway.url, /job="backup"/), soon).toEqual([]);
  });

  it('goes there too when its time to live is over, and when Pushtray quits', async () => {
    const gateway = await gatewayFor();
    const server = { groupTtl: '3s' };
    const pushtray = await start(dataDirWith({ destinations: [team(gateway.url)], server }));
    await push(pushtray, '/metrics/job/short', 'short 1\n');
    await expect.poll(() => held(gateway.url, /^short/), soon).toHaveLength(1);
    await expect.poll(() => held(gateway.url, /^short/), soon).toHaveLength(0);
    await push(pushtray, '/metrics/job/quit', 'quit 1\n');
    await expect.poll(() => held(gateway.url, /^quit/), soon).toHaveLength(1);
    running.delete(pushtray);
    await pushtray.stop();
    expect(await held(gateway.url, /job="(quit|pushtray)"/)).toEqual([]);
  });

  it('arrives once, as it was pushed last, though the gateway was away and Pushtray was killed meanwhile', async () => {
    const port = await freePort();
    const data = dataDirWith({ destinations: [team(`http://127.0.0.1:${port}`)] });
    const first = await start(data);
    for (let value = 1; value <= 5; value += 1) await push(first, '/metrics/job/batch', `batch ${value}\n`);
    await push(first, '/metrics/job/other', 'other 1\n');
    const file = join(data.dir, 'gateway.jsonl');
    await expect
      .poll(() => readFileSync(file, { encoding: 'utf8', flag: 'a+' }), soon)
      .toContain('"job":"other"');
    await kill(first);
    const second = await start(data);
    await push(second, '/metrics/job/batch', 'batch 6\n');
    await expect.poll(() => pushes(second, '/metrics/job/batch'), soon).not.toEqual([]);
    const gateway = await gatewayFor(port);
    await expect
      .poll(() => held(gateway.url, /^(batch|other)/), { timeout: 60_000, interval: 100 })
      .toEqual(['batch{instance="",job="batch"} 6', 'other{instance="",job="other"} 1']);
    const arrived = (await pushes(second, '/metrics/job/batch')).filter(({ ok }) => ok);
    expect(arrived).toHaveLength(1);
  });

  it('that the gateway refuses is said to be, and the others arrive', async () => {
    const gateway = await gatewayFor();
    await ask(gateway.url, '/metrics/job/theirs', { method: 'PUT', body: '# TYPE clash counter\nclash 1\n' });
    const pushtray = await start(dataDirWith({ destinations: [team(gateway.url)] }));
    await push(pushtray, '/metrics/job/ours', '# TYPE clash gauge\nclash 1\n');
    await push(pushtray, '/metrics/job/fine', 'fine 1\n');
    await expect.poll(() => held(gateway.url, /^fine/), soon).toHaveLength(1);
    expect(await pushes(pushtray, '/metrics/job/ours')).toMatchObject([{ ok: false }]);
    expect(await held(pushtray.address, /^pushtray_forward_refusals_total/)).toMatchObject([
      expect.stringMatching(/destination="team".* 1$/),
    ]);
  });
});

describe('two Pushtrays that push to each other', () => {
  it('have what a script pushed to one of them, and go quiet', async () => {
    const [portA, portB] = [await freePort(), await freePort()];
    const [addressA, addressB] = [`127.0.0.1:${portA}`, `127.0.0.1:${portB}`];
    const a = await start(
      dataDirWith({ instance: 'a', destinations: [team(`http://${addressB}`)] }),
      addressA,
    );
    const b = await start(
      dataDirWith({ instance: 'b', destinations: [team(`http://${addressA}`)] }),
      addressB,
    );
    await push(a, '/metrics/job/script', 'script 1\n');
    await expect.poll(() => held(b.address, /^script/), soon).toEqual(['script{instance="",job="script"} 1']);
    await expect.poll(() => held(a.address, /^pushtray_build_info.*instance="b"/), soon).toHaveLength(1);
    // Three points of the interval: a push that went round would be sent at each.
    await expect
      .poll(() => pushes(b, '/metrics/job/pushtray/instance/b'), soon)
      .toSatisfy((own: Pushed[]) => own.length >= 4);
    expect(await pushes(a, '/metrics/job/script')).toHaveLength(1);
    expect(await pushes(b, '/metrics/job/script')).toMatchObject([{ ok: true, status: 208 }]);
    await ask(a.address, '/metrics/job/script', { method: 'DELETE' });
    await expect.poll(() => held(b.address, /^script/), soon).toEqual([]);
    expect(await held(a.address, /^script/)).toEqual([]);
  });
});

describe.skipIf(!prometheusIsHere)('a group that a script pushes, by remote write to Prometheus', () => {
  it('is there with its own labels and push time, and ends when it is deleted', async () => {
    const prometheus = await startPrometheus([], { remoteWrite: true });
    onTestFinished(() => prometheus.stop());
    const url = `${prometheus.url}/api/v1/write`;
    const pushtray = await start(dataDirWith({ destinations: [{ id: 'prom', kind: 'remote-write', url }] }));
    await push(pushtray, '/metrics/job/backup/instance/db1', 'done{disk="sda",job="not_this"} 7\n');
    const query = () => prometheus.query('{__name__=~"done|push_time_seconds",job="backup"}');
    await expect.poll(query, soon).toMatchObject([
      {
        metric: { __name__: 'done', disk: 'sda', instance: 'db1', job: 'backup' },
        value: [expect.anything(), '7'],
      },
      { metric: { __name__: 'push_time_seconds', instance: 'db1', job: 'backup' } },
    ]);
    expect(await prometheus.query('up{job="pushtray",instance="laptop"}')).toHaveLength(1);
    await ask(pushtray.address, '/metrics/job/backup/instance/db1', { method: 'DELETE' });
    await expect.poll(query, soon).toEqual([]);
  });
});

describe.skipIf(!victoriaMetricsIsHere)(
  'a group that a script pushes, by remote write to VictoriaMetrics',
  () => {
    it('has no hole from an outage, in the order in which it was measured', async () => {
      const victoria = await startVictoriaMetrics();
      onTestFinished(() => victoria.stop());
      const url = `${victoria.url}/api/v1/write`;
      const pushtray = await start(dataDirWith({ destinations: [{ id: 'vm', kind: 'remote-write', url }] }));
      const values = async () =>
        (await victoria.samples('done{job="batch"}')).flatMap((series) => series.values);
      await push(pushtray, '/metrics/job/batch', 'done 1\n');
      await expect.poll(values, soon).toContain(1);
      await victoria.away();
      const backlog = async () => (await held(pushtray.address, /^pushtray_backlog_samples/)).join();
      await push(pushtray, '/metrics/job/batch', 'done 2\n');
      // Tried, so in the backlog: what is pushed next no longer takes its place.
      await expect.poll(() => forwardStates(pushtray), soon).toEqual(['failing']);
      await expect.poll(backlog, soon).toMatch(/ [1-9]\d*$/);
      await push(pushtray, '/metrics/job/batch', 'done 3\n');
      await victoria.back();
      await expect.poll(values, { timeout: 60_000, interval: 200 }).toContain(3);
      const order = [...new Set(await values())];
      expect(order).toEqual([1, 2, 3]);
    });
  },
);
