import { setMaxListeners } from 'node:events';
import type { Clock } from '../../platform/clock';
import type { Collected, Collector } from '../collector';
import { guarded } from '../guarded';

/** The time that the probes of one cycle share. */
export interface CycleTime {
  /** Aborts when the cycle must be over, and when the collector is closed. */
  readonly signal: AbortSignal;
  /** How long probes may still wait for others, in milliseconds; infinite without a limit. */
  leftMs(): number;
}

/**
 * Cycles that are over a little before their time limit, so that what was found until then counts as a result. Closing
 * ends the one under way.
 */
export class Cycles implements Pick<Collector, 'collect' | 'close'> {
  readonly collect: Collector['collect'];
  private running: { readonly stop: AbortController; readonly end: Promise<unknown> } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly work: (time: CycleTime) => Promise<Collected>,
  ) {
    this.collect = guarded((signal, limitMs = Number.POSITIVE_INFINITY) => this.run(signal, limitMs));
  }

  async close(): Promise<void> {
    this.running?.stop.abort();
    await this.running?.end;
  }

  private async run(signal: AbortSignal, limitMs: number): Promise<Collected> {
    const stop = new AbortController();
    // Each probe listens to it.
    setMaxListeners(0, stop.signal);
    const onAbort = () => stop.abort();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) stop.abort();
    const reserveMs = reserveOf(limitMs);
    const endMs = this.clock.monotonicMs() + limitMs - reserveMs;
    const leftMs = () => endMs - this.clock.monotonicMs();
    const cancel = Number.isFinite(limitMs) ? this.clock.after(limitMs - reserveMs / 2, onAbort) : () => {};
    const cycle = this.work({ signal: stop.signal, leftMs });
    this.running = { stop, end: cycle.catch(() => undefined) };
    try {
      return await cycle;
    } finally {
      cancel();
      signal.removeEventListener('abort', onAbort);
      this.running = undefined;
    }
  }
}

/** What it takes to end the last probes and to hand over what all have found. */
function reserveOf(limitMs: number): number {
  return Number.isFinite(limitMs) ? Math.min(Math.max(0.15 * limitMs, 100), 500) : 0;
}
