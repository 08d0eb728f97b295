import { isDeepStrictEqual } from 'node:util';
import type {
  Destination,
  DestinationKinds,
  DestinationTools,
  Identity,
  MakeDestination,
  Snapshot,
} from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import { type Failure, failure, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import type { Settings } from '../settings/schema/settings';
import { Delivery } from './delivery';
import { type DestinationPlan, isSameGroup, planDestinations, type Self } from './destination-plan';
import { addressOf, replacesGroup } from './destination-settings';
import type { DestinationHealth } from './status';

export interface DestinationsParts {
  readonly kinds: DestinationKinds;
  readonly makeTools: () => DestinationTools;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly hostName: string;
  readonly takeSnapshot: (identity: Identity) => Snapshot | undefined;
  readonly record: (push: NewPushRecord) => PushRecord;
}

interface Entry {
  readonly plan: DestinationPlan;
  /** Absent while the plan is held. */
  readonly delivery?: Delivery;
}

/** The destinations that settings ask for, each with its delivery. */
export class DestinationsSet {
  private configured: readonly DestinationSettings[] = [];
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly failures = new Map<string, number>();
  /** Deliveries that are on their way out, by destination. */
  private readonly leaving = new Map<string, Promise<void>>();
  private running = false;
  /** Absent while settings say that nothing is pushed. */
  private intervalMs: number | undefined;

  constructor(private readonly parts: DestinationsParts) {}

  /** Restarts only what changed. What is gone, off, or pushes under another key from now on, takes its series away. */
  apply(settings: Settings, self: Self): void {
    this.configured = settings.destinations;
    this.intervalMs = settings.pushing && settings.monitoring ? durationMs(settings.interval) : undefined;
    const before = this.entries;
    const plans = new Map(planDestinations(settings, self).map((plan) => [plan.settings.id, plan]));
    const after = new Map<string, Entry>();
    for (const [id, entry] of before) {
      const plan = plans.get(id);
      if (isDeepStrictEqual(entry.plan, plan)) after.set(id, entry);
      else this.release(entry, plan, self);
    }
    this.entries = new Map(
      [...plans].map(([id, plan]) => [id, after.get(id) ?? this.made(plan, before.get(id))]),
    );
    this.setIntervals();
  }

  start(): void {
    this.running = true;
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

  /** Settles when everything is closed; with `forget`, after taking all series away. */
  async stop(forget: boolean): Promise<void> {
    this.running = false;
    for (const { plan, delivery } of this.entries.values()) {
      if (delivery) this.leave(plan.settings.id, delivery, forget);
    }
    this.entries = new Map();
    await Promise.all(this.leaving.values());
  }

  reports(): { id: string; pushFailures: number }[] {
    return this.shown().map(({ id }) => ({ id, pushFailures: this.failures.get(id) ?? 0 }));
  }

  health(): DestinationHealth[] {
    return this.shown().map((settings) => {
      const { plan, delivery } = this.entries.get(settings.id) ?? {};
      const common = {
        id: settings.id,
        kind: settings.kind,
        url: addressOf(settings),
        enabled: settings.enabled,
        builtIn: plan?.builtIn ?? false,
      };
      if (delivery) return { ...common, ...delivery.health() };
      const state = plan?.held ? 'held' : 'paused';
      return {
        ...common,
        state,
        consecutiveFailures: 0,
        ...(plan?.held ? { problem: inWords(plan.held) } : {}),
      };
    });
  }

  /** Those of the settings, and the built-in one. */
  private shown(): DestinationSettings[] {
    const builtIn = [...this.entries.values()].filter(({ plan }) => plan.builtIn);
    return [...this.configured, ...builtIn.map(({ plan }) => plan.settings)];
  }

  private deliveries(): Delivery[] {
    return [...this.entries.values()].flatMap(({ delivery }) => delivery ?? []);
  }

  /** A pause leaves what was pushed where it is: to stop sending is what was wished for. */
  private setIntervals(): void {
    const intervalMs = this.running ? this.intervalMs : undefined;
    for (const delivery of this.deliveries()) delivery.setInterval(intervalMs);
  }

  private chosen(id: string): Entry[] | { ok: false; error: Failure } {
    const entry = this.entries.get(id);
    if (entry) return [entry];
    if (this.configured.some((settings) => settings.id === id)) {
      return failure('not_pushing', `The destination "${id}" is switched off.`, {
        hint: 'Switch it on first.',
      });
    }
    return failure('not_found', `There is no destination "${id}".`);
  }

  private made(plan: DestinationPlan, before: Entry | undefined): Entry {
    const { clock, hostName, kinds, logger, makeTools, random, record, takeSnapshot } = this.parts;
    const { settings, identity, held } = plan;
    const { id } = settings;
    if (held) {
      logger.warn('Nothing is pushed to this destination.', { destination: id, reason: inWords(held) });
      return { plan };
    }
    const delivery = new Delivery({
      id,
      destination: makeDestination(kinds, settings, makeTools()),
      replacesGroup: replacesGroup(settings),
      takeSnapshot: () => takeSnapshot(identity),
      after: this.leaving.get(id) ?? Promise.resolve(),
      clock,
      logger,
      random,
      seed: `${hostName}/${id}`,
      record,
      onFailure: () => this.failures.set(id, (this.failures.get(id) ?? 0) + 1),
      standing: before && isSameGroup(before.plan, plan) ? before.delivery?.standing : undefined,
    });
    return { plan, delivery };
  }

  /** Ends a delivery that `next` takes the place of, if anything does. */
  private release({ plan, delivery }: Entry, next: DestinationPlan | undefined, self: Self): void {
    if (!delivery) return;
    const goesOn = next !== undefined && !next.held && isSameGroup(plan, next);
    // Our own gateway, no longer at that address: nobody is there to be told.
    const isUnreachable = plan.builtIn && addressOf(plan.settings) !== self.address;
    this.leave(plan.settings.id, delivery, !goesOn && !isUnreachable);
  }

  private leave(id: string, delivery: Delivery, forget: boolean): void {
    const left: Promise<void> = goodbye(delivery, forget).finally(() => {
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

function inWords({ message, hint }: Failure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

export function makeDestination(
  kinds: DestinationKinds,
  settings: DestinationSettings,
  tools: DestinationTools,
): Destination {
  const make = kinds[settings.kind] as MakeDestination;
  return make(settings, tools);
}
