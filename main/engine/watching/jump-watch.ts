import type { Clock } from '../../platform/clock';

const lookEveryMs = 5_000;
/** What NTP corrects by slewing stays far below. */
const jumpMs = 2_000;
/** A busy machine is not a sleeping one. */
const lateMs = 10_000;

export interface Jump {
  /** How far the wall clock went beyond what was measured by; negative: back. */
  readonly byMs: number;
  /** How long nothing ran until now; 0: the wall clock was only set. */
  readonly unseenMs: number;
}

/**
 * Notices that time went by unseen: the wall clock jumped against the monotonic one, as when it is set, or after sleep on Linux and
 * macOS where the monotonic one stands still then; or a timer came much too late, as after sleep on Windows.
 */
export class JumpWatch {
  private seen = { wallMs: 0, monotonicMs: 0, sinceBootMs: 0 };
  private cancel: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onJump: (jump: Jump) => void,
  ) {}

  start(): void {
    this.stop();
    this.seen = this.now();
    this.awaitLook();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  /** Looks at once, for whoever is about to use what was measured before. */
  look(): void {
    if (!this.cancel) return;
    const { seen } = this;
    const now = this.now();
    this.seen = now;
    const passedMs = now.monotonicMs - seen.monotonicMs;
    const offByMs = now.wallMs - seen.wallMs - passedMs;
    const sleptMs = now.sinceBootMs - seen.sinceBootMs - passedMs;
    const lateByMs = passedMs - lookEveryMs;
    const unseenMs = Math.max(sleptMs >= jumpMs ? sleptMs : 0, lateByMs >= lateMs ? lateByMs : 0);
    if (Math.abs(offByMs) >= jumpMs) this.onJump({ byMs: offByMs, unseenMs });
    else if (unseenMs > 0) this.onJump({ byMs: unseenMs, unseenMs });
  }

  private now() {
    const { clock } = this;
    return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs(), sinceBootMs: clock.sinceBootMs() };
  }

  private awaitLook(): void {
    this.cancel = this.clock.after(lookEveryMs, () => {
      this.look();
      if (this.cancel) this.awaitLook();
    });
  }
}
