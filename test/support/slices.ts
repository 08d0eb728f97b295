import type { Clock } from '../../main/platform/clock';
import { FakeClock } from './fake-clock';

/** How many turns everybody else had while `work` ran. */
export async function turnsDuring<T>(work: () => Promise<T>): Promise<{ turns: number; result: T }> {
  let turns = 0;
  let counting = true;
  const count = () => {
    turns++;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const result = await work();
  counting = false;
  return { turns, result };
}

/** Each look at it takes a millisecond, so that slices end after the same work on any machine. */
export function tickingClock(): Clock {
  let ms = 0;
  return Object.assign(new FakeClock(), { monotonicMs: () => ms++ });
}
