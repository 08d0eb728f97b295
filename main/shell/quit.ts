import { app } from 'electron';
import type { Clock } from '../platform/clock';

/**
 * Node's side of Electron may crash the app when sockets and child processes that were just closed report back while it ends
 * (https://github.com/electron/electron/issues/3580): they get this long.
 */
const calmMs = 150;

export interface QuitParts {
  readonly clock: Clock;
  /** Longer than this nobody waits for what `stop` does. */
  readonly limitMs: number;
  stop(): Promise<void>;
}

/**
 * Lets `stop` finish before the app ends, however that was asked for: the menu, the system, SIGINT or SIGTERM (which
 * Electron turns into the same event). Further wishes to quit meanwhile change nothing.
 */
export function stopBeforeQuit({ clock, limitMs, stop }: QuitParts): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    const end = () => app.exit(0);
    const endCalmly = () => clock.after(calmMs, end);
    clock.after(limitMs, end);
    stop().then(endCalmly, endCalmly);
  });
}
