import { onTestFinished } from 'vitest';
import { collectorKinds } from '../../main/collectors/kinds';
import { destinationKinds } from '../../main/destinations/kinds';
import { type Engine, makeEngine } from '../../main/engine/engine';
import type { GroupJournalFile } from '../../main/history/group-journal';
import { systemClock } from '../../main/platform/clock';
import { makeHttpClient } from '../../main/platform/http-client';
import { type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { MemoryHistory } from './engine-bench';
import { groupJournal } from './group-journal';
import { memoryBacklog } from './memory-backlog';
import { RecordingLogger } from './recording-logger';
import { testMachine } from './test-machine';

export interface RealEngine {
  readonly engine: Engine;
  readonly history: MemoryHistory;
  readonly logger: RecordingLogger;
}

/** An engine with the real collectors and destinations that measures and pushes every second; stopped when the test is over. */
export function startRealEngine(
  destinations: SettingsInput['destinations'],
  groups: GroupJournalFile = groupJournal(),
  more: Partial<SettingsInput> = {},
): RealEngine {
  const history = new MemoryHistory();
  const logger = new RecordingLogger();
  const engine = makeEngine({
    collectorKinds,
    destinationKinds,
    machine: testMachine(),
    makeTools: ({ tls }) => ({
      http: makeHttpClient({ tls }),
      secret: () => undefined,
      nowMs: systemClock.nowMs,
      monotonicMs: systemClock.monotonicMs,
      groups,
      openBacklog: memoryBacklog,
    }),
    groups,
    history,
    clock: systemClock,
    logger,
    // Tries that follow each other, though none that leave no time between.
    random: () => 0.1,
    hostName: 'web1',
    version: '1.2.3',
    ownAddress: () => undefined,
  });
  onTestFinished(() => engine.stop());
  const collectors = [{ id: 'value', kind: 'command' as const, command: 'echo 1', metric: 'pair_value' }];
  engine.apply(settingsSchema.parse({ version: 1, interval: '1s', collectors, destinations, ...more }));
  engine.start();
  return { engine, history, logger };
}
