import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SettingsInput } from '../../main/settings/schema/settings';

export const root = resolve(__dirname, '../..');
export const cliFile = join(root, 'dist/main/cli.js');

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One call of the command, to its end. */
export function pushtray(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string } = {},
): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cliFile, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
    input: options.input ?? '',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** A directory for one test, with settings in it if wanted; `remove` at the end. */
export function makeDataDir(settings?: SettingsInput | string): {
  dir: string;
  settingsFile: string;
  remove(): void;
} {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-data-'));
  const settingsFile = join(dir, 'settings.json');
  if (settings !== undefined) {
    writeFileSync(settingsFile, typeof settings === 'string' ? settings : JSON.stringify(settings, null, 2));
  }
  return { dir, settingsFile, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface RunningPushtray {
  readonly pid: number;
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly token: string;
  /** `http://127.0.0.1:PORT/#token=…` */
  readonly pageUrl: string;
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Ends it with SIGTERM and gives its exit status. */
  stop(): Promise<number | null>;
  /** Its exit status when it ends by itself. */
  readonly ended: Promise<number | null>;
}

/** A headless Pushtray, once it has said where its page is. `wrap` puts a program before it (`ip netns exec NAME`). */
export async function startPushtray(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; wrap?: readonly string[] } = {},
): Promise<RunningPushtray> {
  const [file, ...before] = [...(options.wrap ?? []), process.execPath];
  const child = spawn(file as string, [...before, cliFile, ...args], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const page = new Promise<string>((found, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /http:\/\/\S+\/#token=\S+/.exec(output);
      if (match) found(match[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then((code) => failed(new Error(`pushtray ended with ${code}:\n${output}`)), failed);
  });
  const pageUrl = await page;
  const { origin, hash } = new URL(pageUrl);
  return {
    pid: child.pid as number,
    address: origin,
    token: hash.replace('#token=', ''),
    pageUrl,
    ended,
    output: () => output,
    signal: (signal) => child.kill(signal),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
