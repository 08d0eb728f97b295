import type { CollectorKinds, Machine } from '../collectors/collector';
import type { DestinationKinds, GroupJournal, Identity, Snapshot } from '../destinations/destination';
import type { History, NewPushRecord, PushRecord } from '../history/history';
import { mergeFamilies } from '../metrics/merge';
import type { Labels, MetricFamily } from '../metrics/model';
import { failure, type Outcome } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import { instanceName } from '../settings/schema/instance';
import { defaultSettings, type Settings } from '../settings/schema/settings';
import { CollectorsSet } from './collectors-set';
import type { CycleResult } from './cycle';
import { namelessInstance, type Self } from './destination-plan';
import { DestinationsSet } from './destinations-set';
import { JumpWatch } from './jump-watch';
import type { MakeTools } from './make-tools';
import { Registry } from './registry';
import { selfMetrics } from './self-metrics';
import type { EngineEvent, EngineStatus } from './status';
import { type TriedCollector, type TriedDestination, tryCollector, tryDestination } from './try-out';
import { within } from './within';

/** Whatever does not end by itself is left behind then. */
const stopWithinMs = 5_000;
/** The label `job` of what is served here; destinations have one of their own each. */
const ownJob = 'pushtray';

export interface EngineParts {
  readonly collectorKinds: CollectorKinds;
  readonly destinationKinds: DestinationKinds;
  readonly machine: Machine;
  readonly makeTools: MakeTools;
  readonly groups: GroupJournal;
  readonly history: History;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly hostName: string;
  readonly version: string;
  /** `http://HOST:PORT` of our own server; absent while it is off. When it changes, `apply` is called again. */
  readonly ownAddress: () => string | undefined;
}

export function makeEngine(parts: EngineParts): Engine {
  return new Engine(parts);
}

/** Measures and pushes as settings say: the way from collectors through the registry to destinations and history. */
export class Engine {
  private settings: Settings = { ...defaultSettings(), collectors: [] };
  private readonly registry = new Registry();
  private readonly collectors: CollectorsSet;
  private readonly destinations: DestinationsSet;
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly jumps: JumpWatch;

  constructor(private readonly parts: EngineParts) {
    this.jumps = new JumpWatch(parts.clock, (byMs) => this.onJump(byMs));
    this.collectors = new CollectorsSet({
      kinds: parts.collectorKinds,
      machine: parts.machine,
      registry: this.registry,
      hostName: parts.hostName,
      logger: parts.logger,
      onCycle: (result) => this.onCycle(result),
    });
    this.destinations = new DestinationsSet({
      ...parts,
      kinds: parts.destinationKinds,
      takeSnapshot: (identity) => this.takeSnapshot(identity),
      record: (push) => this.record(push),
    });
  }

  /** Takes settings up, before the start or while running: only what changed is restarted. */
  apply(settings: Settings): void {
    this.settings = settings;
    this.collectors.apply(settings);
    this.destinations.apply(settings, this.self());
    this.emit({ kind: 'changed' });
  }

  start(): void {
    this.collectors.start();
    this.destinations.start();
    this.jumps.start();
  }

  /** The machine goes to sleep: nothing runs, and every series is taken away as `onQuit` says. */
  async suspend(): Promise<void> {
    this.jumps.stop();
    this.collectors.pause();
    this.emit({ kind: 'changed' });
    await this.destinations.suspend();
  }

  /** The machine woke up: one cycle and one push at once, then on the grid again. */
  resume(): void {
    this.jumps.start();
    this.startOver();
  }

  /** Ends everything; every series is taken away as `onQuit` says unless `forget` is false. Settles within a few seconds. */
  async stop({ forget = true }: { readonly forget?: boolean } = {}): Promise<void> {
    this.jumps.stop();
    await within(this.parts.clock, stopWithinMs, () =>
      Promise.all([this.collectors.stop(), this.destinations.stop(forget)]),
    );
  }

  /** One cycle of every collector, without a start: for a single measurement. */
  measureOnce(): Promise<void> {
    return this.collectors.measureOnce();
  }

  async pushNow(destination?: string): Promise<Outcome<PushRecord[]>> {
    const { monitoring, pushing } = this.settings;
    if (!monitoring || !pushing) {
      return failure('not_pushing', `${monitoring ? 'Pushing' : 'Monitoring'} is switched off.`, {
        hint: 'Switch it on first.',
      });
    }
    return this.destinations.pushNow(destination);
  }

  tryCollector(settings: CollectorSettings): Promise<TriedCollector> {
    const timeout = settings.timeout ?? settings.interval ?? this.settings.interval;
    const { collectorKinds, machine } = this.parts;
    return tryCollector(collectorKinds, settings, { machine, timeoutMs: durationMs(timeout) });
  }

  tryDestination(settings: DestinationSettings): Promise<TriedDestination> {
    const { clock, destinationKinds, makeTools, ownAddress } = this.parts;
    return tryDestination(destinationKinds, settings, {
      makeTools,
      snapshot: { ...this.ownIdentity(), takenAtMs: clock.nowMs(), families: this.families() },
      ownAddress: ownAddress(),
    });
  }

  /** What this machine measured and what Pushtray says of itself, as it would be pushed now. */
  families(): readonly MetricFamily[] {
    const { clock, version } = this.parts;
    const own = selfMetrics({
      version,
      nowMs: clock.nowMs(),
      pushIntervalMs: durationMs(this.settings.interval),
      collectors: this.collectors.reports(),
      destinations: this.destinations.reports(),
    });
    return mergeFamilies([
      { owner: 'pushtray', families: own },
      { owner: 'collectors', families: this.registry.families() },
    ]).families;
  }

  /** The families with the grouping key under which they are served here. */
  ownGroup(): { readonly groupingKey: Labels; readonly families: readonly MetricFamily[] } {
    this.jumps.look();
    const { instance, labels } = this.ownIdentity();
    return { groupingKey: { ...labels, job: ownJob, instance }, families: this.families() };
  }

  /** The label `instance`, or why this machine has none. */
  instance(): Outcome<string> {
    return instanceName(this.settings.instance, this.parts.hostName);
  }

  status(): EngineStatus {
    const { monitoring, pushing } = this.settings;
    return {
      monitoring,
      pushing,
      collectors: this.collectors.health(),
      targets: this.collectors.targets(),
      destinations: this.destinations.health(),
    };
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private self(): Self {
    return { instance: this.instance(), address: this.parts.ownAddress() };
  }

  private ownIdentity(): Identity {
    const instance = this.instance();
    return { instance: instance.ok ? instance.value : namelessInstance, labels: this.settings.labels };
  }

  private takeSnapshot(identity: Identity): Snapshot | undefined {
    this.jumps.look();
    if (!this.collectors.measured) return undefined;
    return { ...identity, takenAtMs: this.parts.clock.nowMs(), families: this.families() };
  }

  private onCycle(result: CycleResult): void {
    if (result.families.length > 0) this.parts.history.recordSamples(result.endedAtMs, result.families);
    this.destinations.measured();
    this.emit({ kind: 'changed' });
  }

  private onJump(byMs: number): void {
    this.parts.logger.info('The clock was set or the machine slept; measuring anew.', {
      jumpMs: Math.round(byMs),
    });
    this.startOver();
  }

  /** What was measured may be hours old, though the clock that counts intervals stood still. */
  private startOver(): void {
    this.collectors.startOver();
    this.destinations.resume();
    this.emit({ kind: 'changed' });
  }

  private record(push: NewPushRecord): PushRecord {
    const record = this.parts.history.recordPush(push);
    this.emit({ kind: 'push', push: record });
    return record;
  }

  private emit(event: EngineEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
