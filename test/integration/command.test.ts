import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { canMakeNamespaces, makeNamespace } from '../support/netns';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { pushgatewayIsHere, startPushgateway } from '../support/pushgateway';
import { makeDataDir, pushtray, startPushtray } from '../support/pushtray';

const loopback: SettingsInput = {
  version: 1,
  instance: 'cli',
  collectors: [
    { id: 'tcp', kind: 'tcp-states' },
    { id: 'ping', kind: 'ping', count: 1, targets: [{ name: 'lo', host: '127.0.0.1' }] },
  ],
};

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function dataDir(settings?: SettingsInput) {
  const data = makeDataDir(settings);
  cleanups.push(() => data.remove());
  return data;
}

describe('pushtray', () => {
  it.each([
    '',
    'run',
    'once',
    'check',
    'desktop',
    'start',
    'url',
    'secret',
    'secret set',
    'secret remove',
    'secret list',
  ])('explains "%s" with --help and ends with 0', (command) => {
    const result = pushtray([...command.split(' ').filter(Boolean), '--help']);
    expect(result.status).toBe(0);
    expect(result.stdout).toMatch(/^Usage: pushtray/);
    expect(result.stderr).toBe('');
  });

  it('says its version', () => {
    expect(pushtray(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([['frobnicate'], ['run', '--frob'], ['once', '--format', 'xml'], ['check', 'a', 'b']])(
    'ends with 2 on bad usage: %s %s %s',
    (...args) => {
      const result = pushtray(args);
      expect(result.status).toBe(2);
      expect(result.stderr).toMatch(/^error: /);
      expect(result.stdout).toBe('');
    },
  );
});

describe('pushtray once', () => {
  it.skipIf(!hasPromtool)(
    'prints nothing that promtool objects to but node_exporter’s camelCase',
    async () => {
      const { dir } = dataDir(loopback);
      const result = pushtray(['once', '--data-dir', dir]);
      expect(result.status).toBe(0);
      expect(result.stderr).toBe('');
      const objections = promtoolSays(result.stdout);
      expect(objections.split('\n').filter((line) => line !== '' && !/camelCase/.test(line))).toEqual([]);
    },
  );

  it('prints the same families as JSON', () => {
    const { dir } = dataDir(loopback);
    const { families, problems } = JSON.parse(
      pushtray(['once', '--data-dir', dir, '--format', 'json']).stdout,
    );
    const names = families.map(({ name }: { name: string }) => name);
    expect(names).toContain('node_tcp_connection_states');
    expect(names).toContain('ping_rtt_mean_seconds');
    expect(problems).toEqual([]);
  });

  it('ends with 2 and says how to add one when there is nowhere to push to', () => {
    const { dir, settingsFile } = dataDir();
    const result = pushtray(['once', '--push', '--data-dir', dir]);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('nowhere to push to');
    expect(result.stderr).toContain(`${settingsFile}, like "destinations": [{ "id"`);
  });

  it.skipIf(!pushgatewayIsHere)('delivers with --push and leaves the group there', async () => {
    const gateway = await startPushgateway();
    cleanups.push(() => gateway.stop());
    const { dir } = dataDir({
      ...loopback,
      destinations: [{ id: 'team', kind: 'pushgateway', urls: [gateway.url] }],
    });
    const result = pushtray(['once', '--push', '--data-dir', dir]);
    expect(result.status).toBe(0);
    expect(result.stderr).toMatch(/^team: delivered \d+ series/);
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('instance="cli"');
  });

  it('ends with 1 when a push does not arrive, and still prints what it measured', () => {
    const { dir } = dataDir({
      ...loopback,
      destinations: [{ id: 'dead', kind: 'pushgateway', urls: ['http://127.0.0.1:9'] }],
    });
    const result = pushtray(['once', '--push', '--data-dir', dir]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('dead: not delivered');
    expect(result.stdout).toContain('ping_up');
  });
});

describe('pushtray check', () => {
  it('accepts exposition text on standard input and counts it', () => {
    const result = pushtray(['check', '-'], { input: '# TYPE a gauge\na{x="1"} 1\na{x="2"} 2\n' });
    expect(result).toMatchObject({ status: 0, stdout: '<stdin>: ok, 1 families, 2 samples\n' });
  });

  it('names line and column of every fault', () => {
    const { dir } = dataDir();
    const file = join(dir, 'bad.prom');
    writeFileSync(file, 'good 1\nbad{x=1} 2\nworse one\n');
    const result = pushtray(['check', file]);
    expect(result.status).toBe(2);
    const places = result.stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(file, '').split(': ')[0]);
    expect(places).toEqual([':2:7', ':3:7']);
  });

  it('says when a file cannot be read', () => {
    const result = pushtray(['check', '/nowhere/metrics.prom']);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('/nowhere/metrics.prom');
  });

  it('takes a file that begins with a brace for settings, and standard input too', () => {
    const { settingsFile } = dataDir(loopback);
    expect(pushtray(['check', settingsFile])).toMatchObject({ status: 0, stdout: `${settingsFile}: ok\n` });
    const given = pushtray(['check', '-'], { input: '\n{\n  "version": 1,\n  "intervall": "5s"\n}\n' });
    expect(given.status).toBe(2);
    expect(given.stdout).toMatch(/^<stdin>:4:3: /);
    expect(given.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('warns that commands will not run where others may write the settings', () => {
    const command = { id: 'one', kind: 'command' as const, command: ['echo', '1'], metric: 'one' };
    const { settingsFile } = dataDir({ version: 1, collectors: [command] });
    expect(pushtray(['check', '--settings', settingsFile])).toMatchObject({ status: 0, stderr: '' });
    chmodSync(settingsFile, 0o666);
    for (const args of [[settingsFile], ['--settings', settingsFile]]) {
      const { status, stdout, stderr } = pushtray(['check', ...args]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: `${settingsFile}: ok\n` });
      expect(stderr).toMatch(/warning: Commands of the settings are not run: .*chmod go-w .*\n$/);
    }
  });

  it('accepts settings that are not there, as the defaults are', () => {
    const { dir } = dataDir();
    expect(pushtray(['check', '--data-dir', dir])).toMatchObject({ status: 0 });
  });
});

describe('pushtray secret', () => {
  it('keeps a value from standard input in a file for this user alone and lists only its name', () => {
    const { dir } = dataDir();
    expect(pushtray(['secret', 'set', 'team', '--data-dir', dir], { input: 'hush\n' }).status).toBe(0);
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
    const listed = pushtray(['secret', 'list', '--data-dir', dir]);
    expect(listed.stdout).toBe('team\n');
    expect(pushtray(['secret', 'remove', 'team', '--data-dir', dir]).status).toBe(0);
    expect(pushtray(['secret', 'list', '--data-dir', dir]).stdout).toBe('');
    const again = pushtray(['secret', 'remove', 'team', '--data-dir', dir]);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('"team"') });
  });
});

describe('pushtray url', () => {
  it('prints the running page’s address with its token, and says when none runs', async () => {
    const { dir } = dataDir(loopback);
    expect(pushtray(['url', '--data-dir', dir])).toMatchObject({ status: 1, stdout: '' });
    const running = await startPushtray(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    cleanups.push(() => running.stop());
    expect(pushtray(['url', '--data-dir', dir]).stdout).toBe(`${running.pageUrl}\n`);
  });
});

describe.skipIf(!canMakeNamespaces)('with no settings at all (needs root on Linux)', () => {
  it('measures TCP states and the router and pushes them over HTTP to its own gateway', async () => {
    const network = await makeNamespace();
    cleanups.push(() => network.remove());
    const { ipv4 } = await network.addGateway();
    const { dir } = dataDir();
    const running = await startPushtray(['run', '--data-dir', dir], { wrap: network.prefix });
    cleanups.push(() => running.stop());
    expect(running.address).toBe('http://127.0.0.1:9091');
    const metrics = async () => (await network.exec('curl', ['-s', `${running.address}/metrics`])).stdout;
    await vi.waitFor(async () => {
      const text = await metrics();
      expect(text).toMatch(/^push_time_seconds\{.*job="pushtray".*\} 1\.?\d/m);
      expect(text).toMatch(new RegExp(`^ping_up\\{target="router",ip="${ipv4}".*\\} 1$`, 'm'));
      expect(text).toMatch(/^node_tcp_connection_states\{state="listen".*\} 1$/m);
    }, 30_000);
    await network.exec('sh', [
      '-c',
      `echo 'backup_files 7' | curl -sf --data-binary @- ${running.address}/metrics/job/backup`,
    ]);
    expect(await metrics()).toMatch(/^backup_files\{instance="",job="backup"\} 7$/m);
  });

  it('takes the next port, and says so, when 9091 is held by another program', async () => {
    const network = await makeNamespace();
    cleanups.push(() => network.remove());
    await network.addGateway();
    const first = dataDir();
    const second = dataDir();
    for (const [data, port] of [
      [first, 9091],
      [second, 9092],
    ] as const) {
      const running = await startPushtray(['run', '--data-dir', data.dir], { wrap: network.prefix });
      cleanups.push(() => running.stop());
      expect(running.address).toBe(`http://127.0.0.1:${port}`);
      if (port === 9092)
        await vi.waitFor(
          () => expect(running.output()).toContain('Port 9091 is taken by another Pushtray'),
          10_000,
        );
    }
  });
});
