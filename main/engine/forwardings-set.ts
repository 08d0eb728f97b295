import { isDeepStrictEqual } from 'node:util';
import type {
  ForwardedTo,
  ForwardingKinds,
  GroupForwarding,
  GroupJournal,
  MakeForwarding,
  PushOutcome,
} from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import type { Labels } from '../metrics/model';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { addressesOf, type DestinationSettings, groupingKeyOf } from '../settings/schema/destinations';
import { durationMs } from '../settings/schema/duration';
import type { Settings } from '../settings/schema/settings';
import { type DestinationPlan, deliveryKey, planDestinations, type Self } from './destination-plan';
import { addressOf, isAddressOf } from './destination-settings';
import { Forwarding } from './forwarding';
import type { MakeTools } from './make-tools';
import { isOwnAddress } from './own-address';
import { pushRecordOf } from './push-record';
import type { ForwardState, PushedIn, PushedInHead } from './pushed-in';
import { within } from './within';

/** Quitting must not hang on a receiver that does not answer. */
const withdrawWithinMs = 3_000;
/** Of one receiver, so that many groups are gone in that time. */
const deletesAtOnce = 8;

export interface ForwardingsParts {
  readonly kinds: ForwardingKinds;
  readonly makeTools: MakeTools;
  readonly groups: GroupJournal;
  readonly pushedIn: PushedIn;
  readonly clock: Clock;
  readonly logger: Logger;
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

/** Whether what others push here is to go to this destination too, as soon as anything may. */
function isWanted({ server }: Settings, plan: DestinationPlan): boolean {
  return server.enabled && server.gateway && plan.settings.forward && !plan.builtIn;
}

/** One for each delivery of a destination that takes only "now" and forwards what others push to this machine. */
export class ForwardingsSet {
  /** By delivery. */
  private entries: ReadonlyMap<string, Entry> = new Map();
  private readonly refusals = new Map<string, number>();
  /** What is no longer forwarded to has sent its last. */
  private released: Promise<unknown> = Promise.resolve();
  /** Deletions under way, by address. */
  private readonly withdrawals = new Map<string, Promise<unknown>>();
  private stopping = new AbortController();
  private running = false;
  private ownAddress: string | undefined;
  private wantedAddresses: ReadonlySet<string> = new Set();
  /** Absent while settings say that nothing is pushed. */
  private intervalMs: number | undefined;

  constructor(private readonly parts: ForwardingsParts) {}

  /** What is no longer forwarded to is left as `onQuit` says. */
  apply(settings: Settings, self: Self): void {
    this.ownAddress = self.address;
    this.intervalMs = settings.pushing && settings.monitoring ? durationMs(settings.interval) : undefined;
    const wanted = planDestinations(settings, self).filter((plan) => isWanted(settings, plan));
    this.wantedAddresses = new Set(wanted.flatMap((plan) => addressesOf(plan.settings)));
    const plans = wanted.filter(({ held }) => !held);
    const before = this.entries;
    const goOn = new Map(
      [...before].filter(([key, { plan }]) =>
        plans.some((next) => deliveryKey(next.settings) === key && isDeepStrictEqual(next, plan)),
      ),
    );
    for (const [key, entry] of before) if (!goOn.has(key)) this.release(entry);
    this.entries = new Map(
      plans.flatMap((plan) => {
        const key = deliveryKey(plan.settings);
        const entry = goOn.get(key) ?? this.made(plan);
        return entry ? [[key, entry] as const] : [];
      }),
    );
    if (this.running) this.withdrawLeftovers();
    this.setIntervals();
  }

  /** Takes away, too, what an earlier run left where nothing is forwarded any more. */
  start(): void {
    this.running = true;
    this.withdrawLeftovers();
    this.setIntervals();
  }

  /** For sleep: takes every group away as `onQuit` says; settles when that is done or has taken too long. */
  async suspend(): Promise<void> {
    this.running = false;
    await Promise.all([...this.entries.values()].map((entry) => this.takeAway(entry)));
  }

  /** Settles when everything is closed; with `forget`, after taking every group away. */
  async stop(forget: boolean): Promise<void> {
    this.running = false;
    this.stopping.abort();
    await Promise.all([this.released, ...this.withdrawals.values()]);
    const entries = [...this.entries.values()];
    this.entries = new Map();
    await Promise.all(entries.map((entry) => (forget ? this.takeAway(entry) : entry.forwarding.stop())));
    for (const { to } of entries) to.close();
  }

  /** Somebody pushed to a group. */
  changed(groupingKey: Labels): void {
    for (const { forwarding } of this.entries.values()) forwarding.touched(groupingKey);
  }

  /** A group is to be gone, or has outlived its time. */
  gone(groupingKey: Labels): void {
    this.parts.groups.forwarded.condemn(groupingKey);
    this.changed(groupingKey);
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
    const refused = entry?.forwarding.refused();
    if (!refused) return undefined;
    const what = refused.groups === 1 ? 'A group' : `${refused.groups} groups`;
    return `${what} that others pushed here cannot be forwarded: ${refused.why}`;
  }

  private setIntervals(): void {
    const intervalMs = this.running ? this.intervalMs : undefined;
    for (const { forwarding } of this.entries.values()) forwarding.setInterval(intervalMs);
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
      after: Promise.all([
        this.released,
        ...addressesOf(settings).map((address) => this.withdrawals.get(address)),
      ]),
      clock,
      logger,
      seed: `${hostName}/${settings.id}/forward`,
      record: (outcome) => this.record(settings.id, outcome),
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

  private async takeAway({ plan, to, forwarding }: Entry): Promise<void> {
    await forwarding.stop();
    const { clock } = this.parts;
    await within(clock, withdrawWithinMs, (signal) => this.withdraw(plan.settings, to, signal));
  }

  private withdrawLeftovers(): void {
    for (const left of this.parts.groups.forwarded.list()) {
      const address = addressOf(left.settings);
      if (this.wantedAddresses.has(address) || this.withdrawals.has(address)) continue;
      const withdrawn = this.withdrawLeft(left).finally(() => this.withdrawals.delete(address));
      this.withdrawals.set(address, withdrawn);
    }
  }

  private async withdrawLeft({ settings, groups }: ForwardedTo): Promise<void> {
    const { forwarded } = this.parts.groups;
    await this.released;
    // Where we listen ourselves by now, what stood there is gone, and what stands there is what others pushed here.
    if (settings.onQuit === 'keep' || isOwnAddress(addressOf(settings), this.ownAddress)) {
      for (const { groupingKey } of groups) forwarded.remove(addressOf(settings), groupingKey);
      return;
    }
    const to = this.forwardingTo(settings);
    if (to) await this.withdraw(settings, to, this.stopping.signal);
    to?.close();
  }

  private async withdraw(
    settings: DestinationSettings,
    to: GroupForwarding,
    signal: AbortSignal,
  ): Promise<void> {
    if (settings.onQuit === 'keep') return;
    const all = addressesOf(settings).map((address) => this.withdrawFrom(address, { settings, to, signal }));
    await Promise.all(all);
  }

  /** Until a deletion fails. */
  private async withdrawFrom(
    address: string,
    { settings, to, signal }: { settings: DestinationSettings; to: GroupForwarding; signal: AbortSignal },
  ): Promise<void> {
    const keys = this.parts.groups.forwarded.at(address).map(({ groupingKey }) => groupingKey);
    const deleteNext = async (): Promise<void> => {
      for (let groupingKey = keys.pop(); groupingKey && !signal.aborted; groupingKey = keys.pop()) {
        const outcome = await to.delete({ address, groupingKey }, signal);
        this.record(settings.id, outcome);
        if (outcome.failure) keys.length = 0;
      }
    };
    await Promise.all(Array.from({ length: deletesAtOnce }, deleteNext));
  }

  private record(destination: string, outcome: PushOutcome): void {
    for (const other of outcome.also ?? []) this.record(destination, other);
    const { clock, onFailure, record } = this.parts;
    if (outcome.failure) onFailure(destination);
    record(pushRecordOf(outcome, { atMs: clock.nowMs(), destination, attempt: 1 }));
  }
}
