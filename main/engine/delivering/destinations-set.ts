import { isDeepStrictEqual } from 'node:util';
import type { PushedGroup } from '../../destinations/destination';
import type { PushRecord } from '../../history/history';
import { failure, inWords, type Outcome, success } from '../../outcome';
import type { DestinationSettings } from '../../settings/schema/destinations';
import type { Settings } from '../../settings/schema/settings';
import type { DestinationReport } from '../self-metrics';
import type { DestinationHealth } from '../status';
import type { Delivery } from './delivery';
import { Departures } from './departures';
import { type DeliveryEntries, type DeliveryEntry, healthOfAll, reportsOf } from './destination-health';
import {
  covers,
  type DestinationPlan,
  deliveryKey,
  goesOn,
  owns,
  planAll,
  planDestinations,
  pushIntervalMs,
  type Self,
} from './destination-plan';
import { addressOf } from './destination-settings';
import { Leftovers } from './leftovers';
import { type DeliveryMeans, makeDelivery } from './make-delivery';
import { pushNow, repeatPush } from './on-demand';
import { pushRecordOf } from './push-record';
import type { Standing } from './standing-series';

/** The destinations that settings ask for, each with a delivery, or one for each of its addresses. */
export class DestinationsSet {
  private configured: readonly DestinationSettings[] = [];
  private entries: DeliveryEntries = new Map();
  private readonly failures = new Map<string, number>();
  /** Also of destinations that are switched off. */
  private allPlans: readonly DestinationPlan[] = [];
  private readonly departures = new Departures(() => this.leftovers.later());
  private readonly leftovers: Leftovers;
  private running = false;
  /** Absent while settings say that nothing is pushed. */
  private intervalMs: number | undefined;

  constructor(private readonly parts: DeliveryMeans) {
    const { clock, record } = parts;
    this.leftovers = new Leftovers({
      ...parts,
      isInUse: (group) => this.isInUse(group),
      occasionOf: (group) => (this.allPlans.some((plan) => covers(plan, group)) ? 'quit' : 'remove'),
      record: (outcome, about) => record(pushRecordOf(outcome, { ...about, atMs: clock.nowMs() })),
    });
  }

  /** Restarts only what changed. What is gone, off, or pushes under another key from now on, takes its series away. */
  apply(settings: Settings, self: Self): void {
    this.configured = settings.destinations;
    const wasPaused = this.intervalMs === undefined;
    this.intervalMs = pushIntervalMs(settings);
    this.allPlans = planAll(settings, self);
    const before = this.entries;
    const plans = new Map(planDestinations(settings, self).map((plan) => [deliveryKey(plan.settings), plan]));
    const after = new Map<string, DeliveryEntry>();
    for (const [key, entry] of before) {
      const plan = plans.get(key);
      if (isDeepStrictEqual(entry.plan, plan)) after.set(key, entry);
      else this.release(entry, plan, self);
    }
    this.entries = new Map(
      [...plans].map(([key, plan]) => [key, after.get(key) ?? this.made(plan, before.get(key))]),
    );
    this.setIntervals();
    if (!this.running) return;
    this.leftovers.start();
    if (wasPaused) this.pushSoon();
  }

  /** It also takes away what an earlier run left where nothing is pushed any more. */
  start(): void {
    this.running = true;
    this.leftovers.start();
    this.setIntervals();
  }

  /** For sleep: takes all series away; settles when that is done or has taken too long. */
  async suspend(): Promise<void> {
    this.running = false;
    await Promise.all([
      this.leftovers.stop(),
      ...this.deliveries().map(async (delivery) => {
        await delivery.stop();
        // Unless the machine is awake again.
        if (!this.running) await delivery.forget('quit');
      }),
    ]);
  }

  /** After sleep, or a jump of the clock: pushes as soon as something is measured. */
  resume(): void {
    this.start();
    this.pushSoon();
  }

  /** Something was measured. */
  measured(): void {
    for (const delivery of this.deliveries()) delivery.measured();
  }

  /** To one destination, or to all that may be pushed to. */
  async pushNow(id?: string): Promise<Outcome<PushRecord[]>> {
    if (id === undefined) return pushNow([...this.entries.values()]);
    const chosen = this.chosen(id);
    return chosen.ok ? pushNow(chosen.value) : chosen;
  }

  /** Sends a recorded push once more, with what settings say by now of how its destination is reached. */
  async repeat(recorded: PushRecord): Promise<Outcome<PushRecord>> {
    const chosen = this.chosen(recorded.destination);
    return chosen.ok ? repeatPush(chosen.value, recorded) : chosen;
  }

  /** Settles when everything is closed; with `forget`, after taking all series away. */
  async stop(forget: boolean): Promise<void> {
    this.running = false;
    for (const { plan, delivery } of this.entries.values()) {
      if (delivery) this.departures.begin(plan.settings.id, delivery, forget ? 'quit' : undefined);
    }
    this.entries = new Map();
    await Promise.all([this.leftovers.stop(), this.departures.all()]);
  }

  /** When the last snapshots were taken that this destination took. */
  deliveredTimes(id: string): ReadonlySet<number> {
    return new Set(this.entriesOf(id).flatMap(({ delivery }) => delivery?.deliveredTimes() ?? []));
  }

  /** A push to this destination failed. */
  countFailure(id: string): void {
    this.failures.set(id, (this.failures.get(id) ?? 0) + 1);
  }

  reports(): DestinationReport[] {
    return reportsOf(this.configured, this.entries, this.failures);
  }

  health(): DestinationHealth[] {
    return healthOfAll(this.configured, this.entries);
  }

  private entriesOf(id: string): DeliveryEntry[] {
    return [...this.entries.values()].filter(({ plan }) => plan.settings.id === id);
  }

  private deliveries(): Delivery[] {
    return [...this.entries.values()].flatMap(({ delivery }) => delivery ?? []);
  }

  private setIntervals(): void {
    const intervalMs = this.running ? this.intervalMs : undefined;
    for (const delivery of this.deliveries()) {
      delivery.setInterval(intervalMs);
      if (this.running && intervalMs === undefined) void delivery.withdraw();
    }
  }

  private pushSoon(): void {
    for (const delivery of this.deliveries()) delivery.pushSoon();
  }

  private isInUse(group: PushedGroup): boolean {
    const plans = [...this.entries.values()].map(({ plan }) => plan);
    return this.departures.has(group.settings.id) || plans.some((plan) => owns(plan, group));
  }

  private chosen(id: string): Outcome<DeliveryEntry[]> {
    const entries = this.entriesOf(id);
    if (entries.length > 0) return success(entries);
    if (this.configured.some((settings) => settings.id === id)) {
      return failure('not_pushing', `The destination "${id}" is switched off.`, {
        hint: 'Switch it on first.',
      });
    }
    return failure('not_found', `There is no destination "${id}".`);
  }

  private made(plan: DestinationPlan, before: DeliveryEntry | undefined): DeliveryEntry {
    const { settings, held, builtIn } = plan;
    if (held) {
      const { id } = settings;
      this.parts.logger.warn('Nothing is pushed to this destination.', {
        destination: id,
        reason: inWords(held),
      });
      return { plan };
    }
    const goingOn = before && goesOn(before.plan, plan) ? before.delivery?.standing : undefined;
    const delivery = makeDelivery(plan, this.parts, {
      // What our own gateway has under this key was pushed before its address changed.
      looksFirst: () => this.running && !builtIn,
      after: () =>
        Promise.all([this.departures.of(settings.id), this.leftovers.over((group) => owns(plan, group))]),
      onFailure: () => this.countFailure(settings.id),
      standing: goingOn ?? this.leftBehind(plan),
    });
    return { plan, delivery };
  }

  /** What an earlier run left that this plan goes on with; which families that were is not known. */
  private leftBehind(plan: DestinationPlan): Standing | undefined {
    const isThere = this.parts.groups.list().some((group) => covers(plan, group));
    return isThere ? { identity: plan.identity, families: new Set() } : undefined;
  }

  /** Ends a delivery that `next` takes the place of, if anything does. */
  private release({ plan, delivery }: DeliveryEntry, next: DestinationPlan | undefined, self: Self): void {
    if (!delivery) return;
    const isTakenOver = next !== undefined && !next.held && goesOn(plan, next);
    // Our own gateway, no longer at that address: nobody is there to be told.
    const isUnreachable = plan.builtIn && addressOf(plan.settings) !== self.address;
    const isForNow = this.allPlans.some(
      (other) => other.settings.id === plan.settings.id && goesOn(plan, other),
    );
    const occasion = isForNow ? 'quit' : 'remove';
    this.departures.begin(plan.settings.id, delivery, isTakenOver || isUnreachable ? undefined : occasion);
  }
}
