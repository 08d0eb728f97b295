import type { Identity, PushPreview, Snapshot } from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import { mergeFamilies } from '../metrics/merge';
import type { Labels, MetricFamily } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { failure, type Outcome } from '../outcome';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import { instanceName } from '../settings/schema/instance';
import { defaultSettings, type Settings } from '../settings/schema/settings';
import { CollectorsSet } from './collectors-set';
import type { CycleResult } from './cycle';
import { namelessInstance, type Self } from './destination-plan';
import { DestinationsSet } from './destinations-set';
import type { EngineParts } from './engine-parts';
import { ForwardingsSet } from './forwardings-set';
import { type Jump, JumpWatch } from './jump-watch';
import { Marker } from './marker';
import { NetworkWatch } from './network-watch';
import {
  type ForwardState,
  nothingPushedIn,
  type PushedIn,
  type PushedInHead,
  stateInHistory,
} from './pushed-in';
import { Registry } from './registry';
import { selfMetrics } from './self-metrics';
import type { DestinationHealth, EngineEvent, EngineStatus } from './status';
import {
  previewDestination,
  type TriedCollector,
  type TriedDestination,
  tryCollector,
  tryDestination,
} from './try-out';
import { underKey } from './under-key';
import { within } from './within';

/** Whatever does not end by itself is left behind then. */
const stopWithinMs = 5_000;
/** The label `job` of what is served here; destinations have one of their own each. */
const ownJob = 'pushtray';

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
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly jumps: JumpWatch;
  private readonly marker: Marker;
  private readonly network: NetworkWatch | undefined;

  constructor(private readonly parts: EngineParts) {
    this.jumps = new JumpWatch(parts.clock, (jump) => this.onJump(jump));
    this.marker = new Marker(parts.history, parts.clock);
    this.network = parts.findNetwork && new NetworkWatch({ ...parts, find: parts.findNetwork });
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
      takeSnapshot: (identity) => this.takeSnapshot(identity),
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
  }

  /** Takes settings up, before the start or while running: only what changed is restarted. */
  apply(settings: Settings): void {
    this.settings = settings;
    this.marker.setMonitoring(settings.monitoring);
    this.collectors.apply(settings);
    this.destinations.apply(settings, this.self());
    this.forwardings.apply(settings, this.self());
    this.emit({ kind: 'changed' });
  }

  start(): void {
    this.marker.started();
    this.collectors.start();
    this.destinations.start();
    this.forwardings.start();
    this.jumps.start();
  }

  /** The machine goes to sleep: nothing runs, and every series is taken away as `onQuit` says. */
  async suspend(): Promise<void> {
    this.jumps.stop();
    this.marker.asleep();
    // There may be no later.
    this.parts.history.flush();
    this.collectors.pause();
    this.emit({ kind: 'changed' });
    await Promise.all([this.destinations.suspend(), this.forwardings.suspend()]);
  }

  /** The machine woke up: one cycle and one push at once, then on the grid again. */
  resume(): void {
    this.marker.awake();
    this.jumps.start();
    this.startOver();
  }

  /** Ends everything; every series is taken away as `onQuit` says unless `forget` is false. Settles within a few seconds. */
  async stop({ forget = true }: { readonly forget?: boolean } = {}): Promise<void> {
    this.jumps.stop();
    this.marker.stopped();
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

  /** Sends what was recorded of a push to a Pushgateway once more. */
  async repeatPush(recorded: PushRecord): Promise<Outcome<PushRecord>> {
    return this.switchedOff() ?? this.destinations.repeat(recorded);
  }

  tryCollector(settings: CollectorSettings): Promise<TriedCollector> {
    const timeout = settings.timeout ?? settings.interval ?? this.settings.interval;
    const { collectorKinds, machine } = this.parts;
    return tryCollector(collectorKinds, settings, { machine, timeoutMs: durationMs(timeout) });
  }

  tryDestination(settings: DestinationSettings): Promise<TriedDestination> {
    const { destinationKinds, makeTools, ownAddress } = this.parts;
    return tryDestination(destinationKinds, settings, {
      makeTools,
      snapshot: this.snapshotNow(),
      ownAddress: ownAddress(),
    });
  }

  previewDestination(settings: DestinationSettings): Promise<Outcome<readonly PushPreview[]>> {
    const { destinationKinds, makeTools } = this.parts;
    return previewDestination(destinationKinds, settings, {
      makeTools,
      snapshot: { ...this.snapshotNow(), ...(settings.forward && { forwarded: this.forwardedFamilies() }) },
      self: this.self(),
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
      destinations: this.destinations
        .reports()
        .map((report) => ({ ...report, refusedForwards: this.forwardings.refusalsOf(report.id) })),
      gateway: this.pushedIn.report(),
    });
    return mergeFamilies([
      { owner: 'pushtray', families: own },
      { owner: 'collectors', families: this.registry.families() },
    ]).families;
  }

  /** The families with the grouping key under which they are served here. */
  ownGroup(): { readonly groupingKey: Labels; readonly families: readonly MetricFamily[] } {
    this.jumps.look();
    const groupingKey = this.ownKey();
    return { groupingKey, families: underKey(groupingKey, this.families()) };
  }

  /** Under which this machine's own families are served here. */
  ownKey(): Labels {
    const { instance, labels } = this.ownIdentity();
    return { ...labels, job: ownJob, instance };
  }

  /** Somebody pushed to a group of this machine's gateway. */
  groupChanged(groupingKey: Labels): void {
    this.forwardings.changed(groupingKey);
  }

  /** Somebody deleted a group of this machine's gateway, or it has outlived its time. */
  groupGone(groupingKey: Labels): void {
    this.forwardings.gone(groupingKey);
  }

  /** How a group that others pushed here stands where it is forwarded to. */
  forwarded(head: PushedInHead): readonly ForwardState[] {
    if (!this.takesPushes() || labelsKey(head.groupingKey) === labelsKey(this.ownKey())) return [];
    const inHistory = this.destinations.health().filter((one) => this.forwardsHistory(one));
    return [...this.forwardings.statesOf(head), ...inHistory.map((health) => stateInHistory(health, head))];
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
      asleep: this.marker.isAsleep,
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
    return this.takesPushes() ? this.pushedIn.families() : [];
  }

  private takesPushes(): boolean {
    const { enabled, gateway } = this.settings.server;
    return enabled && gateway;
  }

  private forwardsHistory({ id, backlog }: DestinationHealth): boolean {
    const settings = this.settings.destinations.find((destination) => destination.id === id);
    return backlog !== undefined && settings?.forward === true;
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

  private self(): Self {
    return { instance: this.instance(), address: this.parts.ownAddress() };
  }

  private ownIdentity(): Identity {
    const instance = this.instance();
    return { instance: instance.ok ? instance.value : namelessInstance, labels: this.settings.labels };
  }

  private snapshotNow(): Snapshot {
    return { ...this.ownIdentity(), takenAtMs: this.parts.clock.nowMs(), families: this.families() };
  }

  private takeSnapshot(identity: Identity): Snapshot | undefined {
    this.jumps.look();
    if (!this.collectors.measured) return undefined;
    return { ...this.snapshotNow(), ...identity };
  }

  private onCycle(result: CycleResult): void {
    if (result.families.length > 0) this.parts.history.recordSamples(result.endedAtMs, result.families);
    void this.network?.look();
    this.destinations.measured();
    this.emit({ kind: 'changed' });
  }

  private onJump({ byMs, unseenMs }: Jump): void {
    if (unseenMs > 0) {
      this.marker.asleep(unseenMs);
      this.marker.awake();
    }
    this.parts.logger.info('The clock was set or the machine slept; measuring anew.', {
      jumpMs: Math.round(byMs),
    });
    this.startOver();
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
