import type { Clock } from '../../platform/clock';

/** A timer may fire so much before its time; taken for early, the same point would run twice. */
const earlyMs = 1;

export interface ScheduleParts {
  readonly clock: Clock;
  /** Not called again before it has settled; does not reject. */
  readonly run: () => Promise<unknown>;
  /** So many points of the grid went by without a run. */
  readonly onSkip: (count: number) => void;
}

/** Points in monotonic time: the start plus `offsetMs` plus any number of intervals. */
export interface Grid {
  readonly intervalMs: number;
  readonly offsetMs: number;
  /** One run off the grid so long after the start, unless the grid's first point follows before as much time again. */
  readonly firstAfterMs: number;
}

/**
 * Runs something on a grid, one run at a time. How long a run or a timer takes moves no later point. A point reached while a run is
 * under way is skipped and counted. So are points that went by unseen, while the loop was blocked or the machine asleep: then one run follows at
 * once for the last of them, and no burst.
 */
export class Schedule {
  private grid: Grid | undefined;
  private originMs = 0;
  private nextPoint = 0;
  private running = false;
  private runAgain = false;
  private cancelPoint: (() => void) | undefined;
  private cancelFirst: (() => void) | undefined;

  constructor(private readonly parts: ScheduleParts) {}

  /** Begins a new grid now; a run of the old one that is under way still counts as one. */
  start(grid: Grid): void {
    this.stop();
    this.grid = grid;
    this.originMs = this.parts.clock.monotonicMs() + grid.offsetMs;
    this.nextPoint = 0;
    if (2 * grid.firstAfterMs < grid.offsetMs) {
      this.cancelFirst = this.parts.clock.after(grid.firstAfterMs, () => this.runNow());
    }
    this.awaitPoint();
  }

  /** No more runs; one under way goes on. */
  stop(): void {
    this.cancelFirst?.();
    this.cancelPoint?.();
    this.grid = undefined;
    this.runAgain = false;
  }

  /** One run beside the grid: now, or as soon as the one under way is over. It stands for the first one off the grid too. */
  runNow(): void {
    this.cancelFirst?.();
    if (this.running) this.runAgain = true;
    else this.run();
  }

  /** Monotonic; absent while stopped. */
  nextAtMs(): number | undefined {
    return this.grid && this.pointMs(this.nextPoint, this.grid);
  }

  private awaitPoint(): void {
    if (!this.grid) return;
    const delayMs = this.pointMs(this.nextPoint, this.grid) - this.parts.clock.monotonicMs();
    this.cancelPoint = this.parts.clock.after(Math.max(0, delayMs), () => this.onTimer());
  }

  private onTimer(): void {
    if (!this.grid) return;
    const nowMs = this.parts.clock.monotonicMs();
    const reached = Math.floor((nowMs + earlyMs - this.originMs) / this.grid.intervalMs);
    const missed = reached - this.nextPoint;
    if (missed > 0) this.parts.onSkip(missed);
    if (missed >= 0) {
      this.nextPoint = reached + 1;
      if (this.running) this.parts.onSkip(1);
      else this.run();
    }
    this.awaitPoint();
  }

  private run(): void {
    this.running = true;
    const over = () => {
      this.running = false;
      if (!this.runAgain) return;
      this.runAgain = false;
      this.run();
    };
    void this.parts.run().then(over, over);
  }

  private pointMs(point: number, { intervalMs }: Grid): number {
    return this.originMs + point * intervalMs;
  }
}
