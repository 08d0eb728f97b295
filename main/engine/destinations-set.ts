import { isDeepStrictEqual } from 'node:util';
import type {
  Destination,
  DestinationKinds,
  DestinationTools,
  GroupJournal,
  Identity,
  MakeDestination,
  Snapshot,
} from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import type { MetricFamily } from '../metrics/model';
import { type Failure, failure, inWords, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import type { Settings } from '../settings/schema/settings';
import { Delivery, type Standing } from './delivery';
import {
  covers,
  type DestinationPlan,
  deliveryKey,
  goesOn,
  planDestinations,
  type Self,
} from './destination-plan';
import { addressOf, deliveriesOf, isAddressOf, replacesGroup } from './destination-settings';
import type { MakeTools } from './make-tools';
import type { DestinationReport } from './self-metrics';
import type { DestinationHealth } from './status';
import { underKeyAt } from './under-key';

export interface DestinationsParts {
  readonly kinds: DestinationKinds;
  readonly makeTools: MakeTools;
  readonly groups: GroupJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly hostName: string;
  readonly takeSnapshot: (identity: Identity) => Snapshot | undefined;
  /** What others pushed to this machine. */
  readonly forwarded: () => readonly MetricFamily[];
  readonly record: (push: NewPushRecord) => PushRecord;
}

interface Entry {
  readonly plan: DestinationPlan;
  /** Absent while the plan is held. */
  readonly delivery?: Delivery;
}

/** The destinations that settings ask for, each with a delivery, or one for each of its addresses. */
export class DestinationsSet {
  private configured: readonly DestinationSettings[] = [];
  /** By delivery. */
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly failures = new Map<string, number>();
  /** Deliveries that are on their way out, by destination. */
  private readonly leaving = new Map<string, Promise<unknown>>();
  private running = false;
  private knowsLeftovers = false;
  /** Absent while settings say that nothing is pushed. */
  private intervalMs: number | undefined;

  constructor(private readonly parts: DestinationsParts) {}

  /** Restarts only what changed. What is gone, off, or pushes under another key from now on, takes its series away. */
  apply(settings: Settings, self: Self): void {
    this.configured = settings.destinations;
    this.intervalMs = settings.pushing && settings.monitoring ? durationMs(settings.interval) : undefined;
    const before = this.entries;
    const plans = new Map(planDestinations(settings, self).map((plan) => [deliveryKey(plan.settings), plan]));
    const after = new Map<string, Entry>();
    for (const [key, entry] of before) {
      const plan = plans.get(key);
      if (isDeepStrictEqual(entry.plan, plan)) after.set(key, entry);
      else this.release(entry, plan, self);
    }
    this.entries = new Map(
      [...plans].map(([key, plan]) => [key, after.get(key) ?? this.made(plan, before.get(key))]),
    );
    this.setIntervals();
  }

  /** The first time, it also takes away what a run that crashed left where nothing is pushed any more. */
  start(): void {
    this.running = true;
    if (!this.knowsLeftovers) this.takeLeftoversAway();
    this.setIntervals();
  }

  /** For sleep: takes all series away; settles when that is done or has taken too long. */
  async suspend(): Promise<void> {
    this.running = false;
    await Promise.all(
      this.deliveries().map(async (delivery) => {
        await delivery.stop();
        await delivery.forget();
      }),
    );
  }

  /** After sleep, or a jump of the clock: pushes as soon as something is measured. */
  resume(): void {
    this.start();
    for (const delivery of this.deliveries()) delivery.pushSoon();
  }

  /** Something was measured. */
  measured(): void {
    for (const delivery of this.deliveries()) delivery.measured();
  }

  /** To one destination, or to all that may be pushed to. */
  async pushNow(id?: string): Promise<Outcome<PushRecord[]>> {
    const chosen = id === undefined ? [...this.entries.values()] : this.chosen(id);
    if (!Array.isArray(chosen)) return chosen;
    const deliveries = chosen.flatMap(({ delivery }) => (delivery ? [delivery] : []));
    const [held] = chosen.flatMap(({ plan }) => plan.held ?? []);
    if (deliveries.length === 0 && held) return { ok: false, error: held };
    const pushes = await Promise.all(deliveries.map((delivery) => delivery.pushNow()));
    const made = pushes.flatMap((push) => push ?? []);
    return made.length > 0 ? success(made) : nothingPushed(deliveries.length === 0);
  }

  /** Sends a recorded push once more, with what settings say by now of how its destination is reached. */
  async repeat(recorded: PushRecord): Promise<Outcome<PushRecord>> {
    const chosen = this.chosen(recorded.destination);
    if (!Array.isArray(chosen)) return chosen;
    const entry = chosen.find(({ plan }) => isAddressOf(plan.settings, recorded.url)) ?? chosen[0];
    if (entry?.delivery) return entry.delivery.repeat(recorded, entry.plan.identity);
    return entry?.plan.held ? { ok: false, error: entry.plan.held } : nothingPushed(true);
  }

  /** Settles when everything is closed; with `forget`, after taking all series away. */
  async stop(forget: boolean): Promise<void> {
    this.running = false;
    for (const { plan, delivery } of this.entries.values()) {
      if (delivery) this.leave(plan.settings.id, delivery, forget);
    }
    this.entries = new Map();
    await Promise.all(this.leaving.values());
  }

  /** A push to this destination failed. */
  countFailure(id: string): void {
    this.failures.set(id, (this.failures.get(id) ?? 0) + 1);
  }

  reports(): DestinationReport[] {
    const health = this.health();
    return this.shown().map(({ id }) => {
      const deliveries = health.filter((delivery) => delivery.id === id);
      const [backlog] = deliveries.flatMap((delivery) => delivery.backlog ?? []);
      const pushFailures = this.failures.get(id) ?? 0;
      return { id, pushFailures, deliveries, ...(backlog && { backlog }) };
    });
  }

  health(): DestinationHealth[] {
    return this.shown()
      .flatMap(deliveriesOf)
      .map((settings) => {
        const { plan, delivery } = this.entries.get(deliveryKey(settings)) ?? {};
        const health = delivery?.health();
        const common = {
          id: settings.id,
          kind: settings.kind,
          url: addressOf(settings, health?.lastPush?.url),
          enabled: settings.enabled,
          builtIn: plan?.builtIn ?? false,
        };
        if (health) return { ...common, ...health };
        const state = plan?.held ? 'held' : 'paused';
        return {
          ...common,
          state,
          consecutiveFailures: 0,
          ...(plan?.held ? { problem: inWords(plan.held), failureCode: plan.held.code } : {}),
        };
      });
  }

  /** Those of the settings, and the built-in one. */
  private shown(): DestinationSettings[] {
    const builtIn = [...this.entries.values()].filter(({ plan }) => plan.builtIn);
    return [...this.configured, ...builtIn.map(({ plan }) => plan.settings)];
  }

  private entriesOf(id: string): Entry[] {
    return [...this.entries.values()].filter(({ plan }) => plan.settings.id === id);
  }

  private deliveries(): Delivery[] {
    return [...this.entries.values()].flatMap(({ delivery }) => delivery ?? []);
  }

  /** A pause leaves what was pushed "now" where it is: to stop sending is what was wished for. */
  private setIntervals(): void {
    const intervalMs = this.running ? this.intervalMs : undefined;
    for (const delivery of this.deliveries()) {
      delivery.setInterval(intervalMs);
      if (intervalMs === undefined) void delivery.endHistory();
    }
  }

  private chosen(id: string): Entry[] | { ok: false; error: Failure } {
    const entries = this.entriesOf(id);
    if (entries.length > 0) return entries;
    if (this.configured.some((settings) => settings.id === id)) {
      return failure('not_pushing', `The destination "${id}" is switched off.`, {
        hint: 'Switch it on first.',
      });
    }
    return failure('not_found', `There is no destination "${id}".`);
  }

  private made(plan: DestinationPlan, before: Entry | undefined): Entry {
    const { settings, held } = plan;
    if (held) {
      const { id } = settings;
      this.parts.logger.warn('Nothing is pushed to this destination.', {
        destination: id,
        reason: inWords(held),
      });
      return { plan };
    }
    const goingOn = before && goesOn(before.plan, plan) ? before.delivery?.standing : undefined;
    return { plan, delivery: this.deliveryOf(plan, goingOn ?? this.leftBehind(plan)) };
  }

  private deliveryOf({ settings, identity }: DestinationPlan, standing: Standing | undefined): Delivery {
    const { clock, forwarded, hostName, kinds, logger, makeTools, random, record, takeSnapshot } = this.parts;
    const { id } = settings;
    const destination = makeDestination(kinds, settings, makeTools(settings));
    const forwardsHistory = settings.forward && destination.backlog !== undefined;
    return new Delivery({
      id,
      destination,
      replacesGroup: replacesGroup(settings),
      looksFirst: () => this.running,
      takeSnapshot() {
        const snapshot = takeSnapshot(identity);
        if (!snapshot) return undefined;
        const own = underKeyAt(settings, snapshot);
        return forwardsHistory ? { ...own, forwarded: forwarded() } : own;
      },
      after: this.leaving.get(id) ?? Promise.resolve(),
      clock,
      logger,
      random,
      seed: `${hostName}/${id}`,
      record,
      onFailure: () => this.countFailure(id),
      standing,
    });
  }

  /** What an earlier run left that this plan goes on with; which families that were is not known. */
  private leftBehind(plan: DestinationPlan): Standing | undefined {
    const isThere = this.parts.groups.list().some((group) => covers(plan, group));
    return isThere ? { identity: plan.identity, families: new Set() } : undefined;
  }

  private takeLeftoversAway(): void {
    this.knowsLeftovers = true;
    const plans = [...this.entries.values()].map(({ plan }) => plan);
    for (const { settings, identity } of this.parts.groups.list()) {
      if (plans.some((plan) => covers(plan, { settings, identity }))) continue;
      const standing = { identity, families: new Set<string>() };
      this.leave(settings.id, this.deliveryOf({ settings, identity, builtIn: false }, standing), true);
    }
  }

  /** Ends a delivery that `next` takes the place of, if anything does. */
  private release({ plan, delivery }: Entry, next: DestinationPlan | undefined, self: Self): void {
    if (!delivery) return;
    const isTakenOver = next !== undefined && !next.held && goesOn(plan, next);
    // Our own gateway, no longer at that address: nobody is there to be told.
    const isUnreachable = plan.builtIn && addressOf(plan.settings) !== self.address;
    this.leave(plan.settings.id, delivery, !isTakenOver && !isUnreachable);
  }

  private leave(id: string, delivery: Delivery, forget: boolean): void {
    const both = Promise.all([this.leaving.get(id), goodbye(delivery, forget)]);
    const left: Promise<unknown> = both.finally(() => {
      if (this.leaving.get(id) === left) this.leaving.delete(id);
    });
    this.leaving.set(id, left);
  }
}

async function goodbye(delivery: Delivery, forget: boolean): Promise<void> {
  await delivery.stop();
  if (forget) await delivery.forget();
  delivery.close();
}

function nothingPushed(noDestination: boolean) {
  if (noDestination) {
    return failure('not_pushing', 'There is no destination to push to.', {
      hint: 'Add one, or switch one on.',
    });
  }
  return failure('not_pushing', 'Nothing has been measured yet.', { hint: 'Try again in a few seconds.' });
}

export function makeDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  tools: DestinationTools,
): Destination {
  const make = kinds[settings.kind] as MakeDestination;
  return make(settings, tools);
}
