import { messageOf } from '../outcome';
import type { Collected, Collector } from './collector';

/** Keeps the promise that `collect` never rejects: a fault of our own becomes a problem of the cycle. */
export function guarded(collect: Collector['collect']): Collector['collect'] {
  return async (signal, limitMs): Promise<Collected> => {
    try {
      return await collect(signal, limitMs);
    } catch (error) {
      const message = `Measuring stopped on a fault of Pushtray's own: ${messageOf(error)}. Please report it.`;
      return { families: [], problems: [{ code: 'internal', message }] };
    }
  };
}
