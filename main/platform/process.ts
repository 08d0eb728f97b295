import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { failure, messageOf, type Outcome, success } from '../outcome';
import { BoundedText } from './bounded-text';
import { isDirectory } from './files';

export interface ProcessStart {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to this process's own environment, for the child alone. */
  readonly env?: Readonly<Record<string, string>>;
  /** The directory it starts in; this process's own when absent. */
  readonly cwd?: string;
}

export interface ProcessRequest extends ProcessStart {
  /** After this the child is asked to end by SIGINT, on which ping says what it found so far. Windows has no such signal. */
  readonly interruptAfterMs?: number;
  /** After this the child's whole process group is ended. */
  readonly timeoutMs: number;
  /** Of stdout and stderr each; what comes after is dropped and `truncated` is set. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ProcessResult {
  /** Absent when a signal ended it. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Ended by us: the time was over, or `signal` aborted. */
  readonly endedBy?: 'timeout' | 'abort';
  readonly truncated: boolean;
  /** Until the child's own end. */
  readonly durationMs: number;
}

export type ProcessFailureCode = 'not_found' | 'not_executable' | 'not_started';

/** Runs a program without a shell and waits for its end. A program that fails is a result; one that cannot start is a failure. */
export type RunProcess = (request: ProcessRequest) => Promise<Outcome<ProcessResult, ProcessFailureCode>>;

type Ran = Outcome<ProcessResult, ProcessFailureCode>;
export type Child = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

const defaultMaxOutputBytes = 1024 * 1024;

/** How long what the child left behind may keep its output open after its own end. */
const leftOpenMs = 500;

export const runProcess: RunProcess = (request) => {
  if (request.signal?.aborted) return Promise.resolve(endedBeforeStart);
  const started = startChild(request);
  return started.ok ? new Run(request, started.value).result() : Promise.resolve(started);
};

const endedBeforeStart: Ran = success({
  stdout: '',
  stderr: '',
  endedBy: 'abort' as const,
  truncated: false,
  durationMs: 0,
});

/** What is started stands in a process group of its own, with nothing to read from. */
export function startChild(request: ProcessStart): Outcome<Child, ProcessFailureCode> {
  try {
    const child = spawn(request.file, request.args, {
      env: { ...process.env, ...request.env },
      ...(request.cwd === undefined ? {} : { cwd: request.cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the child starts ends with it (Windows has no groups).
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (child.stdout) return success(child);
    // Out of file descriptors: Node then makes no pipes, and says so in an event that ends this process where nobody hears it.
    child.on('error', () => undefined);
    return startFailure(request, new Error('too many files are open'));
  } catch (thrown) {
    return startFailure(request, thrown);
  }
}

/** One child from its start to the end of its output. */
class Run {
  private readonly startedMs = performance.now();
  private readonly stdout: BoundedText;
  private readonly stderr: BoundedText;
  private endedBy: ProcessResult['endedBy'];

  constructor(
    private readonly request: ProcessRequest,
    private readonly child: Child,
  ) {
    this.stdout = new BoundedText(request.maxOutputBytes ?? defaultMaxOutputBytes);
    this.stderr = new BoundedText(request.maxOutputBytes ?? defaultMaxOutputBytes);
  }

  result(): Promise<Ran> {
    const { child, request } = this;
    child.stdout.on('data', (chunk: Buffer) => this.stdout.add(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.stderr.add(chunk));
    const onAbort = () => this.end('abort');
    request.signal?.addEventListener('abort', onAbort, { once: true });
    const timers = [setTimeout(() => this.end('timeout'), request.timeoutMs)];
    if (request.interruptAfterMs !== undefined && process.platform !== 'win32') {
      timers.push(setTimeout(() => signalGroup(child.pid, 'SIGINT'), request.interruptAfterMs));
    }
    return new Promise<Ran>((resolve) => {
      child.once('error', (error) => resolve(startFailure(request, error)));
      child.once('exit', (exitCode) => {
        const durationMs = performance.now() - this.startedMs;
        const settle = () => resolve(success(this.ended(exitCode, durationMs)));
        child.once('close', settle);
        // What the child left running may hold its output open for ever: end the group, and if even that
        // does not close it (a group of its own), stop listening.
        timers.push(
          setTimeout(() => endGroup(child.pid), leftOpenMs),
          setTimeout(settle, 2 * leftOpenMs),
        );
      });
    }).finally(() => {
      for (const timer of timers) clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      child.stdout.destroy();
      child.stderr.destroy();
    });
  }

  private end(reason: 'timeout' | 'abort'): void {
    const { exitCode, signalCode, pid } = this.child;
    if (exitCode === null && signalCode === null) this.endedBy ??= reason;
    endGroup(pid);
  }

  private ended(exitCode: number | null, durationMs: number): ProcessResult {
    return {
      ...(exitCode === null ? {} : { exitCode }),
      ...(this.endedBy ? { endedBy: this.endedBy } : {}),
      stdout: this.stdout.text(),
      stderr: this.stderr.text(),
      truncated: this.stdout.truncated || this.stderr.truncated,
      durationMs,
    };
  }
}

/** SIGKILL to the whole group: what runs here only measures, it has nothing to save. */
export function endGroup(pid: number | undefined): void {
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number | undefined, signal: 'SIGKILL' | 'SIGINT'): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}

export function startFailure(
  { file, cwd }: ProcessStart,
  thrown: unknown,
): Outcome<never, ProcessFailureCode> {
  const cause = (thrown as NodeJS.ErrnoException).code;
  // Node blames the program (ENOENT) when it is the directory that is not there.
  if (cause === 'ENOENT' && cwd !== undefined && !isDirectory(cwd)) {
    return failure('not_started', `The program "${file}" did not start: there is no directory ${cwd}.`);
  }
  if (cause === 'ENOENT') return failure('not_found', `There is no program "${file}" on the PATH.`);
  if (cause === 'EACCES' || cause === 'EPERM') {
    return failure('not_executable', `The program "${file}" may not be run by this user.`);
  }
  return failure('not_started', `The program "${file}" did not start: ${messageOf(thrown)}.`);
}
