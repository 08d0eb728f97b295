import type { Farewell } from '../../settings/schema/destinations';
import type { Delivery } from './delivery';

/** Deliveries that are on their way out: nothing else is sent to their destination before they are gone. */
export class Departures {
  /** By destination. */
  private readonly leaving = new Map<string, Promise<unknown>>();

  constructor(private readonly onGone: () => void) {}

  has(id: string): boolean {
    return this.leaving.has(id);
  }

  /** Settles when all of this destination are gone. */
  of(id: string): Promise<unknown> | undefined {
    return this.leaving.get(id);
  }

  async all(): Promise<void> {
    await Promise.all(this.leaving.values());
  }

  /** Ends it and closes it; with an occasion, after taking its series away as settings say for that. */
  begin(id: string, delivery: Delivery, occasion: Farewell | undefined): void {
    const both = Promise.all([this.leaving.get(id), goodbye(delivery, occasion)]);
    const left: Promise<unknown> = both.finally(() => {
      if (this.leaving.get(id) === left) this.leaving.delete(id);
      this.onGone();
    });
    this.leaving.set(id, left);
  }
}

async function goodbye(delivery: Delivery, occasion: Farewell | undefined): Promise<void> {
  await delivery.stop();
  if (occasion) await delivery.forget(occasion);
  delivery.close();
}
