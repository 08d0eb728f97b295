import type {
  DestinationKinds,
  GroupJournal,
  PushedGroup,
  PushOutcome,
} from '../../destinations/destination';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Farewell } from '../../settings/schema/destinations';
import { Backoff } from '../timing/backoff';
import { within } from '../timing/within';
import { makeDestination } from './make-destination';
import type { MakeTools } from './make-tools';
import { forgetWithinMs } from './standing-series';

/** What makes destinations and keeps track of them. */
export interface DestinationMeans {
  readonly kinds: DestinationKinds;
  readonly makeTools: MakeTools;
  readonly groups: GroupJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

export interface LeftoversParts extends DestinationMeans {
  /** Whether it is pushed to, or somebody else is taking it away just now. */
  readonly isInUse: (group: PushedGroup) => boolean;
  /** Why it is pushed to no more. */
  readonly occasionOf: (group: PushedGroup) => Farewell;
  readonly record: (outcome: PushOutcome, about: { destination: string; attempt: number }) => void;
}

/**
 * What stands where nothing is pushed any more: an earlier run crashed, or the receiver was away when it should have been taken away.
 * As settings say, it is taken away, and again with back-off where that fails in a way that may pass, until it is gone or in use again.
 */
export class Leftovers {
  private readonly backoff: Backoff;
  private readonly underWay = new Map<PushedGroup, Promise<boolean>>();
  /** Absent while stopped. */
  private stopping: AbortController | undefined;

  constructor(private readonly parts: LeftoversParts) {
    this.backoff = new Backoff(parts);
  }

  /** Tries all now: there may be others, or ways to reach them. */
  start(): void {
    this.stopping ??= new AbortController();
    this.backoff.reset();
    void this.takeAllAway();
  }

  /** Something could not be taken away just now. */
  later(): void {
    if (this.stopping && this.left().length > 0) this.backoff.again(() => void this.takeAllAway());
  }

  async stop(): Promise<void> {
    this.backoff.reset();
    this.stopping?.abort();
    this.stopping = undefined;
    await Promise.all(this.underWay.values());
  }

  /** Settles when none of those that are meant is being taken away any more. */
  over(isMeant: (group: PushedGroup) => boolean): Promise<unknown> {
    return Promise.all([...this.underWay].map(([group, over]) => isMeant(group) && over));
  }

  private left(): PushedGroup[] {
    const { groups, isInUse } = this.parts;
    return groups.list().filter((group) => !this.underWay.has(group) && !isInUse(group));
  }

  private async takeAllAway(): Promise<void> {
    const attempt = this.backoff.failures + 1;
    const mayPass = await Promise.all(this.left().map((group) => this.takeAway(group, attempt)));
    if (mayPass.includes(true)) this.later();
  }

  private takeAway(group: PushedGroup, attempt: number): Promise<boolean> {
    const over = this.farewell(group, attempt).finally(() => this.underWay.delete(group));
    this.underWay.set(group, over);
    return over;
  }

  /** Whether it failed in a way that may pass. */
  private async farewell(group: PushedGroup, attempt: number): Promise<boolean> {
    const { settings, identity } = group;
    const { clock, kinds, logger, makeTools, occasionOf, record } = this.parts;
    const destination = makeDestination(kinds, settings, makeTools(settings));
    const outcome = await within(
      clock,
      forgetWithinMs,
      (signal) => destination.forget(identity, occasionOf(group), signal),
      this.stopping?.signal,
    );
    destination.close();
    const failure = outcome?.failure;
    // One record and one line for a failure that lasts.
    if (outcome && (!failure || attempt === 1)) record(outcome, { destination: settings.id, attempt });
    if (failure && attempt === 1) {
      logger.warn('Series of before could not be taken away.', {
        destination: settings.id,
        code: failure.code,
        reason: failure.message,
      });
    }
    if (outcome && !failure) logger.info('Series of before are taken away.', { destination: settings.id });
    return failure?.retryable ?? false;
  }
}
