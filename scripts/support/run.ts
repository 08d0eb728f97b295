import { execFile } from 'node:child_process';

export interface RunOptions {
  readonly timeoutMs: number;
  readonly cwd?: string;
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program without a shell and gives its standard output; throws a plain sentence when it fails. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: 64 * 1024 * 1024,
    };
    execFile(file, [...args], settings, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`"${file} ${args.join(' ')}" ${reasonOf(error, stderr, options.timeoutMs)}`));
    });
  });
}

function reasonOf(
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
  timeoutMs: number,
): string {
  if (error.code === 'ENOENT') return 'cannot start: there is no such program';
  if (error.killed) return `was not done after ${timeoutMs / 1000} s`;
  return `failed: ${lastWords(stderr) || error.message}`;
}

/** Programs give their reason at the end of what they say; Node puts the stack after it. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return lines.slice(-2).join(' / ').trim();
}
