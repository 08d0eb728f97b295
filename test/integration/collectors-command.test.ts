import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { encodeText } from '../../main/metrics/encode';
import { commandConsent } from '../../main/settings/file/consent';
import { collectWith, cycleOf } from '../support/collector-of';
import { isAlive } from '../support/program';
import { samplesOf } from '../support/samples';
import { tempDir } from '../support/temp-dir';

const hasNetstat = spawnSync('netstat', ['--version']).error === undefined;
const isRoot = process.getuid?.() === 0;
const onlyNumber = { kind: 'command', metric: 'spool_files' };

describe('command', () => {
  it('takes one number of a shell pipeline under the metric of the settings', async () => {
    const collected = await collectWith({ ...onlyNumber, command: 'printf "a\\nb\\n" | wc -l' });
    expect(collected.problems).toEqual([]);
    expect(encodeText(collected.families)).toBe('# TYPE spool_files gauge\nspool_files 2\n');
  });

  it('gives the metric the type and the help of the settings', async () => {
    const command = ['echo', '7'];
    const { families } = await collectWith({ ...onlyNumber, command, type: 'counter', help: 'Jobs.' });
    expect(encodeText(families)).toBe(
      '# HELP spool_files Jobs.\n# TYPE spool_files counter\nspool_files 7\n',
    );
  });

  it('takes an argument list literally, without a shell', async () => {
    const command = ['printf', '%s 1\\n', 'a{x="$HOME;|"}'];
    const { families } = await collectWith({ kind: 'command', command });
    expect(families[0]?.samples).toEqual([{ name: 'a', labels: { x: '$HOME;|' }, value: 1 }]);
  });

  it('runs in the directory and with the variables of the settings', async () => {
    const cwd = tempDir();
    const command = 'echo "a{dir=\\"$PWD\\",it=\\"$IT\\"} 1"';
    const { families } = await collectWith({ kind: 'command', command, cwd, env: { IT: 'here' } });
    expect(families[0]?.samples[0]?.labels).toEqual({ dir: cwd, it: 'here' });
  });

  it('keeps the good lines of exposition text and names line and column of each bad one', async () => {
    const command = 'echo "a 1"; echo "b one"; echo "c 3 1700000000000"; echo "d 4"';
    const { families, problems } = await collectWith({ kind: 'command', command });
    expect(families.map(({ name }) => name)).toEqual(['a', 'd']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Line 2, column 3 of the command's output: the value "one" is not a number/),
      expect.stringMatching(/^Line 3, column 5 of the command's output: a timestamp/),
    ]);
  });

  it('keeps a job and an instance that the text names beside our own', async () => {
    const { families } = await collectWith({
      kind: 'command',
      command: ['echo', 'a{job="x",instance="y"} 1'],
    });
    expect(families[0]?.samples[0]?.labels).toEqual({ exported_job: 'x', exported_instance: 'y' });
  });

  it('measures nothing without failing when exposition text is empty', async () => {
    const { families, problems } = await cycleOf({ kind: 'command', command: ['true'] }, 10_000);
    expect([families, problems]).toEqual([[], []]);
  });

  it.each([
    ['nothing', 'true', /printed nothing, but "spool_files" needs one number/],
    ['words', 'echo it is fine', /printed "it is fine", which is more than one word/],
    ['garbage', "head -c 2000 /dev/zero | tr '\\0' '\\377'", /which is not a number/],
    ['a number with a comma', 'echo 1,5', /has a comma in it/],
  ])('refuses %s where one number is wanted', async (_title, command, message) => {
    const { families, problems } = await collectWith({ ...onlyNumber, command });
    expect(families).toEqual([]);
    expect(problems).toEqual([{ code: 'bad_output', message: expect.stringMatching(message) }]);
  });

  it('lists the first faults of a text that is garbage in every line, then stops', async () => {
    const command = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo "!?"; done';
    const { families, problems } = await collectWith({ kind: 'command', command });
    expect(families).toEqual([]);
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)?.message).toBe("There are more faults in the command's output: mend these first.");
  });

  it('says exit status and standard error of a command that fails, and takes nothing of it', async () => {
    const { families, problems } = await collectWith({
      kind: 'command',
      command: 'echo "a 1"; echo "no such queue" >&2; exit 3',
    });
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'bad_output', message: 'The command failed with exit status 3: "no such queue".' },
    ]);
  });

  it('takes no number of a pipeline whose first program is missing, though its exit status is 0', async () => {
    const { families, problems } = await collectWith({
      ...onlyNumber,
      command: 'no-such-program -an | wc -l',
    });
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'bad_output', message: expect.stringMatching(/no-such-program: not found.*2>\/dev\/null/) },
    ]);
  });

  it('leaves standard error alone where the exit status tells everything: in an argument list', async () => {
    const command = ['/bin/sh', '-c', 'echo working >&2; echo 5'];
    const { families, problems } = await collectWith({ ...onlyNumber, command });
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'spool_files')).toEqual({ '': 5 });
  });

  it.each([
    ['a program', { command: ['/nowhere/program'] }, /no program "\/nowhere\/program"/],
    ['a directory', { command: 'echo 1', cwd: '/nowhere' }, /there is no directory \/nowhere/],
  ])('says that %s is missing', async (_title, settings, message) => {
    const { problems } = await collectWith({ ...onlyNumber, ...settings });
    expect(problems).toEqual([{ code: 'no_source', message: expect.stringMatching(message) }]);
  });

  it('ends a command that hangs, with everything that it had started', async () => {
    const pidFile = join(tempDir(), 'pids');
    const command = `sleep 300 & echo $! > ${pidFile}; (sleep 301 & echo $! >> ${pidFile}; wait) & echo stuck >&2; wait`;
    const { families, problems } = await cycleOf({ kind: 'command', command }, 500);
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'timeout', message: expect.stringMatching(/did not end in time .* "stuck"/) },
    ]);
    const pids = readFileSync(pidFile, 'utf8').trim().split('\n').map(Number);
    expect(pids).toHaveLength(2);
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000 });
  });

  it('does not wait for what a command left running', async () => {
    const pidFile = join(tempDir(), 'pid');
    const command = `sleep 300 & echo $! > ${pidFile}; echo 1`;
    const { families, problems } = await cycleOf({ ...onlyNumber, command }, 30_000);
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'spool_files')).toEqual({ '': 1 });
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
  });

  it('holds no more than a megabyte of a command that prints a hundred, and takes nothing of it', async () => {
    const before = process.memoryUsage().rss;
    const { families, problems } = await cycleOf(
      { kind: 'command', command: 'yes "a 1" | head -c 100000000' },
      60_000,
    );
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'bad_output', message: 'The command printed more than 1 MB; nothing of it was taken.' },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
  });

  it('asks on Windows for a list in place of a shell line', async () => {
    const { problems } = await collectWith({ ...onlyNumber, command: 'dir' }, { platform: 'win32' });
    expect(problems).toEqual([{ code: 'no_source', message: expect.stringContaining('["powershell"') }]);
  });
});

describe.skipIf(!hasNetstat)('the original one-liner (needs netstat)', () => {
  it('works unchanged, as collectors-tcp-states compares with netstat itself', async () => {
    const { families, problems } = await collectWith({
      kind: 'command',
      command: 'netstat -an | grep -i wait | wc -l',
      metric: 'count_netstat_wait_connections',
    });
    expect(problems).toEqual([]);
    expect(Object.keys(samplesOf(families, 'count_netstat_wait_connections'))).toEqual(['']);
  });
});

describe.skipIf(!isRoot)('consent to commands (needs root, to own files as another user)', () => {
  function settingsFile(): string {
    const file = join(tempDir(), 'settings.json');
    writeFileSync(file, '{}', { mode: 0o600 });
    return file;
  }

  it('is a settings file that this user alone may write', () => {
    expect(commandConsent(settingsFile())).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['its group may write it', 0o620],
    ['everybody may write it', 0o602],
  ])('is not one when %s, and the chmod to do is said', (_title, mode) => {
    const file = settingsFile();
    chmodSync(file, mode);
    expect(commandConsent(file)).toMatchObject({
      ok: false,
      error: { code: 'not_consented', hint: expect.stringMatching(`chmod go-w ${file}$`) },
    });
  });

  it('is not one that belongs to another user', () => {
    const file = settingsFile();
    chownSync(file, 4242, 4242);
    expect(commandConsent(file)).toMatchObject({ error: { message: expect.stringMatching(/another user/) } });
  });

  it('is not one whose directory others may write, unless it is sticky as /tmp is', () => {
    const file = settingsFile();
    const directory = join(file, '..');
    chmodSync(directory, 0o777);
    expect(commandConsent(file)).toMatchObject({
      error: { hint: expect.stringContaining(`chmod go-w ${directory}`) },
    });
    chmodSync(directory, 0o1777);
    expect(commandConsent(file).ok).toBe(true);
  });

  it('is not a link to a file in a directory that others may write', () => {
    const open = join(tempDir(), 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    writeFileSync(join(open, 'real.json'), '{}', { mode: 0o600 });
    const link = join(tempDir(), 'settings.json');
    symlinkSync(join(open, 'real.json'), link);
    expect(commandConsent(link)).toMatchObject({ error: { message: expect.stringContaining(open) } });
  });

  it('is what a command waits for: without it nothing runs, and the reason is said', async () => {
    const file = settingsFile();
    chmodSync(file, 0o666);
    const trace = join(tempDir(), 'ran');
    const parts = { commandConsent: () => commandConsent(file) };
    const settings = { ...onlyNumber, command: `touch ${trace}; echo 1` };
    const refused = await collectWith(settings, parts);
    expect(refused.problems).toEqual([
      { code: 'permission', message: expect.stringContaining('chmod go-w') },
    ]);
    expect(existsSync(trace)).toBe(false);
    chmodSync(file, 0o600);
    expect((await collectWith(settings, parts)).problems).toEqual([]);
  });
});
