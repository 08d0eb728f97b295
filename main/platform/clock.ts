import { uptime } from 'node:os';

/** Time as the product sees it; handed in, so that tests can move it. */
export interface Clock {
  /** Wall clock, milliseconds since 1970: for what people and Prometheus read. May jump. */
  nowMs(): number;
  /** Never goes back and does not jump: for intervals and durations. Origin undefined. */
  monotonicMs(): number;
  /** Goes on while the machine sleeps and does not notice when the wall clock is set. Origin undefined. */
  sinceBootMs(): number;
  /** Runs `action` once after `delayMs`; the answer cancels it. The timer does not keep the process alive. */
  after(delayMs: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sinceBootMs: () => uptime() * 1000,
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
