import type { History } from './history';

/** For a single measurement: keeps nothing, gives every push the same id. */
export const noHistory: History = {
  recordSamples: () => undefined,
  recordPush: (push) => ({ ...push, id: 0 }),
  pushes: () => [],
  push: () => undefined,
  samples: () => [],
  problem: () => undefined,
  flush: () => undefined,
  close: () => undefined,
};
