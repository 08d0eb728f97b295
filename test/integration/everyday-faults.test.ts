import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { freePort } from '../support/free-port';
import { httpTransport } from '../support/http-transport';
import { makeDataDir, pushtray, type RunningPushtray, startPushtray } from '../support/pushtray';

/** Measures nothing but this machine, so that no test pings anybody. */
const quiet: SettingsInput = {
  version: 1,
  instance: 'faults',
  interval: '1s',
  collectors: [{ id: 'tcp', kind: 'tcp-states' }],
};

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function dataDir(settings: SettingsInput | string = quiet) {
  const data = makeDataDir(settings);
  cleanups.push(() => data.remove());
  return data;
}

async function start(
  args: readonly string[],
  options: Parameters<typeof startPushtray>[1] = {},
): Promise<RunningPushtray> {
  const running = await startPushtray(args, options);
  cleanups.push(() => running.stop());
  return running;
}

/** Takes a port of the loopback until the test ends. */
async function takePort(port = 0): Promise<number> {
  const server = createServer((_request, response) => response.end('somebody else'));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

describe('a second start on the same data directory', () => {
  it('is refused, names the first by its process id and page, and leaves it running', async () => {
    const { dir } = dataDir();
    const first = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    const second = pushtray(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(String(first.pid));
    expect(second.stderr).toContain(first.address);
    expect((await fetch(`${first.address}/-/ready`)).status).toBe(200);
  });

  it('is taken up again after the first was killed', async () => {
    const { dir } = dataDir();
    const first = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    first.signal('SIGKILL');
    await first.ended;
    const second = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    expect((await fetch(`${second.address}/-/ready`)).status).toBe(200);
  });

  it('lets `once` measure beside it and refuses `once --push`', async () => {
    const { dir } = dataDir({
      ...quiet,
      destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://127.0.0.1:9'] }],
    });
    await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    expect(pushtray(['once', '--data-dir', dir]).status).toBe(0);
    const pushing = pushtray(['once', '--push', '--data-dir', dir]);
    expect(pushing.status).toBe(1);
    expect(pushing.stderr).toMatch(/already|running/);
  });
});

describe('a data directory that cannot be used', () => {
  it('is named with the reason and the way out', () => {
    const dir = mkdtempSync(join(tmpdir(), 'pushtray-file-'));
    cleanups.push(() => rmSync(dir, { recursive: true }));
    writeFileSync(join(dir, 'taken'), 'a file where a directory is wanted');
    const result = pushtray(['run', '--data-dir', join(dir, 'taken')]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(join(dir, 'taken'));
    expect(result.stderr).toContain('--data-dir');
  });
});

describe('a port that is taken', () => {
  it('ends the start with the reason when settings or --listen name it', async () => {
    const port = await takePort();
    const { dir } = dataDir();
    const result = pushtray(['run', '--data-dir', dir, '--listen', `127.0.0.1:${port}`]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(`127.0.0.1:${port}`);
    expect(result.stderr).toContain('taken');
  });

  it('is an argument error when --listen is no loopback address', () => {
    const { dir } = dataDir();
    const result = pushtray(['run', '--data-dir', dir, '--listen', '0.0.0.0:9091']);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('loopback');
  });
});

describe('settings with an error', () => {
  const wrong = '{\n  "version": 1,\n  "interval": "soon",\n  "colour": "red"\n}\n';

  it('end the start with status 2 and file:line:column for each fault', () => {
    const { dir, settingsFile } = dataDir(wrong);
    const result = pushtray(['run', '--data-dir', dir]);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(`${settingsFile}:3:15: interval is not a duration`);
    expect(result.stderr).toMatch(new RegExp(`${settingsFile}:4:\\d+: colour`));
    expect(readFileSync(settingsFile, 'utf8')).toBe(wrong);
  });

  it('are listed by `check`, with the same places', () => {
    const { settingsFile } = dataDir(wrong);
    const result = pushtray(['check', '--settings', settingsFile]);
    expect(result.status).toBe(2);
    expect(result.stdout.trim().split('\n')).toHaveLength(2);
    expect(result.stdout).toContain(`${settingsFile}:3:15: interval is not a duration`);
  });

  it('keep the running ones when they come while running, and are taken up once mended', async () => {
    const { dir, settingsFile } = dataDir();
    const running = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    const state = async () => {
      const answer = await httpTransport(running).call('state.get', {});
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value as { settings: SettingsInput; settingsFile: { problem?: { message: string } } };
    };
    writeFileSync(settingsFile, wrong);
    await vi.waitFor(async () => expect((await state()).settingsFile.problem?.message).toBeDefined(), 10_000);
    expect((await state()).settings.interval).toBe('1s');
    writeFileSync(settingsFile, JSON.stringify({ ...quiet, interval: '7s' }));
    await vi.waitFor(async () => expect((await state()).settings.interval).toBe('7s'), 10_000);
    expect((await state()).settingsFile.problem).toBeUndefined();
    expect(running.output().match(/settings are valid again and taken up/g)).toHaveLength(1);
  });

  it('are kept aside and named before the window saves over them', async () => {
    const { dir, settingsFile } = dataDir();
    const running = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    const transport = httpTransport(running);
    const before = await transport.call('state.get', {});
    if (!before.ok) throw new Error(before.error.message);
    const { settings } = before.value as { settings: object };
    writeFileSync(settingsFile, wrong);
    running.signal('SIGHUP');
    await vi.waitFor(async () => {
      const now = (await transport.call('state.get', {})) as {
        value: { settingsFile: { problem?: unknown } };
      };
      expect(now.value.settingsFile.problem).toBeDefined();
    }, 10_000);
    const saved = await transport.call('settings.save', {
      settings: { ...settings, interval: '9s' },
      base: settings,
    });
    expect(saved).toMatchObject({ ok: true });
    const aside = readdirSync(dir).find((name) => name.startsWith('settings.json.invalid-'));
    expect(readFileSync(join(dir, aside ?? ''), 'utf8')).toBe(wrong);
    const now = (await transport.call('state.get', {})) as { value: { notices: string[] } };
    expect(now.value.notices.join()).toContain(aside);
  });
});

describe('no ping on this machine', () => {
  it('says which package to install, once, and everything else is measured', async () => {
    const port = await takePort();
    const { dir } = dataDir({
      ...quiet,
      collectors: [
        { id: 'tcp', kind: 'tcp-states' },
        { id: 'ports', kind: 'tcp-connect', targets: [{ name: 'web', host: '127.0.0.1', port }] },
        {
          id: 'ping',
          kind: 'ping',
          targets: [
            { name: 'a', host: '127.0.0.1' },
            { name: 'b', host: '127.0.0.2' },
          ],
        },
      ],
    });
    const empty = join(dir, 'empty');
    mkdirSync(empty);
    const result = pushtray(['once', '--data-dir', dir], { env: { PATH: empty } });
    expect(result.status).toBe(1);
    expect(result.stderr.match(/iputils-ping/g)).toHaveLength(1);
    expect(result.stdout).toContain('node_tcp_connection_states{state="listen"}');
    expect(result.stdout).toContain('pushtray_collector_success{collector="ping"} 0');
    expect(result.stdout).not.toContain('ping_up');
    expect(result.stdout).toContain('pushtray_collector_success{collector="ports"} 1');
    expect(result.stdout).toContain('probe_success{target="web",kind="tcp-connect"} 1');
  });
});

describe('one name among the targets that has no address', () => {
  it('is told of that target, and its collector succeeds', () => {
    const { dir } = dataDir({
      ...quiet,
      collectors: [
        {
          id: 'ping',
          kind: 'ping',
          targets: [
            { name: 'good', host: '127.0.0.1' },
            { name: 'misspelt', host: 'no-such-host.invalid' },
          ],
        },
      ],
    });
    const result = pushtray(['once', '--data-dir', dir]);
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('pushtray_collector_success{collector="ping"} 1');
    expect(result.stdout).toContain('ping_up{target="good",ip="127.0.0.1",ip_version="4"} 1');
    expect(result.stdout).toContain('ping_failure_info{target="misspelt",reason="unresolvable"} 1');
    expect(result.stdout).toContain('ping_resolve_failures_total{target="misspelt"} 1');
  });
});

describe('no desktop', () => {
  const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '' };

  it('runs headless, says why in one line and prints the address of the page', async () => {
    const { dir } = dataDir({ ...quiet, server: { listen: '127.0.0.1:0' } });
    const running = await start(['--data-dir', dir], { env: noDisplay });
    const why = running
      .output()
      .split('\n')
      .filter((line) => line.startsWith('Headless'));
    expect(why).toHaveLength(1);
    expect(why[0]).toMatch(/display/i);
    expect(running.pageUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
  });

  it.runIf(process.getuid?.() === 0)('names root as the reason where there is a display', async () => {
    const { dir } = dataDir({ ...quiet, server: { listen: '127.0.0.1:0' } });
    const electron = mkdtempSync(join(tmpdir(), 'pushtray-electron-'));
    cleanups.push(() => rmSync(electron, { recursive: true }));
    writeFileSync(join(electron, 'electron'), '#!/bin/sh\nexit 3\n');
    chmodSync(join(electron, 'electron'), 0o755);
    const env = { DISPLAY: ':77', ELECTRON_OVERRIDE_DIST_PATH: electron };
    const running = await start(['--data-dir', dir], { env });
    expect(running.output()).toMatch(/^Headless.*root/m);
  });

  it('says what is missing when the tray app is asked for by name', () => {
    const { dir } = dataDir();
    const empty = mkdtempSync(join(tmpdir(), 'pushtray-none-'));
    cleanups.push(() => rmSync(empty, { recursive: true }));
    const result = pushtray(['desktop', '--data-dir', dir], {
      env: { ...noDisplay, ELECTRON_OVERRIDE_DIST_PATH: empty },
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/display/i);
  });
});

describe('a gateway that is down at the start', () => {
  it('is said in words with its address, and is pushed to as soon as it is there', async () => {
    const port = await freePort();
    const { dir } = dataDir({
      ...quiet,
      destinations: [{ id: 'team', kind: 'pushgateway', urls: [`http://127.0.0.1:${port}`] }],
    });
    const running = await start(['run', '--data-dir', dir, '--listen', '127.0.0.1:0']);
    const transport = httpTransport(running);
    const destination = async () => {
      const state = (await transport.call('state.get', {})) as {
        value: { destinations: { state: string; problem?: string }[] };
      };
      return state.value.destinations[0];
    };
    await vi.waitFor(async () => expect((await destination())?.state).toBe('failing'), 15_000);
    expect((await destination())?.problem).toContain(`127.0.0.1:${port}`);

    const pushed: string[] = [];
    const gateway = createServer((request, response) => {
      if (request.method === 'PUT') pushed.push(request.url ?? '');
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((resolve) => gateway.listen(port, '127.0.0.1', resolve));
    cleanups.push(() => {
      gateway.closeAllConnections();
      return new Promise((resolve) => gateway.close(resolve));
    });
    await vi.waitFor(async () => expect((await destination())?.state).toBe('ok'), 20_000);
    expect(pushed[0]).toBe('/metrics/job/pushtray/instance/faults');
  });
});
