import type { Destination, Snapshot } from '../../destinations/destination';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { within } from '../timing/within';

/** A receiver that takes longer to say what it has is pushed to unseen. */
export const lookWithinMs = 2_000;
const maxNamed = 10;

/** What stands where a destination pushes to without being ours, and that its first push replaces: told before it does. */
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
    logger.warn('The first push replaces what stands in its group already.', {
      destination: id,
      families: this.named(),
    });
  }

  /** For people; absent when nothing was found. */
  inWords(): string | undefined {
    if (this.families.length === 0) return undefined;
    return `The first push replaced what stood in the same group already: ${this.named()}. If another machine or script pushes these, set another "instance" or "job", or share the group with "method" "POST".`;
  }

  private named(): string {
    const more = this.families.length - maxNamed;
    return this.families.slice(0, maxNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
  }
}
