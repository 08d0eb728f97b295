import type { Collector } from '../../collectors/collector';
import type { Clock } from '../../platform/clock';
import { Schedule } from '../timing/schedule';
import { spreadMs } from '../timing/spread';
import { type CycleResult, runCycle } from './cycle';

/** The window is to fill quickly after the start. */
const firstCycleWithinMs = 1_000;

export interface RunnerParts {
  readonly collector: Collector;
  readonly clock: Clock;
  /** Spreads the cycles of many collectors on many machines. */
  readonly seed: string;
  /** The interval when absent. */
  readonly timeoutMs?: number;
  readonly onCycle: (result: CycleResult) => void;
}

/** Runs one collector on its schedule and remembers how the last cycle went. */
export class CollectorRunner {
  lastCycle: CycleResult | undefined;
  skippedCycles = 0;
  private readonly schedule: Schedule;
  private stopCycle = new AbortController();

  constructor(
    private readonly parts: RunnerParts,
    private intervalMs: number,
  ) {
    this.schedule = new Schedule({
      clock: parts.clock,
      run: () => this.cycle(),
      onSkip: (count) => {
        this.skippedCycles += count;
      },
    });
  }

  start(): void {
    const { seed } = this.parts;
    this.schedule.start({
      intervalMs: this.intervalMs,
      offsetMs: spreadMs(seed, this.intervalMs),
      firstAfterMs: spreadMs(seed, firstCycleWithinMs),
    });
  }

  /** On a new grid from now on if it changes anything; a cycle under way goes on. */
  setInterval(intervalMs: number): void {
    if (intervalMs === this.intervalMs) return;
    this.intervalMs = intervalMs;
    if (this.schedule.nextAtMs() !== undefined) this.start();
  }

  /** What a cycle under way measured so far is dropped, what the last one measured is forgotten. */
  stop(): void {
    this.schedule.stop();
    this.stopCycle.abort();
    this.stopCycle = new AbortController();
    this.lastCycle = undefined;
  }

  /** As after a stop and a start, but with a cycle at once. */
  startOver(): void {
    this.stop();
    this.start();
    this.schedule.runNow();
  }

  async close(): Promise<void> {
    this.stop();
    await this.parts.collector.close();
  }

  /** One cycle; over when the collector has come to rest. */
  async cycle(): Promise<void> {
    const { collector, clock, onCycle, timeoutMs = this.intervalMs } = this.parts;
    const { signal } = this.stopCycle;
    const cycle = runCycle(collector, { clock, timeoutMs, signal });
    const result = await cycle.result;
    if (!signal.aborted) {
      this.lastCycle = result;
      onCycle(result);
    }
    await cycle.settled;
  }
}
