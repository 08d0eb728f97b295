import type { StateCounts } from './states';

export interface Reading {
  readonly counts: StateCounts;
  /** Absent where the system does not say it. */
  readonly queued?: QueuedBytes;
  /** What was read, for people. */
  readonly source: string;
}

/** What waits in the kernel, over all connections. */
export interface QueuedBytes {
  /** Not yet read by the program. As in node_exporter, a listening socket adds the number of connections that wait to be accepted. */
  readonly rxBytes: number;
  /** Not yet acknowledged by the other side. */
  readonly txBytes: number;
}
