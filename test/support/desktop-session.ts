import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A screen and a session bus that belong to nobody else. */
export interface DesktopSession {
  /** `DISPLAY` and `DBUS_SESSION_BUS_ADDRESS`. */
  readonly env: Readonly<Record<'DISPLAY' | 'DBUS_SESSION_BUS_ADDRESS', string>>;
  stop(): Promise<void>;
}

/** Without service folders: nothing (portals, keyrings, accessibility) is started behind the test's back. */
const busConfiguration = (dir: string) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${dir}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

export async function startDesktopSession(): Promise<DesktopSession> {
  const dir = mkdtempSync(join(tmpdir(), 'pushtray-session-'));
  const started: ChildProcess[] = [];
  const start = (file: string, args: readonly string[]) => {
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    started.push(child);
    return firstLine(file, child);
  };
  const stop = async () => {
    for (const child of started.splice(0).reverse()) await end(child);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    writeFileSync(join(dir, 'bus.conf'), busConfiguration(dir));
    const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-noreset'];
    const display = await start('Xvfb', ['-displayfd', '3', ...screen]);
    const bus = await start('dbus-daemon', [
      `--config-file=${join(dir, 'bus.conf')}`,
      '--nofork',
      '--print-address=3',
    ]);
    return { env: { DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: bus }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both programs write one line to descriptor 3 once they can be used. */
async function firstLine(file: string, child: ChildProcess): Promise<string> {
  const output = child.stdio[3] as Readable;
  let text = '';
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it was ready`);
  });
  failed.catch(() => undefined);
  while (!text.includes('\n')) {
    const [chunk] = (await Promise.race([once(output, 'data'), failed])) as [Buffer];
    text += chunk.toString();
  }
  return text.trim();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
