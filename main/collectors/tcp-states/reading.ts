import type { StateCounts } from './states';

export interface Reading {
  readonly counts: StateCounts;
  /** What was read, for people. */
  readonly source: string;
}
