import type { PushRecord } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { DestinationSettings } from '../../settings/schema/destinations';
import { addressOf } from '../delivering/destination-settings';

/** Only what was brought to this address, and after that time (monotonic), is still there for certain. */
export interface Loss {
  readonly address: string;
  readonly beforeMs: number;
}

/** Tells from pushes of this machine's own when their receiver may have lost what it had: it failed meanwhile, or is another one now. */
export class ReceiverLoss {
  /** The address that took the last one. */
  private address: string | undefined;
  /** When addresses failed since they took one. */
  private readonly failedAtMs = new Map<string, number>();

  constructor(
    private readonly settings: DestinationSettings,
    private readonly clock: Clock,
  ) {}

  /** What may be lost as this push tells. */
  after({ url, method, ok, errorCode }: PushRecord): Loss | undefined {
    if (method === 'DELETE') return undefined;
    const address = addressOf(this.settings, url);
    if (!ok) {
      if (!isOfContent(errorCode)) this.failedAtMs.set(address, this.clock.monotonicMs());
      return undefined;
    }
    const failedAtMs = this.failedAtMs.get(address);
    const hasMoved = this.address !== undefined && this.address !== address;
    this.address = address;
    this.failedAtMs.delete(address);
    if (!hasMoved && failedAtMs === undefined) return undefined;
    return { address, beforeMs: failedAtMs ?? Number.NEGATIVE_INFINITY };
  }
}

/** The receiver works, and does not take what was sent. */
export function isOfContent(code: string | undefined): boolean {
  return code === 'refused' || code === 'invalid_metrics';
}
