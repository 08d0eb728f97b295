import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  /** The next line of its standard output; rejects when there is none any more. */
  line(): Promise<string>;
  say(line: string): void;
  /** Exit status, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals>;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `test/support/programs/NAME.ts` as one process of its own (so that it can be killed by its pid); killed when the test is over. */
export function startProgram(name: string, { args = [], uid, env }: ProgramOptions = {}): Program {
  const file = join(__dirname, 'programs', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: join(__dirname, '../..'),
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    pid: child.pid ?? 0,
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`${name} said nothing more; on stderr: ${complaints}`);
      return next.value;
    },
    say: (line) => child.stdin.write(`${line}\n`),
    ended: () => ended,
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
