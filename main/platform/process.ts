import { spawn } from 'node:child_process';
import { failure, messageOf, type Outcome, success } from '../outcome';

export interface ProcessRequest {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to this process's own environment, for the child alone. */
  readonly env?: Readonly<Record<string, string>>;
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
  readonly durationMs: number;
}

export type ProcessFailureCode = 'not_found' | 'not_executable' | 'not_started';

/** Runs a program without a shell and waits for its end. A program that fails is a result; one that cannot start is a failure. */
export type RunProcess = (request: ProcessRequest) => Promise<Outcome<ProcessResult, ProcessFailureCode>>;

const defaultMaxOutputBytes = 1024 * 1024;

export const runProcess: RunProcess = (request) =>
  new Promise((resolve) => {
    const startedMs = performance.now();
    // A group of its own, so that what the child starts ends with it (Windows has no groups).
    const child = spawn(request.file, request.args, {
      env: { ...process.env, ...request.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const stdout = new BoundedText(request.maxOutputBytes ?? defaultMaxOutputBytes);
    const stderr = new BoundedText(request.maxOutputBytes ?? defaultMaxOutputBytes);
    child.stdout.on('data', (chunk: Buffer) => stdout.add(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));

    let endedBy: ProcessResult['endedBy'];
    const end = (reason: 'timeout' | 'abort') => {
      endedBy ??= reason;
      endGroup(child.pid);
    };
    const onAbort = () => end('abort');
    const timer = setTimeout(() => end('timeout'), request.timeoutMs);
    request.signal?.addEventListener('abort', onAbort, { once: true });
    if (request.signal?.aborted) end('abort');

    const settle = (outcome: Outcome<ProcessResult, ProcessFailureCode>) => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    child.once('error', (error) => settle(startFailure(request.file, error)));
    child.once('close', (exitCode) =>
      settle(
        success({
          ...(exitCode === null ? {} : { exitCode }),
          ...(endedBy ? { endedBy } : {}),
          stdout: stdout.text(),
          stderr: stderr.text(),
          truncated: stdout.truncated || stderr.truncated,
          durationMs: performance.now() - startedMs,
        }),
      ),
    );
  });

/** SIGKILL to the whole group: what runs here only measures, it has nothing to save. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function startFailure(file: string, error: Error): Outcome<never, ProcessFailureCode> {
  const cause = (error as NodeJS.ErrnoException).code;
  if (cause === 'ENOENT') return failure('not_found', `There is no program "${file}" on the PATH.`);
  if (cause === 'EACCES')
    return failure('not_executable', `The program "${file}" may not be run by this user.`);
  return failure('not_started', `The program "${file}" did not start: ${messageOf(error)}.`);
}

class BoundedText {
  truncated = false;
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  add(chunk: Buffer): void {
    const room = this.maxBytes - this.size;
    if (chunk.length > room) this.truncated = true;
    if (room <= 0) return;
    this.chunks.push(chunk.subarray(0, room));
    this.size += Math.min(chunk.length, room);
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
