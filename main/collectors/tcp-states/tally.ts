import { tcpStates } from '../../metrics/tcp-states';
import type { QueuedBytes } from './reading';
import { noConnections, type StateCounts } from './states';

/** NEW_SYN_RECV: an inner form of SYN_RECV that some kernels show. */
const newSynRecv = 12;

/** Sums up the kernel's connections, whichever way it tells them. */
export class Tally {
  /** By the kernel's number, which is one byte. */
  private readonly byNumber = new Uint32Array(256);
  private rxBytes = 0;
  private txBytes = 0;

  count(state: number): void {
    this.byNumber[state]++;
  }

  addQueued(rxBytes: number, txBytes: number): void {
    this.rxBytes += rxBytes;
    this.txBytes += txBytes;
  }

  get counts(): StateCounts {
    const counts = noConnections();
    this.byNumber.forEach((count, number) => {
      const name = number === newSynRecv ? 'syn_recv' : tcpStates[number - 1];
      counts[name ?? 'unknown'] += count;
    });
    return counts;
  }

  get queued(): QueuedBytes {
    return { rxBytes: this.rxBytes, txBytes: this.txBytes };
  }
}
