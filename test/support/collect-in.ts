import { join } from 'node:path';
import type { Collected } from '../../main/collectors/collector';
import type { CollectRequest } from './collect-once';
import type { Namespace } from './netns';

const script = join(__dirname, 'collect-once.ts');

/** Runs a collector inside a namespace, in a process of its own; `env` as for the program `env`: `PATH=/nowhere`. */
export async function collectIn(
  { exec }: Pick<Namespace, 'exec'>,
  request: CollectRequest,
  env: readonly string[] = [],
): Promise<readonly Collected[]> {
  const command = [process.execPath, '--import', 'tsx', script, JSON.stringify(request)];
  const { stdout } = await exec('/usr/bin/env', [...env, ...command]);
  return JSON.parse(stdout) as Collected[];
}
