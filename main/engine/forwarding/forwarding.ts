import type {
  ForwardJournal,
  GroupForwarding,
  PushFailure,
  PushOutcome,
} from '../../destinations/destination';
import type { PushRecord } from '../../history/history';
import type { Labels } from '../../metrics/model';
import { labelsKey } from '../../metrics/series';
import { inWords } from '../../outcome';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { addressesOf, type DestinationSettings } from '../../settings/schema/destinations';
import { addressOf } from '../delivering/destination-settings';
import { Schedule } from '../timing/schedule';
import { spreadMs } from '../timing/spread';
import type { ForwardState, PushedIn, PushedInHead } from './pushed-in';
import { isOfContent, ReceiverLoss } from './receiver-loss';
import { SentGroups } from './sent-groups';

export interface ForwardingParts {
  readonly settings: DestinationSettings;
  readonly to: GroupForwarding;
  readonly pushedIn: PushedIn;
  readonly journal: ForwardJournal;
  /** Under this key the destination has what this machine itself measures. */
  readonly ownKey: Labels;
  /** Nothing is sent before: groups are still being taken away there. */
  readonly after: () => Promise<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Spreads the rounds of many machines. */
  readonly seed: string;
  readonly record: (outcome: PushOutcome) => void;
  readonly onRefused: () => void;
}

/**
 * Keeps one destination's copies of the groups that others pushed to this machine: each as it was pushed last, under its own key. A push is
 * brought on at once; those that follow within the interval, together at its next point. While the receiver takes nothing, one group is
 * tried at each point, and one deletion. What has not changed is sent again only when the receiver may have lost it.
 */
export class Forwarding {
  private readonly schedule: Schedule;
  private readonly sent = new SentGroups();
  private readonly loss: ReceiverLoss;
  /** Pushed to since they were last looked at. */
  private readonly changed = new Map<string, Labels>();
  private intervalMs: number | undefined;
  private stopping = new AbortController();
  private lookAtAll = false;
  private round: Promise<void> | undefined;
  /** Why the receiver takes nothing at present. */
  private held: PushFailure | undefined;

  constructor(private readonly parts: ForwardingParts) {
    this.loss = new ReceiverLoss(parts.settings, parts.clock);
    this.schedule = new Schedule({
      clock: parts.clock,
      run: () => this.look(),
      onSkip: () => {},
    });
  }

  /** `undefined` pauses, though a request under way goes on. */
  setInterval(intervalMs: number | undefined): void {
    if (intervalMs === this.intervalMs) return;
    this.intervalMs = intervalMs;
    this.schedule.stop();
    if (intervalMs === undefined) return;
    const offsetMs = spreadMs(this.parts.seed, intervalMs);
    this.schedule.start({ intervalMs, offsetMs, firstAfterMs: intervalMs });
    this.schedule.runNow();
  }

  /** Somebody pushed to this group, or deleted it. */
  touched(groupingKey: Labels): void {
    // All are looked at when it goes on.
    if (this.intervalMs === undefined) return;
    this.changed.set(labelsKey(groupingKey), groupingKey);
    if (!this.held) void this.go();
  }

  /** How a push of this machine's own went: an address that takes pushes again, or others before, may have lost what it had. */
  ownPush(push: PushRecord): void {
    const loss = this.loss.after(push);
    if (!loss) return;
    this.sent.dropAllButAt(loss.address, loss.beforeMs);
    this.held = undefined;
    this.parts.to.works(loss.address);
    if (this.intervalMs !== undefined) void this.look();
  }

  /** Pauses, ends a request under way, and knows nothing any more of what was sent. */
  async stop(): Promise<void> {
    this.setInterval(undefined);
    this.stopping.abort();
    await this.round;
    this.stopping = new AbortController();
    this.sent.clear();
    this.changed.clear();
    // It was told meanwhile to go on.
    if (this.intervalMs !== undefined) void this.look();
  }

  /** `undefined`: it is not forwarded there. */
  stateOf({ groupingKey, revision }: PushedInHead): ForwardState | undefined {
    const { settings } = this.parts;
    if (this.isOwn(groupingKey)) return undefined;
    const sent = this.sent.of(groupingKey);
    const isCurrent = sent?.revision === revision;
    const failure = isCurrent ? sent.refused : this.held;
    return {
      destination: settings.id,
      url: sent?.address ?? addressOf(settings),
      state: stateFor(isCurrent, failure),
      ...(sent && { atMs: sent.sentAtMs }),
      ...(failure && { problem: inWords(failure) }),
    };
  }

  /** What the receiver does not take. */
  problem(): string | undefined {
    const refused = this.sent.refused();
    if (!refused) return undefined;
    const what = refused.groups === 1 ? 'A group' : `${refused.groups} groups`;
    return `${what} that others pushed here cannot be forwarded: ${refused.why}`;
  }

  private look(): Promise<void> {
    this.lookAtAll = true;
    return this.go();
  }

  /** One round at a time; what comes up meanwhile has another. */
  private go(): Promise<void> {
    this.round ??= this.rounds().finally(() => {
      this.round = undefined;
    });
    return this.round;
  }

  private async rounds(): Promise<void> {
    const { signal } = this.stopping;
    await this.parts.after();
    let goesOn = true;
    while (goesOn && this.isOn(signal) && (this.lookAtAll || this.changed.size > 0)) {
      const isAll = this.lookAtAll;
      const heads = isAll ? this.allHeads() : this.changedHeads();
      this.lookAtAll = false;
      this.changed.clear();
      await this.deleteCondemned(signal);
      goesOn = await this.putDue(heads, { isAll, signal });
    }
  }

  private async putDue(
    heads: readonly PushedInHead[],
    { isAll, signal }: { readonly isAll: boolean; readonly signal: AbortSignal },
  ): Promise<boolean> {
    for (const head of heads) {
      if (!this.isOn(signal)) return false;
      if (this.isDue(head, isAll) && !(await this.put(head, signal))) return false;
    }
    return true;
  }

  private isOn(signal: AbortSignal): boolean {
    return !signal.aborted && this.intervalMs !== undefined;
  }

  private allHeads(): readonly PushedInHead[] {
    const heads = this.parts.pushedIn.heads();
    this.sent.dropAllBut(heads);
    return heads;
  }

  private changedHeads(): readonly PushedInHead[] {
    const heads: PushedInHead[] = [];
    for (const groupingKey of this.changed.values()) {
      const head = this.parts.pushedIn.group(groupingKey);
      if (head) heads.push(head);
      else this.sent.drop(groupingKey);
    }
    return heads;
  }

  private isDue({ groupingKey, revision }: PushedInHead, isPointReached: boolean): boolean {
    if (this.isOwn(groupingKey)) return false;
    const sent = this.sent.of(groupingKey);
    if (!sent) return true;
    if (sent.revision === revision) return false;
    return isPointReached || this.parts.clock.monotonicMs() - sent.atMs >= (this.intervalMs ?? 0);
  }

  private isOwn(groupingKey: Labels): boolean {
    return labelsKey(groupingKey) === labelsKey(this.parts.ownKey);
  }

  /** First of all: what is put next may only go together with what is left then. */
  private async deleteCondemned(signal: AbortSignal): Promise<void> {
    const { journal, settings } = this.parts;
    for (const address of addressesOf(settings)) {
      for (const { groupingKey, isCondemned } of journal.at(address)) {
        if (isCondemned && !(await this.deleteAt(address, groupingKey, signal))) break;
      }
    }
  }

  private async deleteAt(address: string, groupingKey: Labels, signal: AbortSignal): Promise<boolean> {
    const { journal, pushedIn, to } = this.parts;
    if (pushedIn.group(groupingKey)) return true;
    if (!this.isOn(signal)) return false;
    const outcome = await to.delete({ address, groupingKey }, signal);
    if (!this.note(outcome, signal)) return false;
    // A receiver that will not delete it does not do so when asked again.
    if (outcome.failure) journal.remove(address, groupingKey);
    return true;
  }

  /** As it is now, however long it waited for its turn. */
  private async put({ groupingKey }: PushedInHead, signal: AbortSignal): Promise<boolean> {
    const { clock, onRefused, pushedIn, settings, to } = this.parts;
    const group = pushedIn.group(groupingKey);
    if (!group) return true;
    const outcome = await to.put(group, signal);
    if (!this.note(outcome, signal)) return false;
    const { failure } = outcome;
    if (failure) onRefused();
    this.sent.set(groupingKey, {
      address: addressOf(settings, outcome.url),
      revision: group.revision,
      atMs: clock.monotonicMs(),
      sentAtMs: clock.nowMs(),
      ...(failure && { refused: failure }),
    });
    return true;
  }

  /** Whether the receiver can be asked for more. */
  private note(outcome: PushOutcome, signal: AbortSignal): boolean {
    // Ended by ourselves: that says nothing about the receiver.
    if (outcome.failure && signal.aborted) return false;
    const { logger, record, settings } = this.parts;
    record(outcome);
    const { failure, groupingKey } = outcome;
    const told = { destination: settings.id, reason: failure?.message };
    const isRefused = isRefusal(outcome);
    if (isRefused) logger.warn('A pushed group was refused.', { ...told, group: labelsKey(groupingKey) });
    else if (failure && !this.held) logger.warn('Pushed groups wait to be forwarded.', told);
    this.held = isRefused ? undefined : failure;
    return this.held === undefined;
  }
}

function stateFor(isCurrent: boolean, failure: PushFailure | undefined): ForwardState['state'] {
  if (isCurrent) return failure ? 'refused' : 'delivered';
  return failure ? 'failing' : 'waiting';
}

/** The receiver works, and does not take this; 429 is no word on what was sent. */
function isRefusal({ failure, status }: PushOutcome): boolean {
  return isOfContent(failure?.code) && status !== 429;
}
