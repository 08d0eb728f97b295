import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Namespace } from './netns';
import type { FarHostOptions } from './programs/far-host';

const program = join(__dirname, 'programs/far-host.ts');
const tunFile = '/dev/net/tun';

/** For `describe.skipIf(!canMakeTun)`; the title says what is needed: "needs root and TUN devices on Linux". */
export const canMakeTun = process.platform === 'linux' && process.getuid?.() === 0 && tunIsHere();

function tunIsHere(): boolean {
  if (existsSync(tunFile)) return true;
  try {
    execFileSync('mkdir', ['-p', '/dev/net']);
    execFileSync('mknod', [tunFile, 'c', '10', '200']);
    return true;
  } catch {
    return false;
  }
}

/** A host behind a network of the test's own that answers pings as late and as often as it is told; its address. */
export async function startFarHost(
  { prefix, exec }: Namespace,
  options: Omit<FarHostOptions, 'device'>,
): Promise<string> {
  const device = 'far0';
  const [command, ...args] = prefix;
  const host = spawn(
    command,
    [...args, process.execPath, '--import', 'tsx', program, JSON.stringify({ device, ...options })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(host, 'exit');
  onTestFinished(async () => {
    host.kill('SIGKILL');
    await ended;
  });
  await Promise.race([once(host.stdout, 'data'), ended.then(() => Promise.reject(new Error('it ended')))]);
  await exec('ip', ['address', 'add', '10.97.0.1/24', 'dev', device]);
  await exec('ip', ['link', 'set', device, 'up']);
  return '10.97.0.2';
}
