import type { Clock } from '../platform/clock';

/** What was told to stop may take so long to say how far it came. */
const graceMs = 250;

/** What `work` answers. Its signal is aborted after `limitMs`; if that does not help, the answer is `undefined`. */
export async function within<T>(
  clock: Clock,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  let cancel = () => {};
  const limit = new Promise<undefined>((resolve) => {
    cancel = clock.after(limitMs, () => {
      cancel = clock.after(graceMs, () => resolve(undefined));
      controller.abort();
    });
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    cancel();
  }
}
