import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shuffled } from './statistics';

/** One way to do the thing that is timed. */
export interface Way {
  readonly name: string;
  /** What comes before it each time and is not charged. */
  prepare?(): void;
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

setFlagsFromString('--expose-gc');
/** A whole collection would throw away compiled code too. */
const collectYoungGarbage: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');

/** Every way in turn, in another order each round, so that whatever else the machine does meets all alike. */
export async function measureInterleaved(
  ways: readonly Way[],
  rounds: number,
): Promise<Record<string, Readings>> {
  const readings: Record<string, { cpuMs: number[]; wallMs: number[] }> = {};
  for (const way of ways) {
    readings[way.name] = { cpuMs: [], wallMs: [] };
    // Once unread: compiled code, warm caches, open connections.
    await reading(way);
  }
  for (let round = 0; round < rounds; round++) {
    for (const way of shuffled(ways)) {
      const { cpuMs, wallMs } = await reading(way);
      readings[way.name]?.cpuMs.push(cpuMs);
      readings[way.name]?.wallMs.push(wallMs);
    }
  }
  return readings;
}

/** Of one time, on average. Before it, what is over and done with is cleared away, or the next way would be charged with the garbage of the one before. */
async function reading(way: Way): Promise<{ readonly cpuMs: number; readonly wallMs: number }> {
  collectYoungGarbage({ type: 'minor' });
  let [cpuMs, wallMs] = [0, 0];
  for (let time = 0; time < way.times; time++) {
    way.prepare?.();
    const [cpuBeforeMs, startedMs] = [way.cpuMs(), performance.now()];
    await way.run();
    cpuMs += way.cpuMs() - cpuBeforeMs;
    wallMs += performance.now() - startedMs;
  }
  return { cpuMs: cpuMs / way.times, wallMs: wallMs / way.times };
}
