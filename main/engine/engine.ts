import type { PushPreview } from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import type { Labels, MetricFamily } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { failure, type Outcome } from '../outcome';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import { defaultSettings, type Settings } from '../settings/schema/settings';
import { DestinationsSet } from './delivering/destinations-set';
import type { EngineParts } from './engine-parts';
import { ForwardingsSet } from './forwarding/forwardings-set';
import {
  type ForwardState,
  nothingPushedIn,
  type PushedIn,
  type PushedInHead,
  takesPushes,
} from './forwarding/pushed-in';
import { statesInHistory } from './forwarding/state-in-history';
import { CollectorsSet } from './measuring/collectors-set';
import type { CycleResult } from './measuring/cycle';
import { Registry } from './measuring/registry';
import { OwnGroup } from './own-group';
import type { DestinationHealth, EngineEvent, EngineStatus } from './status';
import { within } from './timing/within';
import { type TriedCollector, type TriedDestination, TryOut } from './try-out';
import { MachineWatch } from './watching/machine-watch';

/** Whatever does not end by itself is left behind then. */
const stopWithinMs = 5_000;

export function makeEngine(parts: EngineParts): Engine {
  return new Engine(parts);
}

/** Measures and pushes as settings say: the way from collectors through the registry to destinations and history. */
export class Engine {
  private settings: Settings = { ...defaultSettings(), collectors: [] };
  private readonly registry = new Registry();
  private readonly collectors: CollectorsSet;
  private readonly destinations: DestinationsSet;
  private readonly forwardings: ForwardingsSet;
  private readonly pushedIn: PushedIn;
  private readonly own: OwnGroup;
  private readonly trials: TryOut;
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly watch: MachineWatch;

  constructor(private readonly parts: EngineParts) {
    this.watch = new MachineWatch({ ...parts, onJump: () => this.startOver() });
    this.collectors = new CollectorsSet({
      kinds: parts.collectorKinds,
      machine: parts.machine,
      registry: this.registry,
      hostName: parts.hostName,
      logger: parts.logger,
      onCycle: (result) => this.onCycle(result),
    });
    this.pushedIn = parts.pushedIn ?? nothingPushedIn;
    this.destinations = new DestinationsSet({
      ...parts,
      kinds: parts.destinationKinds,
      takeSnapshot: (identity) => {
        this.watch.lookForJump();
        return this.collectors.measured ? { ...this.own.snapshot(), ...identity } : undefined;
      },
      forwarded: () => this.forwardedFamilies(),
      record: (push) => this.recordOwn(push),
    });
    this.forwardings = new ForwardingsSet({
      ...parts,
      kinds: parts.forwardingKinds ?? {},
      pushedIn: this.pushedIn,
      record: (push) => this.record(push),
      onFailure: (destination) => this.destinations.countFailure(destination),
    });
    this.own = new OwnGroup({
      ...parts,
      settings: () => this.settings,
      measured: () => this.registry.families(),
      report: () => this.report(),
    });
    this.trials = new TryOut({
      ...parts,
      snapshot: () => this.own.snapshot(),
      forwarded: () => this.forwardedFamilies(),
      self: () => this.own.self(),
    });
  }

  /** Takes settings up, before the start or while running: only what changed is restarted. */
  apply(settings: Settings): void {
    this.settings = settings;
    this.watch.setMonitoring(settings.monitoring);
    this.collectors.apply(settings);
    this.destinations.apply(settings, this.own.self());
    this.forwardings.apply(settings, this.own.self());
    this.emit({ kind: 'changed' });
  }

  start(): void {
    this.collectors.start();
    this.destinations.start();
    this.forwardings.start();
    this.watch.start();
  }

  /** The machine goes to sleep: nothing runs, and every series is taken away as `onQuit` says. */
  async suspend(): Promise<void> {
    this.watch.asleep();
    this.collectors.pause();
    this.emit({ kind: 'changed' });
    await Promise.all([this.destinations.suspend(), this.forwardings.suspend()]);
  }

  /** The machine woke up: one cycle and one push at once, then on the grid again. */
  resume(): void {
    this.watch.awake();
    this.startOver();
  }

  /** Ends everything; every series is taken away as `onQuit` says unless `forget` is false. Settles within a few seconds. */
  async stop({ forget = true }: { readonly forget?: boolean } = {}): Promise<void> {
    this.watch.stop();
    await within(this.parts.clock, stopWithinMs, () =>
      Promise.all([this.collectors.stop(), this.destinations.stop(forget), this.forwardings.stop(forget)]),
    );
  }

  /** One cycle of every collector, without a start: for a single measurement. */
  measureOnce(): Promise<void> {
    return this.collectors.measureOnce();
  }

  async pushNow(destination?: string): Promise<Outcome<PushRecord[]>> {
    return this.switchedOff() ?? this.destinations.pushNow(destination);
  }

  /** When the last snapshots were taken that this destination took: the heartbeats that they carried. */
  deliveredTimes(destination: string): ReadonlySet<number> {
    return this.destinations.deliveredTimes(destination);
  }

  /** Sends what was recorded of a push to a Pushgateway once more. */
  async repeatPush(recorded: PushRecord): Promise<Outcome<PushRecord>> {
    return this.switchedOff() ?? this.destinations.repeat(recorded);
  }

  tryCollector(settings: CollectorSettings): Promise<TriedCollector> {
    const timeout = settings.timeout ?? settings.interval ?? this.settings.interval;
    return this.trials.collector(settings, durationMs(timeout));
  }

  tryDestination(settings: DestinationSettings): Promise<TriedDestination> {
    return this.trials.destination(settings);
  }

  /** What stands at a destination without being ours, and would be replaced by a first push. */
  replacedFamilies(settings: DestinationSettings): Promise<readonly string[]> {
    return this.trials.replacedFamilies(settings);
  }

  previewDestination(settings: DestinationSettings): Promise<Outcome<readonly PushPreview[]>> {
    return this.trials.preview(settings);
  }

  /** What this machine measured and what Pushtray says of itself, as it would be pushed now. */
  families(): readonly MetricFamily[] {
    return this.own.families();
  }

  /** The families with the grouping key under which they are served here. */
  ownGroup(): { readonly groupingKey: Labels; readonly families: readonly MetricFamily[] } {
    this.watch.lookForJump();
    return this.own.served();
  }

  /** Under which this machine's own families are served here. */
  ownKey(): Labels & { readonly instance: string } {
    return this.own.key();
  }

  /** Somebody pushed to a group of this machine's gateway. */
  groupChanged(groupingKey: Labels): void {
    this.forwardings.changed(groupingKey);
  }

  /** Somebody deleted groups of this machine's gateway, or they have outlived their time. */
  groupsGone(groupingKeys: readonly Labels[]): void {
    this.forwardings.gone(groupingKeys);
  }

  /** How a group that others pushed here stands where it is forwarded to. */
  forwarded(head: PushedInHead): readonly ForwardState[] {
    const { settings } = this;
    if (!takesPushes(settings) || labelsKey(head.groupingKey) === labelsKey(this.ownKey())) return [];
    const inHistory = statesInHistory(head, settings, this.destinations.health());
    return [...this.forwardings.statesOf(head), ...inHistory];
  }

  /** The label `instance`, or why this machine has none. */
  instance(): Outcome<string> {
    return this.own.instance();
  }

  status(): EngineStatus {
    const { monitoring, pushing } = this.settings;
    return {
      monitoring,
      pushing,
      asleep: this.watch.isAsleep,
      collectors: this.collectors.health(),
      targets: this.collectors.targets(),
      destinations: this.destinations.health().map((health) => this.withForwarding(health)),
    };
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private forwardedFamilies(): readonly MetricFamily[] {
    return takesPushes(this.settings) ? this.pushedIn.families() : [];
  }

  private withForwarding(health: DestinationHealth): DestinationHealth {
    const problem = health.problem ?? this.forwardings.problemOf(health.id, health.url);
    return problem === undefined ? health : { ...health, problem };
  }

  private switchedOff() {
    const { monitoring, pushing } = this.settings;
    if (monitoring && pushing) return undefined;
    return failure('not_pushing', `${monitoring ? 'Pushing' : 'Monitoring'} is switched off.`, {
      hint: 'Switch it on first.',
    });
  }

  private report() {
    return {
      collectors: this.collectors.reports(),
      destinations: this.destinations
        .reports()
        .map((report) => ({ ...report, refusedForwards: this.forwardings.refusalsOf(report.id) })),
      gateway: this.pushedIn.report(),
    };
  }

  private onCycle(result: CycleResult): void {
    if (result.families.length > 0) this.parts.history.recordSamples(result.endedAtMs, result.families);
    this.watch.lookAtNetwork();
    this.destinations.measured();
    this.emit({ kind: 'changed' });
  }

  /** What was measured may be hours old, though the clock that counts intervals stood still. */
  private startOver(): void {
    this.collectors.startOver();
    this.destinations.resume();
    this.forwardings.start();
    this.emit({ kind: 'changed' });
  }

  private recordOwn(push: NewPushRecord): PushRecord {
    const record = this.record(push);
    this.forwardings.ownPush(record);
    return record;
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
