import type { Drawing, Drawn, Range, Span } from './down-sample';
import type { Reduction } from './history';

export interface StepOptions {
  readonly maxPoints: number;
  readonly reduce: Exclude<Reduction, 'extremes'>;
}

/** How long each step is: so many fit that a range, wherever it begins, touches `maxPoints` at most. */
export function stepOf({ fromMs, toMs }: Range, maxPoints: number): number {
  return Math.max(1, Math.ceil((toMs - fromMs) / Math.max(1, maxPoints - 1)));
}

/** What is known of a step as its spans are gone through. */
interface Step {
  min: number;
  max: number;
  sum: number;
  count: number;
}

/**
 * One value for each step of time that has any, at the step's start; NaN where none was a number. Steps lie on one grid for all series
 * and all reductions of the same range, so that they can be drawn over one another, and stay where they are while a range of the same
 * length moves on.
 */
export class StepsOfTime implements Drawing {
  private readonly stepMs: number;
  private readonly steps = new Map<number, Step>();

  constructor(
    range: Range,
    private readonly options: StepOptions,
  ) {
    this.stepMs = stepOf(range, options.maxPoints);
  }

  add(span: Span): void {
    const startMs = Math.floor(span.atMs / this.stepMs) * this.stepMs;
    let step = this.steps.get(startMs);
    if (!step) {
      step = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, count: 0 };
      this.steps.set(startMs, step);
    }
    if (span.count > 0) add(step, span);
  }

  drawn(): Drawn {
    return {
      timesMs: [...this.steps.keys()],
      values: Array.from(this.steps.values(), (step) => reducedTo(this.options.reduce, step)),
    };
  }
}

function add(step: Step, { min, max, mean, count }: Span): void {
  step.min = Math.min(step.min, min);
  step.max = Math.max(step.max, max);
  step.sum += mean * count;
  step.count += count;
}

function reducedTo(reduce: StepOptions['reduce'], step: Step): number {
  if (step.count === 0) return Number.NaN;
  return reduce === 'mean' ? step.sum / step.count : step[reduce];
}
