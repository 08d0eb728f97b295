import type { Clock } from '../../platform/clock';

const firstMs = 1_000;
const mostMs = 60_000;

/**
 * How long to wait after so many failures in a row: anything up to a bound that doubles each time, so that many who
 * lost the same receiver do not come back together. `random` gives 0 to below 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** (failures - 1));
}

/** One thing that is done again after a failure, later each time. */
export class Backoff {
  private failuresInARow = 0;
  private cancel: (() => void) | undefined;

  constructor(private readonly parts: { readonly clock: Clock; readonly random: () => number }) {}

  get failures(): number {
    return this.failuresInARow;
  }

  /** It failed: this, in place of what may wait already. */
  again(work: () => void): void {
    this.cancel?.();
    this.failuresInARow += 1;
    const { clock, random } = this.parts;
    this.cancel = clock.after(backoffMs(this.failuresInARow, random), work);
  }

  /** Nothing waits, and nothing has failed. */
  reset(): void {
    this.cancel?.();
    this.failuresInARow = 0;
  }
}
