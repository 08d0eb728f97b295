import type { HttpAnswer } from '../../platform/http-client';
import type { DestinationTools, PushFailure } from '../destination';

/** One sample from the future can make a receiver refuse what everybody else sends. */
const maxSkewMs = 60_000;
/** By more, only setting it or sleeping moves the wall clock against the other one between two pushes. */
const jumpMs = 5_000;
/** The `Date` header has no milliseconds: on average the answer was sent so much later. */
const dateRoundingMs = 500;

type Clocks = Pick<DestinationTools, 'nowMs' | 'monotonicMs'>;

/** Compares this machine's clock with the receiver's, as its answers tell it by their header `Date`. */
export class ClockGuard {
  /** `skewMs` is how far ours is ahead; absent when the receiver does not tell its time. */
  private known: { readonly skewMs: number | undefined; readonly wallAheadMs: number } | undefined;

  constructor(private readonly clocks: Clocks) {}

  /** Whether the receiver must be asked before samples are sent: never asked, off when it was, or our clock was set since. */
  mustAsk(): boolean {
    if (!this.known || this.isOff()) return true;
    return Math.abs(this.wallAheadMs() - this.known.wallAheadMs) > jumpMs;
  }

  /** Right when the answer has just come. */
  learn({ headers }: HttpAnswer): void {
    const receiverMs = Date.parse(headers['date'] ?? '');
    const skewMs = this.clocks.nowMs() - receiverMs - dateRoundingMs;
    this.known = { skewMs: Number.isNaN(skewMs) ? undefined : skewMs, wallAheadMs: this.wallAheadMs() };
  }

  /** Why nothing may be sent now; `undefined` when it may. */
  failure(url: string): PushFailure | undefined {
    if (!this.isOff()) return undefined;
    const skewMs = this.known?.skewMs ?? 0;
    const seconds = Math.round(Math.abs(skewMs) / 1_000);
    return {
      code: 'clock_skew',
      retryable: false,
      message: `This machine's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} that of ${url}: nothing is sent, since samples with wrong times harm the receiver.`,
      hint: 'Set the clock of whichever is wrong, best by NTP.',
    };
  }

  private isOff(): boolean {
    return Math.abs(this.known?.skewMs ?? 0) > maxSkewMs;
  }

  private wallAheadMs(): number {
    return this.clocks.nowMs() - this.clocks.monotonicMs();
  }
}
