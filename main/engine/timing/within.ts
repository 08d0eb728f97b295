import type { Clock } from '../../platform/clock';

/** What was told to stop may take so long to say how far it came. */
const graceMs = 250;

/** What `work` answers. Its signal is aborted after `limitMs`, or with `stop`; if that does not help, the answer is `undefined`. */
export async function within<T>(
  clock: Clock,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T | undefined> {
  const controller = new AbortController();
  let cancel = () => {};
  let giveUp: (nothing: undefined) => void = () => {};
  const limit = new Promise<undefined>((resolve) => {
    giveUp = resolve;
  });
  const end = () => {
    cancel();
    cancel = clock.after(graceMs, () => giveUp(undefined));
    controller.abort();
  };
  cancel = clock.after(limitMs, end);
  stop?.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    cancel();
    stop?.removeEventListener('abort', end);
  }
}
