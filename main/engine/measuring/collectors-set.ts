import { isDeepStrictEqual } from 'node:util';
import type { CollectorKinds, Machine, MakeCollector, Problem } from '../../collectors/collector';
import type { Logger } from '../../platform/logger';
import type { CollectorSettings } from '../../settings/schema/collectors';
import { placeOf } from '../../settings/schema/collectors/target-place';
import { durationMs } from '../../settings/schema/duration';
import type { Settings } from '../../settings/schema/settings';
import type { CollectorReport } from '../self-metrics';
import type { CollectorHealth, TargetHealth } from '../status';
import { CollectorRunner } from './collector-runner';
import type { CycleResult } from './cycle';
import { CycleLog } from './cycle-log';
import type { Registry } from './registry';

export interface CollectorsParts {
  readonly kinds: CollectorKinds;
  readonly machine: Machine;
  readonly registry: Registry;
  readonly hostName: string;
  readonly logger: Logger;
  /** A cycle is over and its families are in the registry; those that gave way to another collector's are left out. */
  readonly onCycle: (result: CycleResult) => void;
}

interface Entry {
  readonly settings: CollectorSettings;
  readonly runner: CollectorRunner;
}

/** The collectors that settings ask for, each with its runner. */
export class CollectorsSet {
  private configured: readonly CollectorSettings[] = [];
  private pushIntervalMs = 0;
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly closing = new Set<Promise<void>>();
  private running = false;

  private readonly log: CycleLog;

  constructor(private readonly parts: CollectorsParts) {
    this.log = new CycleLog(parts.logger);
  }

  /** Restarts only what changed; what is gone or off loses its series at once. */
  apply(settings: Settings): void {
    this.configured = settings.collectors;
    this.pushIntervalMs = durationMs(settings.interval);
    const wanted = settings.monitoring ? settings.collectors.filter(({ enabled }) => enabled) : [];
    const before = this.entries;
    this.entries = new Map(
      wanted.map((collector) => [collector.id, this.kept(collector) ?? this.made(collector)]),
    );
    for (const [id, { runner }] of before) {
      if (this.entries.get(id)?.runner === runner) continue;
      this.parts.registry.empty(id);
      this.close(runner);
    }
    this.parts.registry.setOrder(wanted.map(({ id }) => id));
  }

  start(): void {
    this.running = true;
    for (const { runner } of this.entries.values()) runner.start();
  }

  /** For sleep: nothing runs, and nothing of before is shown after it. */
  pause(): void {
    this.running = false;
    for (const [id, { runner }] of this.entries) {
      runner.stop();
      this.parts.registry.empty(id);
    }
  }

  /** What was measured so far may be long past: it is dropped, and one cycle of each runs at once. */
  startOver(): void {
    this.pause();
    this.running = true;
    for (const { runner } of this.entries.values()) runner.startOver();
  }

  /** One cycle of each, beside any schedule. */
  async measureOnce(): Promise<void> {
    await Promise.all([...this.entries.values()].map(({ runner }) => runner.cycle()));
  }

  /** Ends every cycle and every process; settles when they are gone. */
  async stop(): Promise<void> {
    this.running = false;
    for (const { runner } of this.entries.values()) this.close(runner);
    this.entries = new Map();
    await Promise.all(this.closing);
  }

  /** There is something to push: a cycle is over, or none is to be waited for. */
  get measured(): boolean {
    const runners = [...this.entries.values()].map(({ runner }) => runner);
    return runners.length === 0 || runners.some(({ lastCycle }) => lastCycle);
  }

  reports(): CollectorReport[] {
    return [...this.entries].map(([id, { runner }]) => ({
      id,
      success: runner.lastCycle !== undefined && this.problemsOf(id, runner.lastCycle).length === 0,
      skippedCycles: runner.skippedCycles,
      ...(runner.lastCycle ? { durationMs: runner.lastCycle.durationMs } : {}),
    }));
  }

  health(): CollectorHealth[] {
    return this.configured.map((collector) => this.healthOf(collector));
  }

  targets(): TargetHealth[] {
    return this.configured.flatMap((collector) => this.targetsOf(collector));
  }

  /** The one that runs already, on another interval if that changed. */
  private kept(settings: CollectorSettings): Entry | undefined {
    const entry = this.entries.get(settings.id);
    if (!entry || !isDeepStrictEqual(entry.settings, settings)) return undefined;
    entry.runner.setInterval(this.intervalMsOf(settings));
    return entry;
  }

  private made(settings: CollectorSettings): Entry {
    const { kinds, machine, hostName } = this.parts;
    const runner = new CollectorRunner(
      {
        collector: makeCollector(kinds, settings, machine),
        clock: machine.clock,
        seed: `${hostName}/${settings.id}`,
        ...(settings.timeout === undefined ? {} : { timeoutMs: durationMs(settings.timeout) }),
        onCycle: (result) => this.onCycle(settings.id, result),
      },
      this.intervalMsOf(settings),
    );
    if (this.running) runner.start();
    return { settings, runner };
  }

  private onCycle(id: string, result: CycleResult): void {
    const { registry, onCycle } = this.parts;
    const { families, yields = [], targets = [] } = result;
    registry.put(id, { families, yields });
    this.log.cycle(id, this.problemsOf(id, result), targets);
    onCycle({ ...result, families: families.filter(({ name }) => !registry.isYielded(id, name)) });
  }

  private close(runner: CollectorRunner): void {
    const closed: Promise<void> = runner.close().finally(() => this.closing.delete(closed));
    this.closing.add(closed);
  }

  private healthOf(settings: CollectorSettings): CollectorHealth {
    const { id, kind, enabled } = settings;
    const { lastCycle, skippedCycles = 0 } = this.entries.get(id)?.runner ?? {};
    const problems = lastCycle ? this.problemsOf(id, lastCycle) : [];
    return {
      id,
      kind,
      enabled,
      state: this.entries.has(id) ? stateOf(lastCycle, problems) : 'paused',
      intervalMs: this.intervalMsOf(settings),
      skippedCycles,
      problems,
      ...(lastCycle ? { lastCycleAtMs: lastCycle.endedAtMs, lastDurationMs: lastCycle.durationMs } : {}),
      ...(lastCycle?.source === undefined ? {} : { source: lastCycle.source }),
    };
  }

  private targetsOf(settings: CollectorSettings): TargetHealth[] {
    if (!('targets' in settings)) return [];
    const lastCycle = this.entries.get(settings.id)?.runner.lastCycle;
    return settings.targets.map((target) => ({
      collector: settings.id,
      name: target.name,
      host: placeOf(target),
      enabled: target.enabled && settings.enabled,
      ...(target.enabled && lastCycle ? readingOf(target.name, lastCycle) : {}),
    }));
  }

  private problemsOf(id: string, { problems }: CycleResult): Problem[] {
    const dropped = this.parts.registry.droppedOf(id);
    return [...problems, ...dropped.map((message): Problem => ({ code: 'bad_output', message }))];
  }

  private intervalMsOf({ interval }: CollectorSettings): number {
    return interval === undefined ? this.pushIntervalMs : durationMs(interval);
  }
}

export function makeCollector(kinds: CollectorKinds, settings: CollectorSettings, machine: Machine) {
  const make = kinds[settings.kind] as MakeCollector;
  return make(settings, machine);
}

function stateOf(lastCycle: CycleResult | undefined, problems: readonly Problem[]): CollectorHealth['state'] {
  if (!lastCycle) return 'waiting';
  return problems.length === 0 ? 'ok' : 'failing';
}

/** A cycle that found nothing out about a target says why, in place of what an earlier one found; or it waits still. */
function readingOf(
  target: string,
  { targets = [], problems, endedAtMs }: CycleResult,
): Partial<TargetHealth> {
  const reading = targets.find(({ name }) => name === target);
  const [problem] = problems;
  if (!reading) return problem ? { outcome: 'failed', reason: problem.message, atMs: endedAtMs } : {};
  const { name: _name, host: _host, ...found } = reading;
  return { ...found, atMs: endedAtMs };
}
