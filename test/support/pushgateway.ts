import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { freePort } from './free-port';
import { untilReady } from './prometheus';

/** Of Debian's package prometheus-pushgateway. */
export const pushgatewayProgram = '/usr/bin/prometheus-pushgateway';
export const pushgatewayIsHere = existsSync(pushgatewayProgram);

export interface RunningPushgateway {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A real Pushgateway that holds nothing yet; at this port, if it matters. */
export async function startPushgateway(
  args: readonly string[] = [],
  port?: number,
): Promise<RunningPushgateway> {
  const listenPort = port ?? (await freePort());
  const child = spawn(
    pushgatewayProgram,
    // Without an empty persistence file the package's default brings back an earlier run's groups.
    [`--web.listen-address=127.0.0.1:${listenPort}`, '--persistence.file=', ...args],
    { stdio: 'ignore' },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const url = `http://127.0.0.1:${listenPort}`;
  try {
    await untilReady(`${url}/-/ready`, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: child.pid ?? 0, stop };
}
