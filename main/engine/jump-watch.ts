import type { Clock } from '../platform/clock';

const lookEveryMs = 5_000;
/** What NTP corrects by slewing stays far below. */
const jumpMs = 2_000;

/**
 * Tells of jumps of the wall clock against the monotonic one: it was set, or the machine slept (on Linux and macOS
 * the monotonic clock stands still then). The answer ends it.
 */
export function watchForJumps(clock: Clock, onJump: (byMs: number) => void): () => void {
  const offset = () => clock.nowMs() - clock.monotonicMs();
  let known = offset();
  let cancel = () => {};
  const look = () => {
    const byMs = offset() - known;
    known += byMs;
    cancel = clock.after(lookEveryMs, look);
    if (Math.abs(byMs) >= jumpMs) onJump(byMs);
  };
  cancel = clock.after(lookEveryMs, look);
  return () => cancel();
}
