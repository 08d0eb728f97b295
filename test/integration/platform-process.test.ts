import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Outcome } from '../../main/outcome';
import { type ProcessRequest, type ProcessResult, runProcess } from '../../main/platform/process';
import { isAlive, startProgram } from '../support/program';
import { tempDir } from '../support/temp-dir';

function shell(script: string, more: Partial<ProcessRequest> = {}) {
  return runProcess({ file: 'sh', args: ['-c', script], timeoutMs: 20_000, ...more });
}

function resultOf(outcome: Outcome<ProcessResult>): ProcessResult {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** The process whose id a script has printed; ended with the test should it still be there. */
function printedPid(result: ProcessResult): number {
  const pid = Number(result.stdout.trim());
  expect(pid).toBeGreaterThan(1);
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  return pid;
}

async function untilGone(pid: number): Promise<void> {
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
}

describe('a program that runs to its end', () => {
  it('gives its exit status and both outputs', async () => {
    expect(resultOf(await shell('echo out; echo err >&2; exit 3'))).toMatchObject({
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      truncated: false,
    });
  });

  it('gets the given environment beside ours, and ours stays as it was', async () => {
    const before = process.env['LC_ALL'];
    const result = resultOf(await shell('echo "$LC_ALL $PATH"', { env: { LC_ALL: 'C' } }));
    expect(result.stdout).toBe(`C ${process.env['PATH']}\n`);
    expect(process.env['LC_ALL']).toBe(before);
  });

  it('has no exit status when a signal ended it', async () => {
    const result = resultOf(await shell('kill -9 $$'));
    expect(result).not.toHaveProperty('exitCode');
    expect(result).not.toHaveProperty('endedBy');
  });

  it('takes no argument for a shell word', async () => {
    const result = resultOf(await runProcess({ file: 'echo', args: ['$(id)', '; ls'], timeoutMs: 20_000 }));
    expect(result.stdout).toBe('$(id) ; ls\n');
  });

  it('is heard to its end though it says more than is kept', async () => {
    const result = resultOf(
      await shell('yes | head -c 3000000; yes | head -c 2000 >&2', { maxOutputBytes: 1000 }),
    );
    expect(result).toMatchObject({ exitCode: 0, truncated: true });
    expect([result.stdout.length, result.stderr.length]).toEqual([1000, 1000]);
  });

  it('is not called truncated when it says exactly as much as is kept', async () => {
    expect(resultOf(await shell('printf 12345', { maxOutputBytes: 5 }))).toMatchObject({
      stdout: '12345',
      truncated: false,
    });
  });
});

describe('what a program leaves running', () => {
  it('does not hold up the result, and is ended when it holds the output', async () => {
    const result = resultOf(await shell('sleep 1000 & echo $!'));
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result).not.toHaveProperty('endedBy');
    await untilGone(printedPid(result));
  });

  it('does not hold up the result when it has left the process group', async () => {
    const result = resultOf(await shell('setsid sleep 1000 & echo $!'));
    expect(isAlive(printedPid(result))).toBe(true);
    expect(result).toMatchObject({ exitCode: 0 });
  });
});

describe('a program that takes too long', () => {
  it('is ended with all that it started', async () => {
    const result = resultOf(await shell('sleep 1000 & echo $!; wait', { timeoutMs: 300 }));
    expect(result).toMatchObject({ endedBy: 'timeout' });
    expect(result).not.toHaveProperty('exitCode');
    await untilGone(printedPid(result));
  });

  it('is ended though it ignores polite signals', async () => {
    const result = resultOf(
      await shell("trap '' TERM INT HUP; echo $$; while :; do sleep 0.1; done", { timeoutMs: 300 }),
    );
    expect(result).toMatchObject({ endedBy: 'timeout' });
    await untilGone(printedPid(result));
  });

  it('gives what it had said', async () => {
    const result = resultOf(await shell('echo early; sleep 1000', { timeoutMs: 500 }));
    expect(result).toMatchObject({ endedBy: 'timeout', stdout: 'early\n' });
  });
});

describe('a signal that aborts', () => {
  it('ends the program and all that it started', async () => {
    const controller = new AbortController();
    const flag = join(tempDir(), 'started');
    const running = shell(`sleep 1000 & echo $!; : > ${flag}; wait`, { signal: controller.signal });
    await vi.waitFor(() => expect(existsSync(flag)).toBe(true));
    controller.abort();
    const result = resultOf(await running);
    expect(result).toMatchObject({ endedBy: 'abort' });
    await untilGone(printedPid(result));
  });

  it('keeps a program from starting when it has aborted already', async () => {
    const flag = join(tempDir(), 'started');
    const result = resultOf(await shell(`: > ${flag}`, { signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ endedBy: 'abort', stdout: '' });
    expect(existsSync(flag)).toBe(false);
  });
});

describe('a program that cannot start', () => {
  const request = { args: [], timeoutMs: 20_000 };

  it('is told apart when it is missing', async () => {
    expect(await runProcess({ ...request, file: 'no-such-ping' })).toEqual({
      ok: false,
      error: { code: 'not_found', message: 'There is no program "no-such-ping" on the PATH.' },
    });
  });

  it('is told apart when it may not be run', async () => {
    const dir = tempDir();
    const plain = join(dir, 'plain');
    writeFileSync(plain, '#!/bin/sh\n');
    chmodSync(plain, 0o644);
    mkdirSync(join(dir, 'directory'));
    for (const file of [plain, join(dir, 'directory')]) {
      expect(await runProcess({ ...request, file })).toMatchObject({ error: { code: 'not_executable' } });
    }
  });

  it.each([
    ['an argument that no system takes', { file: 'echo', args: ['a\0b'] }],
    ['more arguments than the system takes', { file: 'echo', args: [`-${'x'.repeat(4_000_000)}`] }],
    ['a path through a file', { file: '/etc/passwd/ping', args: [] }],
  ])('is a failure and no exception: %s', async (_what, differing) => {
    expect(await runProcess({ ...request, ...differing })).toMatchObject({ error: { code: 'not_started' } });
  });

  it.skipIf(process.platform !== 'linux')(
    'is a failure and no exception where no more files may be opened',
    async () => {
      const program = startProgram('without-descriptors');
      expect(JSON.parse(await program.line())).toMatchObject({ error: { code: 'not_started' } });
      expect(await program.ended()).toBe(0);
    },
  );
});
