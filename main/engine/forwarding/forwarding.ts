import type { PushFailure } from '../../destinations/destination';
import type { PushRecord } from '../../history/history';
import type { Labels } from '../../metrics/model';
import { labelsKey } from '../../metrics/series';
import { inWords } from '../../outcome';
import { addressOf } from '../delivering/destination-settings';
import { Schedule } from '../timing/schedule';
import { spreadMs } from '../timing/spread';
import { GroupSender, type GroupSenderParts } from './group-sender';
import type { ForwardState, PushedInHead } from './pushed-in';
import { ReceiverLoss } from './receiver-loss';

export interface ForwardingParts extends GroupSenderParts {
  /** Under this key the destination has what this machine itself measures. */
  readonly ownKey: Labels;
  /** Nothing is sent before: groups are still being taken away there. */
  readonly after: () => Promise<unknown>;
  /** Spreads the rounds of many machines. */
  readonly seed: string;
}

/**
 * Keeps one destination's copies of the groups that others pushed to this machine: each as it was pushed last, under its own key. A push is
 * brought on at once; those that follow within the interval, together at its next point. While the receiver takes nothing, one group is
 * tried at each point, and one deletion. What has not changed is sent again only when the receiver may have lost it.
 */
export class Forwarding {
  private readonly schedule: Schedule;
  private readonly sender: GroupSender;
  private readonly loss: ReceiverLoss;
  /** Pushed to since they were last looked at. */
  private readonly changed = new Map<string, Labels>();
  private intervalMs: number | undefined;
  private stopping = new AbortController();
  private lookAtAll = false;
  private round: Promise<void> | undefined;

  constructor(private readonly parts: ForwardingParts) {
    this.sender = new GroupSender(parts);
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
    if (!this.sender.held) void this.go();
  }

  /** How a push of this machine's own went: an address that takes pushes again, or others before, may have lost what it had. */
  ownPush(push: PushRecord): void {
    const loss = this.loss.after(push);
    if (!loss) return;
    this.sender.worksAgain(loss.address, loss.beforeMs);
    if (this.intervalMs !== undefined) void this.look();
  }

  /** Pauses, ends a request under way, and knows nothing any more of what was sent. */
  async stop(): Promise<void> {
    this.setInterval(undefined);
    this.stopping.abort();
    await this.round;
    this.stopping = new AbortController();
    this.sender.sent.clear();
    this.changed.clear();
    // It was told meanwhile to go on.
    if (this.intervalMs !== undefined) void this.look();
  }

  /** `undefined`: it is not forwarded there. */
  stateOf({ groupingKey, revision }: PushedInHead): ForwardState | undefined {
    const { settings } = this.parts;
    if (this.isOwn(groupingKey)) return undefined;
    const sent = this.sender.sent.of(groupingKey);
    const isCurrent = sent?.revision === revision;
    const failure = isCurrent ? sent.refused : this.sender.held;
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
    const refused = this.sender.sent.refused();
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
    await this.parts.after();
    const { signal } = this.stopping;
    let goesOn = true;
    while (goesOn && this.isOn(signal) && (this.lookAtAll || this.changed.size > 0)) {
      const isAll = this.lookAtAll;
      const heads = isAll ? this.allHeads() : this.changedHeads();
      this.lookAtAll = false;
      this.changed.clear();
      // First of all: what is put next may only go together with what is left then.
      await this.sender.deleteCondemned(() => this.isOn(signal), signal);
      goesOn = await this.putDue(heads, { isAll, signal });
    }
  }

  private async putDue(
    heads: readonly PushedInHead[],
    { isAll, signal }: { readonly isAll: boolean; readonly signal: AbortSignal },
  ): Promise<boolean> {
    for (const head of heads) {
      if (!this.isOn(signal)) return false;
      if (this.isDue(head, isAll) && !(await this.sender.put(head.groupingKey, signal))) return false;
    }
    return true;
  }

  private isOn(signal: AbortSignal): boolean {
    return !signal.aborted && this.intervalMs !== undefined;
  }

  private allHeads(): readonly PushedInHead[] {
    const heads = this.parts.pushedIn.heads();
    this.sender.sent.dropAllBut(heads);
    return heads;
  }

  private changedHeads(): readonly PushedInHead[] {
    const heads: PushedInHead[] = [];
    for (const groupingKey of this.changed.values()) {
      const head = this.parts.pushedIn.group(groupingKey);
      if (head) heads.push(head);
      else this.sender.sent.drop(groupingKey);
    }
    return heads;
  }

  private isDue({ groupingKey, revision }: PushedInHead, isPointReached: boolean): boolean {
    if (this.isOwn(groupingKey)) return false;
    const sent = this.sender.sent.of(groupingKey);
    if (!sent) return true;
    if (sent.revision === revision) return false;
    return isPointReached || this.parts.clock.monotonicMs() - sent.atMs >= (this.intervalMs ?? 0);
  }

  private isOwn(groupingKey: Labels): boolean {
    return labelsKey(groupingKey) === labelsKey(this.parts.ownKey);
  }
}

function stateFor(isCurrent: boolean, failure: PushFailure | undefined): ForwardState['state'] {
  if (isCurrent) return failure ? 'refused' : 'delivered';
  return failure ? 'failing' : 'waiting';
}
