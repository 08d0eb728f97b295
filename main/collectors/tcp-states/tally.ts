import { noConnections, type QueuedBytes, type StateCounts, stateOfNumber } from './states';

/** Sums up the kernel's connections, whichever way it tells them. */
export class Tally {
  /** By the kernel's number, which is one byte. */
  private readonly byNumber = new Uint32Array(256);
  private rxBytes = 0;
  private txBytes = 0;

  count(state: number): void {
    this.byNumber[state] = (this.byNumber[state] ?? 0) + 1;
  }

  addQueued(rxBytes: number, txBytes: number): void {
    this.rxBytes += rxBytes;
    this.txBytes += txBytes;
  }

  get counts(): StateCounts {
    const counts = noConnections();
    this.byNumber.forEach((count, number) => {
      counts[stateOfNumber(number)] += count;
    });
    return counts;
  }

  get queued(): QueuedBytes {
    return { rxBytes: this.rxBytes, txBytes: this.txBytes };
  }
}
