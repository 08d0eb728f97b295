import type { Steps } from '../metrics/steps';
import type { Clock } from '../platform/clock';
import { finishInSlices, Slices } from '../platform/slices';
import type { Work } from './sliced-work';

/** Long reads, one after the other; between their slices everything else has its turn. */
export class Reads {
  private underWay = 0;
  private last: Promise<unknown> = Promise.resolve();
  /** One for all: many short reads are as long as one. */
  private readonly slices: Slices;

  constructor(clock: Clock) {
    this.slices = new Slices(clock);
  }

  /** After those that were asked for earlier. Rejects with what a step throws. */
  add<T>(steps: Steps<T>): Promise<T> {
    this.underWay += 1;
    const read = this.last.then(() => finishInSlices(steps, this.slices));
    this.last = read
      .catch(() => undefined)
      .then(() => {
        this.underWay -= 1;
      });
    return read;
  }

  /** That work with pauses while anything is read: what is being read is not taken away meanwhile. */
  *first(work: Work): Work {
    for (const _slice of work) {
      do yield;
      while (this.underWay > 0);
    }
  }
}
