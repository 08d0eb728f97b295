import type { Clock } from '../../platform/clock';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

/** Asks until the answer is yes, ever less often: at login the panel may start after us, and on some desktops none ever does. */
export async function waitForHost(clock: Clock, isThere: () => Promise<boolean>): Promise<void> {
  for (let pauseMs = firstPauseMs; !(await isThere()); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
  }
}
