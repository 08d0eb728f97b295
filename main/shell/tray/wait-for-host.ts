import type { Clock } from '../../platform/clock';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

/**
 * Asks until the answer is yes, ever less often: at login the panel may start after us, and on some desktops none ever does. False: there
 * was none within the limit.
 */
export async function waitForHost(
  clock: Clock,
  isThere: () => Promise<boolean>,
  limitMs = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const untilMs = clock.monotonicMs() + limitMs;
  for (let pauseMs = firstPauseMs; !(await isThere()); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (clock.monotonicMs() + pauseMs > untilMs) return false;
    await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
  }
  return true;
}
