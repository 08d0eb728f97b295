import type { Drawn, Range, Span } from './down-sample';
import type { Reduction } from './history';

export interface StepOptions {
  readonly maxPoints: number;
  readonly reduce: Exclude<Reduction, 'extremes'>;
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
export function reduceToSteps(
  spans: readonly Span[],
  { fromMs, toMs }: Range,
  { maxPoints, reduce }: StepOptions,
): Drawn {
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / Math.max(1, maxPoints - 1)));
  const steps = new Map<number, Step>();
  for (const span of spans) {
    const startMs = Math.floor(span.atMs / stepMs) * stepMs;
    let step = steps.get(startMs);
    if (!step) {
      step = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, count: 0 };
      steps.set(startMs, step);
    }
    if (span.count > 0) add(step, span);
  }
  return {
    timesMs: [...steps.keys()],
    values: Array.from(steps.values(), (step) => reducedTo(reduce, step)),
  };
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
