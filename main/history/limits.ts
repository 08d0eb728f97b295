export interface HistoryLimits {
  /** Of the database file, without its write-ahead log. */
  readonly maxBytes: number;
  /** The series not seen for longest go first. */
  readonly maxSeries: number;
  /** How far back each resolution reaches. */
  readonly keepMs: { readonly raw: number; readonly minutes: number; readonly quarters: number };
  /** Failures are kept longer than successes: they are what a person comes back for. */
  readonly successes: PushLimits;
  readonly failures: PushLimits;
  readonly marks: { readonly maxRecords: number; readonly maxAgeMs: number };
}

export interface PushLimits {
  readonly maxRecords: number;
  readonly maxAgeMs: number;
  /** Only so many of the newest keep what was sent and what came back. */
  readonly maxBodies: number;
}

const dayMs = 24 * 60 * 60_000;

export const defaultLimits: HistoryLimits = {
  maxBytes: 200 * 1024 * 1024,
  maxSeries: 20_000,
  keepMs: { raw: dayMs, minutes: 14 * dayMs, quarters: 365 * dayMs },
  successes: { maxRecords: 5_000, maxAgeMs: 7 * dayMs, maxBodies: 200 },
  failures: { maxRecords: 5_000, maxAgeMs: 30 * dayMs, maxBodies: 500 },
  marks: { maxRecords: 20_000, maxAgeMs: 365 * dayMs },
};
