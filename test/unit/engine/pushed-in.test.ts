import { describe, expect, it } from 'vitest';
import { stateInHistory } from '../../../main/engine/forwarding/state-in-history';
import type { DestinationHealth } from '../../../main/engine/status';

const at = { destination: 'prom', url: 'http://prometheus:9090' };
const head = { groupingKey: { job: 'backup' }, revision: 1, pushedAtMs: 1_000 };
const health = (more: Partial<DestinationHealth>): DestinationHealth => ({
  id: at.destination,
  url: at.url,
  kind: 'remote-write',
  enabled: true,
  builtIn: false,
  state: 'ok',
  consecutiveFailures: 0,
  ...more,
});

describe('a group at a destination that takes history', () => {
  it.each([
    ['waits until a snapshot is delivered', {}, { state: 'waiting' }],
    ['waits when the last one was before', { lastSuccessAtMs: 999 }, { state: 'waiting' }],
    ['is delivered with the next one', { lastSuccessAtMs: 1_000 }, { state: 'delivered', atMs: 1_000 }],
    [
      'is delivered though later ones fail',
      { lastSuccessAtMs: 1_000, failingSinceMs: 2_000, problem: 'Down.' },
      { state: 'delivered', atMs: 1_000 },
    ],
    [
      'fails while nothing arrives',
      { lastSuccessAtMs: 999, failingSinceMs: 1_500, problem: 'Down.' },
      { state: 'failing', problem: 'Down.' },
    ],
    [
      'is refused where only what is of others is not taken',
      { lastSuccessAtMs: 1_000, problem: 'Out of order.' },
      { state: 'refused', atMs: 1_000, problem: 'Out of order.' },
    ],
  ])('%s', (_rule, more, state) => {
    expect(stateInHistory(health(more), head)).toEqual({ ...at, ...state });
  });
});
