import type { Clock } from '../platform/clock';

const lookEveryMs = 5_000;
/** What NTP corrects by slewing stays far below. */
const jumpMs = 2_000;
/** A busy machine is not a sleeping one. */
const lateMs = 10_000;

/**
 * Notices that time went by unseen: the wall clock jumped against the monotonic one, as when it is set, or after sleep on Linux and
 * macOS where the monotonic one stands still then; or a timer came much too late, as after sleep on Windows.
 */
export class JumpWatch {
  private offsetMs = 0;
  private lookedAtMs = 0;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onJump: (byMs: number) => void,
  ) {}

  start(): void {
    this.stop();
    this.remember();
    this.awaitLook();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  /** Looks at once, for whoever is about to use what was measured before. */
  look(): void {
    if (!this.cancel) return;
    const offByMs = this.clock.nowMs() - this.clock.monotonicMs() - this.offsetMs;
    const lateByMs = this.clock.monotonicMs() - this.lookedAtMs - lookEveryMs;
    this.remember();
    if (Math.abs(offByMs) >= jumpMs) this.onJump(offByMs);
    else if (lateByMs >= lateMs) this.onJump(lateByMs);
  }

  private remember(): void {
    this.lookedAtMs = this.clock.monotonicMs();
    this.offsetMs = this.clock.nowMs() - this.lookedAtMs;
  }

  private awaitLook(): void {
    this.cancel = this.clock.after(lookEveryMs, () => {
      this.look();
      if (this.cancel) this.awaitLook();
    });
  }
}
