import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type Holder, type Lock, readHolder, takeLock } from '../../main/platform/lock';
import { startProgram } from '../support/program';
import { tempDir } from '../support/temp-dir';

function held(dataDir: string, kind: Holder['kind'] = 'desktop'): Lock {
  const lock = takeLock(dataDir, kind);
  if (!lock.ok) throw new Error(lock.error.message);
  onTestFinished(() => lock.value.release());
  return lock.value;
}

async function otherProcess(dataDir: string) {
  const program = startProgram('lock-holder', { args: [dataDir] });
  expect(await program.line()).toBe('ready');
  return {
    ...program,
    async tryLock() {
      program.say('go');
      return await program.line();
    },
  };
}

it('is free on a fresh data directory', () => {
  expect(readHolder(tempDir())).toBeUndefined();
});

it('is free on a data directory that is not there', () => {
  expect(readHolder(join(tempDir(), 'none'))).toBeUndefined();
});

it('is refused to a second taker, who is told of the first', () => {
  const dataDir = tempDir();
  const lock = held(dataDir);
  lock.describe({ address: 'http://127.0.0.1:9091/' });
  expect(takeLock(dataDir, 'headless')).toMatchObject({
    ok: false,
    error: {
      code: 'already_running',
      message: expect.stringMatching(
        new RegExp(
          `^The tray app \\(process ${process.pid}, since .*Z\\) is running on ${dataDir} already\\.$`,
        ),
      ),
      hint: 'Its page is http://127.0.0.1:9091/; stop it first, or name another directory with --data-dir.',
    },
  });
});

it('can be taken again after its release', () => {
  const dataDir = tempDir();
  const first = held(dataDir);
  first.release();
  first.release();
  expect(readHolder(dataDir)).toBeUndefined();
  held(dataDir);
});

it('of one data directory does not concern another', () => {
  held(tempDir());
  held(tempDir());
});

it('forgets an address that is no longer said', () => {
  const dataDir = tempDir();
  const lock = held(dataDir, 'headless');
  lock.describe({ address: 'http://127.0.0.1:9091/' });
  lock.describe({});
  expect(readHolder(dataDir)).toEqual({ pid: process.pid, kind: 'headless', sinceMs: expect.any(Number) });
});

it('holds against another process, and is free as soon as that is killed', async () => {
  const dataDir = tempDir();
  const other = await otherProcess(dataDir);
  expect(await other.tryLock()).toBe('held');
  expect(readHolder(dataDir)).toMatchObject({
    pid: other.pid,
    kind: 'headless',
    address: 'http://127.0.0.1:9091/',
  });
  expect(takeLock(dataDir, 'desktop')).toMatchObject({ error: { code: 'already_running' } });

  other.child.kill('SIGKILL');
  expect(await other.ended()).toBe('SIGKILL');
  expect(readHolder(dataDir)).toBeUndefined();
  held(dataDir);
  expect(readHolder(dataDir)).toMatchObject({ pid: process.pid });
});

it('keeps others out while nobody can be named, and names no process that is gone', async () => {
  const dataDir = tempDir();
  const other = await otherProcess(dataDir);
  other.child.kill('SIGKILL');
  await other.ended();
  held(dataDir);
  const left: Holder = { pid: other.pid, kind: 'desktop', sinceMs: 0 };
  for (const text of [JSON.stringify(left), '{"pid":']) {
    writeFileSync(join(dataDir, 'lock.json'), text);
    expect(readHolder(dataDir)).toEqual({});
    expect(takeLock(dataDir, 'desktop')).toMatchObject({
      error: { code: 'already_running', message: `Another Pushtray is running on ${dataDir}.` },
    });
  }
});

it('goes to exactly one of many who want it at the same moment', async () => {
  for (let round = 0; round < 2; round += 1) {
    const dataDir = tempDir();
    const others = await Promise.all(Array.from({ length: 5 }, () => otherProcess(dataDir)));
    const answers = await Promise.all(others.map((other) => other.tryLock()));
    expect(answers.sort()).toEqual([...Array.from({ length: 4 }, () => 'already_running'), 'held']);
    for (const other of others) other.child.kill('SIGKILL');
    await vi.waitFor(() => expect(readHolder(dataDir)).toBeUndefined());
  }
});

it('that cannot be used is named, with what to do', () => {
  const dataDir = tempDir();
  writeFileSync(join(dataDir, 'lock.db'), 'this is no database. '.repeat(100));
  expect(takeLock(dataDir, 'headless')).toMatchObject({
    error: {
      code: 'not_lockable',
      message: expect.stringContaining(join(dataDir, 'lock.db')),
      hint: expect.stringContaining('Remove that file'),
    },
  });
});
