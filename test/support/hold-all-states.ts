import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { cutOff } from './hold-connections';
import type { Namespace } from './netns';

/** A process that holds connections in every state of the namespace, until it is ended. */
export async function holdAllStates(namespace: Namespace): Promise<ChildProcess> {
  const [ip, ...args] = namespace.prefix;
  const script = join(__dirname, 'hold-connections.ts');
  const holder = spawn(ip, [...args, process.execPath, '--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  }) as ChildProcess & { stdin: Writable; stdout: Readable };
  await once(holder.stdout, 'data');
  await namespace.nftables('input', cutOff);
  holder.stdin.write('\n');
  await once(holder.stdout, 'data');
  return holder;
}
