import type { Collected, Collector, Machine } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { makeCollector } from '../../main/engine/measuring/collectors-set';
import { type CycleResult, runCycle } from '../../main/engine/measuring/cycle';
import { systemClock } from '../../main/platform/clock';
import { collectorSettings } from '../../main/settings/schema/collectors';
import { testMachine } from './test-machine';

/** A collector for settings as they stand in a file. */
export function collectorOf(settings: object, parts: Partial<Machine> = {}): Collector {
  return makeCollector(collectorKinds, collectorSettings.parse({ id: 'x', ...settings }), testMachine(parts));
}

/** One cycle without the engine's wrapper. */
export function collectWith(settings: object, parts: Partial<Machine> = {}): Promise<Collected> {
  return collectorOf(settings, parts).collect(new AbortController().signal);
}

/** One cycle as the engine runs it: with a time limit, and checked. */
export function cycleOf(
  settings: object,
  timeoutMs: number,
  parts: Partial<Machine> = {},
): Promise<CycleResult> {
  return runCycle(collectorOf(settings, parts), { clock: systemClock, timeoutMs }).result;
}
