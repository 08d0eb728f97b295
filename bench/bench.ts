/** One kind of thing that is timed: a file of its own, named in run.ts. */
export interface Bench {
  /** As on the command line and in the markers of docs/performance.md. */
  readonly name: string;
  readonly title: string;
  /** Why it cannot run here; absent when it can. */
  missing(): string | undefined;
  run(options: BenchOptions): Promise<BenchResult>;
}

export interface BenchOptions {
  /** Takes minutes longer: the largest sizes too. */
  readonly large: boolean;
  /** Progress, for people. */
  say(line: string): void;
}

export interface BenchResult {
  /** What was measured and how, before the tables. */
  readonly intro: string;
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A ratio that the project wants to reach. */
export interface Goal {
  readonly what: string;
  readonly ratio: number;
  readonly atMost: number;
}
