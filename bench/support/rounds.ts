import { shuffled } from './statistics';

/** One way to do the thing that is timed. */
export interface Way {
  readonly name: string;
  /** Does it once. */
  run(): Promise<void>;
  /** The counter of the processor time that this way is charged with, in milliseconds. */
  cpuMs(): number;
  /** How often in a row it is done for one reading: short ones need many to be read at all. */
  readonly times: number;
}

export interface Readings {
  readonly cpuMs: readonly number[];
  readonly wallMs: readonly number[];
}

/** Every way in turn, in another order each round, so that whatever else the machine does meets all alike. */
export async function measureInterleaved(
  ways: readonly Way[],
  rounds: number,
): Promise<Record<string, Readings>> {
  const readings: Record<string, { cpuMs: number[]; wallMs: number[] }> = {};
  for (const way of ways) {
    readings[way.name] = { cpuMs: [], wallMs: [] };
    // Once unread: compiled code, warm caches, open connections.
    await repeat(way);
  }
  for (let round = 0; round < rounds; round++) {
    for (const way of shuffled(ways)) {
      const [cpuMs, startedMs] = [way.cpuMs(), performance.now()];
      await repeat(way);
      readings[way.name]?.cpuMs.push((way.cpuMs() - cpuMs) / way.times);
      readings[way.name]?.wallMs.push((performance.now() - startedMs) / way.times);
    }
  }
  return readings;
}

async function repeat({ run, times }: Way): Promise<void> {
  for (let time = 0; time < times; time++) await run();
}
