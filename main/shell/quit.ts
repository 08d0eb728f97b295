import { app } from 'electron';
import type { Clock } from '../platform/clock';

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
    clock.after(limitMs, end);
    stop().then(end, end);
  });
}
