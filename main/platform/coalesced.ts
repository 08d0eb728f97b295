import type { Clock } from './clock';

/** Runs `action` soon, at most once in `intervalMs`, and always once more after the last call. */
export function coalesced(clock: Clock, intervalMs: number, action: () => void): () => void {
  let waiting = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (waiting) return;
    waiting = true;
    const delayMs = Math.max(0, lastMs + intervalMs - clock.monotonicMs());
    clock.after(delayMs, () => {
      waiting = false;
      lastMs = clock.monotonicMs();
      action();
    });
  };
}
