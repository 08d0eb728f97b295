import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port';
import { untilReady } from './prometheus';

const program = 'prometheus-node-exporter';

export const hasNodeExporter = spawnSync(program, ['--version']).error === undefined;

/** The address of the metrics of a real node_exporter with these options; gone when the test is over. */
export async function startNodeExporter(options: readonly string[] = []): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, [...options, `--web.listen-address=${address}`], { stdio: 'ignore' });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const url = `http://${address}/metrics`;
  await untilReady(url, child);
  return url;
}
