import { describe, expect, it, vi } from 'vitest';
import { failure, success } from '../../../main/outcome';
import type { RunProcess } from '../../../main/platform/process';
import { hasTrayHost } from '../../../main/shell/tray/tray-host';
import { waitForHost } from '../../../main/shell/tray/wait-for-host';
import { FakeClock } from '../../support/fake-clock';

const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' };

function answering(answers: Readonly<Record<string, { exitCode: number; stdout: string }>>) {
  return vi.fn<RunProcess>(async ({ file }) => {
    const answer = answers[file];
    if (!answer) return failure('not_found', `There is no program "${file}" on the PATH.`);
    return success({ ...answer, stderr: '', truncated: false, durationMs: 1 });
  });
}

const ask = (run: RunProcess, from: Record<string, string> = env) =>
  hasTrayHost({ platform: 'linux', env: from, run });

describe('whether this desktop has a tray', () => {
  it('is known without asking on macOS and Windows', async () => {
    const run = answering({});
    expect(await hasTrayHost({ platform: 'darwin', env: {}, run })).toBe(true);
    expect(await hasTrayHost({ platform: 'win32', env: {}, run })).toBe(true);
    expect(run).not.toHaveBeenCalled();
  });

  it('is what the watcher of tray items says', async () => {
    const yes = { exitCode: 0, stdout: '   variant       boolean true' };
    const no = { exitCode: 0, stdout: '   variant       boolean false' };
    const nobody = { exitCode: 1, stdout: '' };
    expect(await ask(answering({ 'dbus-send': yes }))).toBe(true);
    expect(await ask(answering({ 'dbus-send': no }))).toBe(false);
    expect(await ask(answering({ 'dbus-send': nobody, gdbus: yes }))).toBe(false);
  });

  it('is asked another way where dbus-send is missing, and is no where nothing can ask', async () => {
    expect(await ask(answering({ gdbus: { exitCode: 0, stdout: '(<true>,)' } }))).toBe(true);
    expect(await ask(answering({}))).toBe(false);
  });

  it("asks on the user's own bus, and starts none where there is none", async () => {
    const run = answering({});
    await ask(run, { XDG_RUNTIME_DIR: '/run/user/7' });
    expect(run.mock.lastCall?.[0].env).toEqual({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/7/bus' });
    run.mockClear();
    expect(await ask(run, {})).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });
});

describe('waiting for a tray', () => {
  it('asks ever less often until there is one', async () => {
    const clock = new FakeClock();
    const askedAtMs: number[] = [];
    const over = vi.fn();
    const isThere = async () => {
      askedAtMs.push(clock.monotonicMs());
      return clock.monotonicMs() > 150_000;
    };
    const waiting = waitForHost(clock, isThere).then(over);
    await clock.advance(185_000);
    expect(askedAtMs.map((ms) => ms / 1000)).toEqual([0, 2, 6, 14, 30, 62, 122, 182]);
    expect(over).toHaveBeenCalledOnce();
    await waiting;
    expect(clock.waiting).toBe(0);
  });

  it('gives up at a limit, if there is one', async () => {
    const clock = new FakeClock();
    const waiting = waitForHost(clock, async () => false, 10_000);
    await clock.advance(10_000);
    expect(await waiting).toBe(false);
    expect(clock.waiting).toBe(0);
    expect(await waitForHost(clock, async () => true, 0)).toBe(true);
  });
});
