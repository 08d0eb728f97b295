import type {
  Destination,
  Identity,
  PushFailure,
  PushOutcome,
  Snapshot,
} from '../../destinations/destination';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Farewell } from '../../settings/schema/destinations';
import { within } from '../timing/within';

/** Quitting must not hang on a receiver that does not answer. */
export const forgetWithinMs = 3_000;

/** What may stand at the receiver. */
export interface Standing {
  readonly identity: Identity;
  /** Names of the families that were pushed last. */
  readonly families: ReadonlySet<string>;
}

export interface StandingSeriesParts {
  readonly id: string;
  readonly destination: Destination;
  /** Whether a push takes away what an earlier one left and this one lacks. */
  readonly replacesGroup: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly record: (outcome: PushOutcome, attempt: number) => void;
}

/** What one delivery has standing at its receiver, and how that is taken away. */
export class StandingSeries {
  constructor(
    private readonly parts: StandingSeriesParts,
    /** Absent when nothing was sent since it was last taken away. */
    private standing: Standing | undefined,
  ) {}

  get now(): Standing | undefined {
    return this.standing;
  }

  /** This snapshot waits to be sent. */
  kept(snapshot: Snapshot): void {
    this.standing = standingOf(snapshot);
  }

  /** Something of which no more is known was sent. */
  sent(identity: Identity): void {
    this.standing ??= { identity, families: new Set() };
  }

  /** This snapshot is about to be sent: what it lacks and a push would leave there is taken away first. */
  async makeWayFor(snapshot: Snapshot): Promise<void> {
    const next = standingOf(snapshot);
    const left = !this.parts.replacesGroup && !this.allIn(next.families) && (await this.takeAway('remove'));
    this.standing = left ? both(next, this.standing) : next;
  }

  /** As the destination's settings say for the occasion; gives up after a few seconds. */
  async takeAway(occasion: Farewell, attempt = 1): Promise<PushFailure | undefined> {
    const { clock, destination, id, logger, record } = this.parts;
    const { standing } = this;
    if (!standing) return undefined;
    const outcome = await within(clock, forgetWithinMs, (signal) =>
      destination.forget(standing.identity, occasion, signal),
    );
    const failure = outcome?.failure;
    if (!failure && this.standing === standing) this.standing = undefined;
    // One record and one line for a failure that lasts.
    if (failure && attempt > 1) return failure;
    if (failure) {
      const { code, message: reason } = failure;
      logger.warn('Series could not be taken away.', { destination: id, code, reason });
    } else if (outcome && attempt > 1) {
      logger.info('Series are taken away now.', { destination: id });
    }
    if (outcome) record(outcome, attempt);
    return failure;
  }

  private allIn(families: ReadonlySet<string>): boolean {
    return [...(this.standing?.families ?? [])].every((name) => families.has(name));
  }
}

function both({ identity, families }: Standing, before: Standing | undefined): Standing {
  return { identity, families: new Set([...families, ...(before?.families ?? [])]) };
}

function standingOf({ instance, labels, families }: Snapshot): Standing {
  return { identity: { instance, labels }, families: new Set(families.map(({ name }) => name)) };
}
