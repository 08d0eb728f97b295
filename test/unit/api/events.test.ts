import { describe, expect, it } from 'vitest';
import { eventSource } from '../../../main/api/events';
import type { ApiParts } from '../../../main/api/parts';
import type { AppState } from '../../../main/contract/state';
import type { EngineEvent } from '../../../main/engine/status';
import { FakeClock } from '../../support/fake-clock';

function source() {
  const clock = new FakeClock();
  let tell: (event: EngineEvent) => void = () => undefined;
  let changed: () => void = () => undefined;
  let states = 0;
  const parts = {
    clock,
    engine: {
      subscribe(listener: typeof tell) {
        tell = listener;
      },
    },
    settings: {
      subscribe(listener: typeof changed) {
        changed = listener;
      },
    },
  } as unknown as ApiParts;
  const subscribe = eventSource(parts, () => {
    states += 1;
    return {} as AppState;
  });
  return {
    clock,
    subscribe,
    statesMade: () => states,
    engineChanges: () => tell({ kind: 'changed' }),
    settingsChange: () => changed(),
  };
}

describe('events of the api', () => {
  it('tell the first change of state at once and those of the next second together', async () => {
    const { clock, subscribe, engineChanges, settingsChange } = source();
    const heard: string[] = [];
    subscribe((name) => heard.push(name));
    engineChanges();
    engineChanges();
    await clock.advance(0);
    expect(heard).toEqual(['state']);
    engineChanges();
    settingsChange();
    engineChanges();
    await clock.advance(999);
    expect(heard).toEqual(['state']);
    await clock.advance(1);
    expect(heard).toEqual(['state', 'state']);
  });

  it('cost nothing while nobody listens', async () => {
    const { clock, engineChanges, statesMade } = source();
    engineChanges();
    await clock.advance(5000);
    expect(statesMade()).toBe(0);
  });

  it('end with the answer of subscribe', async () => {
    const { clock, subscribe, engineChanges } = source();
    const heard: string[] = [];
    subscribe((name) => heard.push(name))();
    engineChanges();
    await clock.advance(5000);
    expect(heard).toEqual([]);
  });
});
