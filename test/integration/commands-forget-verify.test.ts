import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { takeLock } from '../../main/platform/lock';
import { pushgatewaySettings } from '../../main/settings/schema/destinations';
import { freePort } from '../support/free-port';
import { groupJournal } from '../support/group-journal';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { runCommand } from '../support/run-command';
import { startHttpServer } from '../support/servers';
import { tempDir } from '../support/temp-dir';

const collectors = [{ id: 'value', kind: 'command', command: ['echo', '1'], metric: 'verified_value' }];

function dataDir(destinations: readonly object[]): string {
  const dir = tempDir();
  writeFileSync(
    join(dir, 'settings.json'),
    JSON.stringify({ version: 1, instance: 'web1', collectors, destinations }),
  );
  return dir;
}

async function push(url: string, path: string, body = 'some_value 1\n'): Promise<void> {
  expect((await fetch(url + path, { method: 'PUT', body })).status).toBe(200);
}

describe.skipIf(!pushgatewayIsHere)('pushtray forget, on a real Pushgateway', () => {
  let gateway: RunningPushgateway;
  let dir: string;
  beforeAll(async () => {
    gateway = await startPushgateway();
  });
  afterAll(() => gateway?.stop());
  beforeEach(async () => {
    for (const path of ['/job/a/instance/web1', '/job/b/instance/web1/site/x', '/job/a/instance/other']) {
      await push(gateway.url, `/metrics${path}`);
    }
    dir = dataDir([{ id: 'team', kind: 'pushgateway', urls: [gateway.url], enabled: false }]);
  });

  const forget = (...args: string[]) => runCommand(['forget', '--data-dir', dir, ...args]);

  it('lists the groups of this machine and touches nothing', async () => {
    const { status, stdout } = await forget();
    expect(status).toBe(0);
    const urls = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0])
      .sort();
    expect(urls).toEqual([
      `${gateway.url}/metrics/job/a/instance/web1`,
      `${gateway.url}/metrics/job/b/instance/web1/site/x`,
    ]);
    expect((await forget()).stdout).toBe(stdout);
  });

  it('deletes what is named, by address or by path, and nothing of another machine', async () => {
    expect(await forget('/metrics/job/a/instance/web1')).toMatchObject({ status: 0 });
    await vi.waitFor(async () => expect((await forget()).stdout).not.toContain('/job/a/'));
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('instance="other"');
    expect(await forget('--all')).toMatchObject({ status: 0 });
    await vi.waitFor(async () => expect((await forget()).stdout).toBe(''));
    expect((await forget()).stderr).toBe('Nothing of this machine stands at a Pushgateway.\n');
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('instance="other"');
  });

  it('deletes nothing when one of the names is of no group of this machine', async () => {
    const { status, stderr } = await forget('/metrics/job/a/instance/web1', '/metrics/job/a/instance/other');
    expect(status).toBe(2);
    expect(stderr).toContain('/metrics/job/a/instance/other');
    expect((await forget()).stdout).toContain('/job/a/');
  });

  it('lists and deletes what it forwarded for others, and what it left under another name or elsewhere', async () => {
    const elsewhere = await startPushgateway();
    onTestFinished(() => elsewhere.stop());
    const journal = groupJournal(join(dir, 'pushed-groups.json'));
    const at = (url: string) => pushgatewaySettings.parse({ id: 'gone', kind: 'pushgateway', urls: [url] });
    const before = { settings: at(elsewhere.url), identity: { instance: 'old-name', labels: {} } };
    journal.add(before);
    await push(elsewhere.url, '/metrics/job/pushtray/instance/old-name');
    await push(elsewhere.url, '/metrics/job/pushtray/instance/neighbour');
    for (const job of ['backup', 'batch']) {
      journal.forwarded.add(at(gateway.url), { job });
      await push(gateway.url, `/metrics/job/${job}`);
    }
    await push(gateway.url, '/metrics/job/of_others');

    const lines = (await forget()).stdout.trim().split('\n');
    const listed = lines.map((line) => [line.split('\t')[0], line.endsWith('\tforwarded')]);
    expect(listed).toEqual(
      expect.arrayContaining([
        [`${gateway.url}/metrics/job/backup`, true],
        [`${gateway.url}/metrics/job/batch`, true],
        [`${gateway.url}/metrics/job/a/instance/web1`, false],
        [`${elsewhere.url}/metrics/job/pushtray/instance/old-name`, false],
      ]),
    );
    expect(lines.join('\n')).not.toMatch(/of_others|neighbour/);
    expect(await forget('/metrics/job/backup')).toMatchObject({ status: 0 });
    await vi.waitFor(async () => expect((await forget()).stdout).not.toContain('/job/backup'));
    expect((await forget()).stdout).toContain('/job/batch');
    await forget('--all');
    await vi.waitFor(async () => expect((await forget()).stdout).toBe(''));
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('job="of_others"');
    expect(await (await fetch(`${elsewhere.url}/metrics`)).text()).toContain('instance="neighbour"');
  });

  it('says which gateway could not be asked, and what it may still hold', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    dir = dataDir([{ id: 'team', kind: 'pushgateway', urls: [gateway.url, gone] }]);
    const journal = groupJournal(join(dir, 'pushed-groups.json'));
    const settings = pushgatewaySettings.parse({ id: 'old', kind: 'pushgateway', urls: [gone] });
    journal.add({ settings, identity: { instance: 'web1', labels: {} } });
    journal.forwarded.add(settings, { job: 'backup' });
    const { status, stdout, stderr } = await forget();
    expect(status).toBe(1);
    expect(stderr).toContain(new URL(gone).host);
    const held = [...stderr.matchAll(/may still hold (.*)/g)].map(([, address]) => address);
    expect(held).toEqual([`${gone}/metrics/job/pushtray/instance/web1`, `${gone}/metrics/job/backup`]);
    expect(stdout).toContain('/job/a/');
  });
});

describe.skipIf(!pushgatewayIsHere || !prometheusIsHere)(
  'pushtray verify, through a real Pushgateway and Prometheus',
  () => {
    let gateway: RunningPushgateway;
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      gateway = await startPushgateway();
      prometheus = await startPrometheus([new URL(gateway.url).host], { remoteWrite: true });
    });
    afterAll(() => Promise.all([gateway?.stop(), prometheus?.stop()]));

    const verify = (destination: object, ...args: string[]) =>
      runCommand([
        'verify',
        '--data-dir',
        dataDir([{ id: 'team', kind: 'pushgateway', urls: [gateway.url], ...destination }]),
        ...args,
      ]);

    it('shows when it was measured, pushed and scraped, in that order', async () => {
      const { status, stdout, stderr } = await verify({
        prometheusUrl: prometheus.url,
        labels: { site: 'a"b' },
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const times = [...stdout.matchAll(/(measured|pushed|scraped) +(\S+) /g)];
      expect(times.map(([, what]) => what)).toEqual(['measured', 'pushed', 'scraped']);
      const atMs = times.map(([, , time]) => Date.parse(time ?? ''));
      expect([...atMs].sort((a, b) => a - b)).toEqual(atMs);
    });

    it('shows of remote write when it was measured and by when it was stored, since nothing is scraped', async () => {
      const remote = { id: 'prom', kind: 'remote-write', url: `${prometheus.url}/api/v1/write` };
      const dir = dataDir([{ ...remote, job: 'written', prometheusUrl: prometheus.url }]);
      const { status, stdout } = await runCommand(['verify', '--data-dir', dir]);
      expect(status).toBe(0);
      const times = [...stdout.matchAll(/^ {2}(.*?) +(\d\S+Z) /gm)];
      expect(times.map(([, what]) => what)).toEqual(['measured', 'stored by']);
      const [measuredMs, storedMs] = times.map(([, , time]) => Date.parse(time ?? ''));
      expect(storedMs).toBeGreaterThanOrEqual(measuredMs ?? Number.NaN);
      expect(stdout).toMatch(/a query had it within \d+\.\d s after it was measured$/m);
    });

    it('fails when it does not arrive in time, and says what is there', async () => {
      const elsewhere = await startPushgateway();
      try {
        const { status, stderr } = await verify(
          { urls: [elsewhere.url], prometheusUrl: prometheus.url, job: 'nobody-scrapes' },
          '--timeout',
          '2s',
        );
        expect(status).toBe(1);
        expect(stderr).toContain('has no series of this machine');
      } finally {
        await elsewhere.stop();
      }
    });

    it('fails at once when what is asked is no Prometheus', async () => {
      const { status, stderr } = await verify({ prometheusUrl: gateway.url });
      expect(status).toBe(1);
      expect(stderr).toContain('does not answer queries');
    });

    it('does not take another way to the same series for its own', async () => {
      const elsewhere = await startPushgateway();
      const machine = await startHttpServer((_, response) => {
        const beat = `pushtray_heartbeat_timestamp_seconds{job="same",instance="web1"} ${Date.now() / 1_000}`;
        response.setHeader('Content-Type', 'text/plain; version=0.0.4');
        response.end(`# TYPE pushtray_heartbeat_timestamp_seconds gauge\n${beat}\n`);
      });
      const scraping = await startPrometheus([new URL(machine.url).host]);
      try {
        const isScraped = async () => expect(await scraping.query('{job="same"}')).toHaveLength(1);
        await vi.waitFor(isScraped, { timeout: 30_000, interval: 100 });
        const to = { urls: [elsewhere.url], prometheusUrl: scraping.url, job: 'same' };
        const { status, stderr } = await verify(to, '--timeout', '5s');
        expect(status).toBe(1);
        expect(stderr).toContain('came another way');
      } finally {
        await scraping.stop();
        await elsewhere.stop();
      }
    });

    it('leaves the push to the Pushtray that runs here, and says what it cannot tell then', async () => {
      const dir = dataDir([
        { id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'run', prometheusUrl: prometheus.url },
      ]);
      const lock = takeLock(dir, 'headless');
      const body = `pushtray_heartbeat_timestamp_seconds ${Date.now() / 1_000 + 60}\n`;
      try {
        await push(
          gateway.url,
          '/metrics/job/run/instance/web1',
          `# TYPE pushtray_heartbeat_timestamp_seconds gauge\n${body}`,
        );
        const { status, stderr } = await runCommand(['verify', '--data-dir', dir]);
        expect(status).toBe(0);
        expect(stderr).toContain('waits for anything new of this machine');
        expect(await (await fetch(`${gateway.url}/metrics`)).text()).not.toMatch(
          /verified_value\{.*job="run"/,
        );
      } finally {
        if (lock.ok) lock.value.release();
      }
    });

    it('takes a destination without an address of Prometheus for bad usage', async () => {
      expect(await verify({})).toMatchObject({ status: 2 });
      expect(await verify({ prometheusUrl: prometheus.url }, 'no-such')).toMatchObject({ status: 2 });
    });
  },
);
