import { isDeepStrictEqual } from 'node:util';
import type {
  ForwardingKinds,
  GroupForwarding,
  GroupJournal,
  MakeForwarding,
  PushOutcome,
} from '../../destinations/destination';
import type { NewPushRecord, PushRecord } from '../../history/history';
import type { Labels } from '../../metrics/model';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { addressesOf, type DestinationSettings, groupingKeyOf } from '../../settings/schema/destinations';
import type { Settings } from '../../settings/schema/settings';
import { type DestinationPlan, deliveryKey, type Self } from '../delivering/destination-plan';
import { isAddressOf } from '../delivering/destination-settings';
import type { MakeTools } from '../delivering/make-tools';
import { isOwnAddress } from '../delivering/own-address';
import { pushRecordOf } from '../delivering/push-record';
import { within } from '../timing/within';
import { ForwardLeftovers } from './forward-leftovers';
import { Forwarding } from './forwarding';
import { noForwarding, occasionAt, planForwarding } from './forwarding-plan';
import type { ForwardState, PushedIn, PushedInHead } from './pushed-in';
import { withdrawGroups } from './withdraw-groups';

/** Quitting must not hang on a receiver that does not answer. */
const withdrawWithinMs = 3_000;

export interface ForwardingsParts {
  readonly kinds: ForwardingKinds;
  readonly makeTools: MakeTools;
  readonly groups: GroupJournal;
  readonly pushedIn: PushedIn;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly hostName: string;
  readonly record: (push: NewPushRecord) => PushRecord;
  /** Of the destination with this id. */
  readonly onFailure: (destination: string) => void;
}

interface Entry {
  readonly plan: DestinationPlan;
  readonly to: GroupForwarding;
  readonly forwarding: Forwarding;
}

/** One for each delivery of a destination that takes only "now" and forwards what others push to this machine. */
export class ForwardingsSet {
  /** By delivery. */
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly refusals = new Map<string, number>();
  /** What is no longer forwarded to has sent its last. */
  private released: Promise<unknown> = Promise.resolve();
  private readonly leftovers: ForwardLeftovers;
  private running = false;
  private ownAddress: string | undefined;
  private plan = noForwarding;

  constructor(private readonly parts: ForwardingsParts) {
    const { groups } = parts;
    this.leftovers = new ForwardLeftovers({
      ...parts,
      journal: groups.forwarded,
      forwardingTo: (settings) => this.forwardingTo(settings),
      occasionAt: (address) => occasionAt(address, this.plan),
      isOwn: (address) => isOwnAddress(address, this.ownAddress),
      after: () => this.released,
      record: (outcome, about) => this.record(outcome, about),
    });
  }

  /** What is no longer forwarded to is left as `onRemove` says. */
  apply(settings: Settings, self: Self): void {
    this.ownAddress = self.address;
    this.plan = planForwarding(settings, self);
    const { deliveries } = this.plan;
    const before = this.entries;
    const goOn = new Map(
      [...before].filter(([key, { plan }]) =>
        deliveries.some((next) => deliveryKey(next.settings) === key && isDeepStrictEqual(next, plan)),
      ),
    );
    for (const [key, entry] of before) if (!goOn.has(key)) this.release(entry);
    this.entries = new Map(
      deliveries.flatMap((plan) => {
        const key = deliveryKey(plan.settings);
        const entry = goOn.get(key) ?? this.made(plan);
        return entry ? [[key, entry] as const] : [];
      }),
    );
    if (this.running) this.goOn();
    else this.setIntervals();
  }

  /** Takes away, too, what an earlier run left where nothing is forwarded any more. */
  start(): void {
    this.running = true;
    this.goOn();
  }

  /** For sleep: takes every group away as `onQuit` says; settles when that is done or has taken too long. */
  async suspend(): Promise<void> {
    this.running = false;
    this.leftovers.pause();
    const takenAway = Promise.all([...this.entries.values()].map((entry) => this.takeAway(entry)));
    // What is sent before, once awake, would be taken away with the rest.
    this.released = Promise.all([this.released, takenAway]);
    await takenAway;
  }

  /** Settles when everything is closed; with `forget`, after taking every group away. */
  async stop(forget: boolean): Promise<void> {
    this.running = false;
    await Promise.all([this.leftovers.stop(), this.released]);
    const entries = [...this.entries.values()];
    this.entries = new Map();
    await Promise.all(entries.map((entry) => (forget ? this.takeAway(entry) : entry.forwarding.stop())));
    for (const { to } of entries) to.close();
  }

  /** Somebody pushed to a group. */
  changed(groupingKey: Labels): void {
    for (const { forwarding } of this.entries.values()) forwarding.touched(groupingKey);
  }

  /** Groups are to be gone, or have outlived their time. */
  gone(groupingKeys: readonly Labels[]): void {
    this.parts.groups.forwarded.condemn(groupingKeys);
    for (const groupingKey of groupingKeys) this.changed(groupingKey);
  }

  /** A push of this machine's own is over. */
  ownPush(push: PushRecord): void {
    for (const { plan, forwarding } of this.entries.values()) {
      const isIts = plan.settings.id === push.destination && isAddressOf(plan.settings, push.url);
      if (isIts) forwarding.ownPush(push);
    }
  }

  statesOf(head: PushedInHead): ForwardState[] {
    return [...this.entries.values()].flatMap(({ forwarding }) => forwarding.stateOf(head) ?? []);
  }

  /** Absent for a destination that nothing is forwarded to in this way. */
  refusalsOf(destination: string): number | undefined {
    const isThere = [...this.entries.values()].some(({ plan }) => plan.settings.id === destination);
    return isThere ? (this.refusals.get(destination) ?? 0) : undefined;
  }

  /** What the receiver at this address of a destination does not take. */
  problemOf(destination: string, address: string): string | undefined {
    const entry = [...this.entries.values()].find(
      ({ plan: { settings } }) => settings.id === destination && addressesOf(settings).includes(address),
    );
    return entry?.forwarding.problem();
  }

  private goOn(): void {
    this.setIntervals();
    this.leftovers.start();
  }

  private setIntervals(): void {
    const intervalMs = this.running ? this.plan.intervalMs : undefined;
    for (const { forwarding } of this.entries.values()) {
      if (this.running && intervalMs === undefined)
        this.released = Promise.all([this.released, forwarding.stop()]);
      else forwarding.setInterval(intervalMs);
    }
  }

  private made(plan: DestinationPlan): Entry | undefined {
    const { clock, groups, hostName, logger, pushedIn } = this.parts;
    const { settings } = plan;
    const to = this.forwardingTo(settings);
    if (!to) return undefined;
    const forwarding = new Forwarding({
      settings,
      to,
      pushedIn,
      journal: groups.forwarded,
      ownKey: groupingKeyOf(settings, plan.identity),
      after: () =>
        Promise.all([this.released, ...addressesOf(settings).map((address) => this.leftovers.over(address))]),
      clock,
      logger,
      seed: `${hostName}/${settings.id}/forward`,
      record: (outcome) => this.record(outcome, { destination: settings.id }),
      onRefused: () => this.refusals.set(settings.id, (this.refusals.get(settings.id) ?? 0) + 1),
    });
    return { plan, to, forwarding };
  }

  private forwardingTo(settings: DestinationSettings): GroupForwarding | undefined {
    const make = this.parts.kinds[settings.kind] as MakeForwarding | undefined;
    return make?.(settings, this.parts.makeTools(settings));
  }

  private release({ to, forwarding }: Entry): void {
    const stopped = forwarding.stop().then(() => to.close());
    this.released = Promise.all([this.released, stopped]);
  }

  private async takeAway({ plan: { settings }, to, forwarding }: Entry): Promise<void> {
    await forwarding.stop();
    // The machine is awake again.
    if (this.running) return;
    const { clock, groups } = this.parts;
    const record = (outcome: PushOutcome) => this.record(outcome, { destination: settings.id });
    await within(clock, withdrawWithinMs, (signal) =>
      withdrawGroups(settings, 'quit', { to, journal: groups.forwarded, record, signal }),
    );
  }

  private record(
    outcome: PushOutcome,
    { destination, attempt = 1 }: { readonly destination: string; readonly attempt?: number },
  ): void {
    for (const other of outcome.also ?? []) this.record(other, { destination });
    const { clock, onFailure, record } = this.parts;
    if (outcome.failure) onFailure(destination);
    record(pushRecordOf(outcome, { atMs: clock.nowMs(), destination, attempt }));
  }
}
