import type {
  ForwardedTo,
  ForwardJournal,
  GroupForwarding,
  PushFailure,
  PushOutcome,
} from '../../destinations/destination';
import type { Clock } from '../../platform/clock';
import type { DestinationSettings, Farewell } from '../../settings/schema/destinations';
import { addressOf } from '../delivering/destination-settings';
import { Backoff } from '../timing/backoff';
import { withdrawGroups } from './withdraw-groups';

export interface ForwardLeftoversParts {
  readonly journal: ForwardJournal;
  readonly clock: Clock;
  readonly random: () => number;
  /** `undefined`: groups cannot be forwarded there. */
  readonly forwardingTo: (settings: DestinationSettings) => GroupForwarding | undefined;
  /** Why nothing is forwarded to this address any more; `undefined`: something is. */
  readonly occasionAt: (address: string) => Farewell | undefined;
  /** Whether we listen there ourselves by now. */
  readonly isOwn: (address: string) => boolean;
  /** Nothing is deleted before: there is still something being sent. */
  readonly after: () => Promise<unknown>;
  readonly record: (outcome: PushOutcome, about: { destination: string; attempt: number }) => void;
}

/**
 * Groups that stand where nothing is forwarded any more. As settings say, they are taken away, and again with back-off where that
 * fails in a way that may pass.
 */
export class ForwardLeftovers {
  private readonly backoff: Backoff;
  /** By address. */
  private readonly underWay = new Map<string, Promise<unknown>>();
  private readonly stopping = new AbortController();
  private running = false;

  constructor(private readonly parts: ForwardLeftoversParts) {
    this.backoff = new Backoff(parts);
  }

  /** Tries all now: there may be others, or ways to reach them. */
  start(): void {
    this.running = true;
    this.backoff.reset();
    this.withdrawAll();
  }

  /** What is under way goes on, though nothing is tried again. */
  pause(): void {
    this.running = false;
    this.backoff.reset();
  }

  /** For good; what is under way ends with it. */
  async stop(): Promise<void> {
    this.pause();
    this.stopping.abort();
    await Promise.all(this.underWay.values());
  }

  /** Settles when nothing is being taken away any more at this address. */
  over(address: string): Promise<unknown> | undefined {
    return this.underWay.get(address);
  }

  private withdrawAll(): void {
    for (const left of this.parts.journal.list()) {
      const address = addressOf(left.settings);
      const occasion = this.parts.occasionAt(address);
      if (!occasion || this.underWay.has(address)) continue;
      const withdrawn = this.withdraw(left, occasion).then((failure) => {
        this.underWay.delete(address);
        if (failure?.retryable && this.running) this.backoff.again(() => this.withdrawAll());
      });
      this.underWay.set(address, withdrawn);
    }
  }

  private async withdraw(
    { settings, groups }: ForwardedTo,
    occasion: Farewell,
  ): Promise<PushFailure | undefined> {
    const { after, forwardingTo, isOwn, journal, record } = this.parts;
    await after();
    const address = addressOf(settings);
    const isKept = occasion === 'remove' && settings.onRemove === 'keep';
    // Where we listen ourselves by now, what stood there is gone, and what stands there is what others pushed here.
    if (isKept || isOwn(address)) {
      for (const { groupingKey } of groups) journal.remove(address, groupingKey);
      return undefined;
    }
    const to = forwardingTo(settings);
    if (!to) return undefined;
    const attempt = this.backoff.failures + 1;
    const failure = await withdrawGroups(settings, occasion, {
      to,
      journal,
      signal: this.stopping.signal,
      record(outcome) {
        // One record for a failure that lasts.
        if (!outcome.failure || attempt === 1) record(outcome, { destination: settings.id, attempt });
      },
    });
    to.close();
    return failure;
  }
}
