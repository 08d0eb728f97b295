import type { Destination, Snapshot } from '../destinations/destination';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { within } from './within';

/** A receiver that takes longer to say what it has is pushed to unseen. */
const lookWithinMs = 2_000;
const maxNamed = 10;

/** What somebody else put where a destination pushes to, and that its first push takes away: told before it does. */
export class ReplacedGroup {
  private families: readonly string[] = [];

  constructor(
    private readonly parts: {
      readonly id: string;
      readonly destination: Destination;
      readonly clock: Clock;
      readonly logger: Logger;
    },
  ) {}

  async look(snapshot: Snapshot, stop: AbortSignal): Promise<void> {
    const { id, destination, clock, logger } = this.parts;
    if (!destination.replaced) return;
    const found = await within(
      clock,
      lookWithinMs,
      async (signal) => (await destination.replaced?.(snapshot, signal)) ?? [],
      stop,
    );
    if (!found || found.length === 0) return;
    this.families = found;
    logger.warn('The first push takes away what somebody else put into its group.', {
      destination: id,
      families: this.named(),
    });
  }

  /** For people; absent when nothing was found. */
  inWords(): string | undefined {
    if (this.families.length === 0) return undefined;
    return `The first push took away what somebody else had put into the same group: ${this.named()}. To share the group with whoever pushes these, set "method" to "POST"; to leave it to them, set another "job".`;
  }

  private named(): string {
    const more = this.families.length - maxNamed;
    return this.families.slice(0, maxNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
  }
}
