import type { ForwardJournal, GroupForwarding, PushFailure, PushOutcome } from '../destinations/destination';
import type { PushRecord } from '../history/history';
import type { Labels } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { inWords } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { addressesOf, type DestinationSettings } from '../settings/schema/destinations';
import { addressOf } from './destination-settings';
import type { ForwardState, PushedIn, PushedInHead } from './pushed-in';
import { Schedule } from './schedule';
import { spreadMs } from './spread';

export interface ForwardingParts {
  readonly settings: DestinationSettings;
  readonly to: GroupForwarding;
  readonly pushedIn: PushedIn;
  readonly journal: ForwardJournal;
  /** Under this key the destination has what this machine itself measures. */
  readonly ownKey: Labels;
  /** Nothing is sent before. */
  readonly after: Promise<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Spreads the rounds of many machines. */
  readonly seed: string;
  readonly record: (outcome: PushOutcome) => void;
  readonly onRefused: () => void;
}

interface Sent {
  readonly address: string;
  readonly revision: number;
  /** Monotonic. */
  readonly atMs: number;
  /** By the wall clock. */
  readonly sentAtMs: number;
  /** The receiver takes other content, not this. */
  readonly refused?: PushFailure;
}

/**
 * Keeps one destination's copies of the groups that others pushed to this machine: each as it was pushed last, under its own key. A push is
 * brought on at once; those that follow within the interval, together at its next point. While the receiver takes nothing, one group is
 * tried at each point, and one deletion. What has not changed is sent again only when the receiver may have lost it.
 */
export class Forwarding {
  private readonly schedule: Schedule;
  private readonly sent = new Map<string, Sent>();
  /** Pushed to since they were last looked at. */
  private readonly changed = new Map<string, Labels>();
  private intervalMs: number | undefined;
  private stopping = new AbortController();
  private lookAtAll = false;
  private round: Promise<void> | undefined;
  /** Why the receiver takes nothing at present. */
  private held: PushFailure | undefined;
  /** Of pushes of this machine's own: the address that took the last one, and when others failed since they took one. */
  private ownAddress: string | undefined;
  private readonly failedAtMs = new Map<string, number>();

  constructor(private readonly parts: ForwardingParts) {
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
  ownPush({ url, method, ok, errorCode }: PushRecord): void {
    if (method === 'DELETE') return;
    const { clock, settings } = this.parts;
    const address = addressOf(settings, url);
    if (ok) {
      const failedAtMs = this.failedAtMs.get(address);
      const hasMoved = this.ownAddress !== undefined && this.ownAddress !== address;
      this.ownAddress = address;
      this.failedAtMs.delete(address);
      if (hasMoved || failedAtMs !== undefined) this.sendAgain(address, failedAtMs);
    } else if (!isOfContent(errorCode)) this.failedAtMs.set(address, clock.monotonicMs());
  }

  /** Pauses and ends a request under way. */
  async stop(): Promise<void> {
    this.setInterval(undefined);
    this.stopping.abort();
    await this.round;
    this.stopping = new AbortController();
    this.sent.clear();
    this.changed.clear();
  }

  /** `undefined`: it is not forwarded there. */
  stateOf({ groupingKey, revision }: PushedInHead): ForwardState | undefined {
    const { ownKey, settings } = this.parts;
    const id = labelsKey(groupingKey);
    if (id === labelsKey(ownKey)) return undefined;
    const sent = this.sent.get(id);
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

  /** Groups that the receiver does not take as they are, with one of the reasons. */
  refused(): { readonly groups: number; readonly why: string } | undefined {
    const refused = [...this.sent.values()].flatMap(({ refused }) => refused ?? []);
    const [first] = refused;
    return first && { groups: refused.length, why: inWords(first) };
  }

  /** What is not at this address, or was brought there before it failed. */
  private sendAgain(address: string, failedAtMs = Number.NEGATIVE_INFINITY): void {
    for (const [id, sent] of this.sent) {
      if (sent.address !== address || sent.atMs <= failedAtMs) this.sent.delete(id);
    }
    this.held = undefined;
    this.parts.to.works(address);
    if (this.intervalMs !== undefined) void this.look();
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
    await this.parts.after;
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

  /** What was sent of a group that is not here any more is no matter, nor that it was refused. */
  private allHeads(): readonly PushedInHead[] {
    const heads = this.parts.pushedIn.heads();
    const ids = new Set(heads.map(({ groupingKey }) => labelsKey(groupingKey)));
    for (const id of this.sent.keys()) if (!ids.has(id)) this.sent.delete(id);
    return heads;
  }

  private changedHeads(): readonly PushedInHead[] {
    const heads: PushedInHead[] = [];
    for (const [id, groupingKey] of this.changed) {
      const head = this.parts.pushedIn.group(groupingKey);
      if (head) heads.push(head);
      else this.sent.delete(id);
    }
    return heads;
  }

  private isDue({ groupingKey, revision }: PushedInHead, isPointReached: boolean): boolean {
    const id = labelsKey(groupingKey);
    if (id === labelsKey(this.parts.ownKey)) return false;
    const sent = this.sent.get(id);
    if (!sent) return true;
    if (sent.revision === revision) return false;
    return isPointReached || this.parts.clock.monotonicMs() - sent.atMs >= (this.intervalMs ?? 0);
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
    this.sent.set(labelsKey(groupingKey), {
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

function isOfContent(code: string | undefined): boolean {
  return code === 'refused' || code === 'invalid_metrics';
}
