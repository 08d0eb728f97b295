import type { Steps } from '../metrics/steps';
import type { Clock } from './clock';

/** How long a piece of work may hold the event loop before others get a turn. */
const defaultSliceMs = 4;

/** Cuts long work on this thread, so that everything else has its turn every few milliseconds. */
export class Slices {
  private endsMs: number;

  constructor(
    private readonly clock: Pick<Clock, 'monotonicMs'>,
    private readonly sliceMs = defaultSliceMs,
  ) {
    this.endsMs = clock.monotonicMs() + sliceMs;
  }

  isOver(): boolean {
    return this.clock.monotonicMs() >= this.endsMs;
  }

  /** Others run; then the next slice begins. */
  async turnOfOthers(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.endsMs = this.clock.monotonicMs() + this.sliceMs;
  }
}

/** Does the work, with turns of others in between. */
export async function finishInSlices<T>(steps: Steps<T>, slices: Slices): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (slices.isOver()) await slices.turnOfOthers();
  }
}
