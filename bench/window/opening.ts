import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { repositoryRoot } from '../../scripts/support/repository';
import { startTrayWatcher } from '../../test/support/tray-watcher';
import { electronProgram, environment, sandboxArguments } from './programs';

/** Touches no other machine. */
const quietSettings = {
  version: 1,
  collectors: [
    { id: 'tcp', kind: 'tcp-states' },
    { id: 'ping', kind: 'ping', targets: [{ name: 'lo', host: '127.0.0.1' }] },
  ],
  server: { listen: '127.0.0.1:0' },
};

/**
 * The built tray app opens its window so many times: milliseconds from the click on the tray's entry, sent as a panel sends it, until
 * the window is shown and its largest text painted.
 */
export async function timeOpenings(times: number, busAddress: string): Promise<number[]> {
  const home = mkdtempSync(join(tmpdir(), 'pushtray-bench-home-'));
  mkdirSync(join(home, 'pushtray'));
  writeFileSync(join(home, 'pushtray/settings.json'), JSON.stringify(quietSettings));
  // With a panel on the desktop, closing the window is its end.
  const panel = await startTrayWatcher(busAddress);
  const app = startApp(home);
  try {
    const item = await panel.item();
    const openings = openingsOf(app.stdout as Readable);
    const tookMs: number[] = [];
    while (tookMs.length < times) {
      const clickedAtMs = await item.click('Open Pushtray');
      const opened = await openings.next();
      if (opened.done) throw new Error('the app ended while its window was opening');
      tookMs.push(Math.max(opened.value.paintedAtMs, opened.value.shownAtMs) - clickedAtMs);
    }
    return tookMs;
  } finally {
    app.kill();
    await once(app, 'exit');
    await panel.stop();
    rmSync(home, { recursive: true });
  }
}

function startApp(home: string): ChildProcess {
  const places = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  return spawn(electronProgram(), [...sandboxArguments, join(__dirname, '../opening-app')], {
    env: { ...environment(), ...places, BENCH_APP: repositoryRoot },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Milliseconds since 1970. */
interface Opened {
  readonly paintedAtMs: number;
  readonly shownAtMs: number;
}

async function* openingsOf(output: Readable): AsyncGenerator<Opened> {
  for await (const line of createInterface({ input: output })) {
    const told = /^opened (.*)$/.exec(line)?.[1];
    if (told !== undefined) yield JSON.parse(told) as Opened;
  }
}
