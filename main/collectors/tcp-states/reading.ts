import type { QueuedBytes, StateCounts } from './states';

export interface Reading {
  readonly counts: StateCounts;
  /** Absent where the system does not say it. */
  readonly queued?: QueuedBytes;
  /** What was read, for people. */
  readonly source: string;
}
