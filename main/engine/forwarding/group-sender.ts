import type {
  ForwardJournal,
  GroupForwarding,
  PushFailure,
  PushOutcome,
} from '../../destinations/destination';
import type { Labels } from '../../metrics/model';
import { labelsKey } from '../../metrics/series';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { addressesOf, type DestinationSettings } from '../../settings/schema/destinations';
import { addressOf } from '../delivering/destination-settings';
import type { PushedIn } from './pushed-in';
import { isOfContent } from './receiver-loss';
import { SentGroups } from './sent-groups';

export interface GroupSenderParts {
  readonly settings: DestinationSettings;
  readonly to: GroupForwarding;
  readonly pushedIn: PushedIn;
  readonly journal: ForwardJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly record: (outcome: PushOutcome) => void;
  readonly onRefused: () => void;
}

/** Brings groups to one receiver and takes them away there, one at a time, and knows from its answers how they stand. */
export class GroupSender {
  readonly sent = new SentGroups();
  private failure: PushFailure | undefined;

  constructor(private readonly parts: GroupSenderParts) {}

  /** Why the receiver takes nothing at present. */
  get held(): PushFailure | undefined {
    return this.failure;
  }

  /** This address takes pushes again: only what was sent there, and after that time (monotonic), is still there for certain. */
  worksAgain(address: string, beforeMs: number): void {
    this.sent.dropAllButAt(address, beforeMs);
    this.failure = undefined;
    this.parts.to.works(address);
  }

  /** As it is now, however long it waited for its turn. Whether the receiver can be asked for more. */
  async put(groupingKey: Labels, signal: AbortSignal): Promise<boolean> {
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

  /** At each address until it takes nothing, or `isOn` says no. */
  async deleteCondemned(isOn: () => boolean, signal: AbortSignal): Promise<void> {
    const { journal, pushedIn, settings } = this.parts;
    for (const address of addressesOf(settings)) {
      for (const { groupingKey, isCondemned } of journal.at(address)) {
        if (!isCondemned || pushedIn.group(groupingKey)) continue;
        if (!isOn() || !(await this.deleteAt(address, groupingKey, signal))) break;
      }
    }
  }

  private async deleteAt(address: string, groupingKey: Labels, signal: AbortSignal): Promise<boolean> {
    const { journal, to } = this.parts;
    const outcome = await to.delete({ address, groupingKey }, signal);
    if (!this.note(outcome, signal)) return false;
    // A receiver that will not delete it does not do so when asked again.
    if (outcome.failure) journal.remove(address, groupingKey);
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
    else if (failure && !this.failure) logger.warn('Pushed groups wait to be forwarded.', told);
    this.failure = isRefused ? undefined : failure;
    return this.failure === undefined;
  }
}

/** The receiver works, and does not take this; 429 is no word on what was sent. */
function isRefusal({ failure, status }: PushOutcome): boolean {
  return isOfContent(failure?.code) && status !== 429;
}
