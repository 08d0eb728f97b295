/** How finely a table of samples keeps time, and how its rows lie on disk. */
export interface Resolution {
  readonly table: 'raw' | 'minutes' | 'quarters';
  /** One row for so much time; 0 where every sample has its own. */
  readonly stepMs: number;
  /**
   * Rows of so much time lie together, series by series: a write touches few pages, a series is read with one seek a
   * block, and the oldest go in one piece. A finer resolution's block never crosses the edge of a coarser one's.
   */
  readonly blockMs: number;
}

const minuteMs = 60_000;

export const raw: Resolution = { table: 'raw', stepMs: 0, blockMs: 5 * minuteMs };
export const minutes: Resolution = { table: 'minutes', stepMs: minuteMs, blockMs: 60 * minuteMs };
export const quarters: Resolution = { table: 'quarters', stepMs: 15 * minuteMs, blockMs: 24 * 60 * minuteMs };

/** Finest first. */
export const resolutions: readonly Resolution[] = [raw, minutes, quarters];

/** The number of the block that holds this moment. */
export function blockAt({ blockMs }: Resolution, atMs: number): number {
  return Math.floor(atMs / blockMs);
}

export function blockStartMs({ blockMs }: Resolution, block: number): number {
  return block * blockMs;
}
