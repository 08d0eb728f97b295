import type { Clock } from '../../main/platform/clock';

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/**
 * A clock that stands still until told to move. `advance` runs every timer that falls due, each at its own moment,
 * and lets promises settle after each, so that a test needs no waiting of its own.
 */
export class FakeClock implements Clock {
  private elapsedMs = 0;
  private sleptMs = 0;
  private readonly timers = new Set<Timer>();

  constructor(private wallAtOriginMs = Date.UTC(2026, 0, 1)) {}

  nowMs(): number {
    return this.wallAtOriginMs + this.elapsedMs;
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  sinceBootMs(): number {
    return this.elapsedMs + this.sleptMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { dueMs: this.elapsedMs + Math.max(0, delayMs), action };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** How many timers wait: 0 when everything has been stopped. */
  get waiting(): number {
    return this.timers.size;
  }

  async advance(byMs: number): Promise<void> {
    const untilMs = this.elapsedMs + byMs;
    await settled();
    for (let next = this.nextUntil(untilMs); next; next = this.nextUntil(untilMs)) {
      this.elapsedMs = Math.max(this.elapsedMs, next.dueMs);
      this.timers.delete(next);
      next.action();
      await settled();
    }
    this.elapsedMs = untilMs;
  }

  /** The machine sleeps, as on Linux and macOS: the monotonic clock stands still meanwhile, and so do timers. */
  sleep(forMs: number): void {
    this.wallAtOriginMs += forMs;
    this.sleptMs += forMs;
  }

  /** Sets the wall clock forward or, negative, back, as NTP does; no other clock notices. */
  jumpWall(byMs: number): void {
    this.wallAtOriginMs += byMs;
  }

  /** Time goes by and no timer runs: a blocked loop, SIGSTOP, or sleep on Windows. Timers that fell due run late, on the next `advance`. */
  freeze(forMs: number): void {
    this.elapsedMs += forMs;
  }

  private nextUntil(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs <= untilMs && (!next || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }
}

/** Lets everything that waits on promises alone go as far as it can. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
