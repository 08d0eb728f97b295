import { unlessAborted } from '../unless-aborted';

/** Lets a few at a time work, in the order they asked, and spreads their starts. */
export class Turns {
  private working = 0;
  private resting = false;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    /** From one start to the next. */
    private readonly apartMs = 0,
    /** Once aborted, nobody gets a turn any more. */
    private readonly signal?: AbortSignal,
  ) {}

  /** Resolves when it is the caller's turn, which lasts until it calls `end`. */
  async begin(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.next();
    });
  }

  end(): void {
    this.working--;
    this.next();
  }

  /** What `work` gives, done in a turn; undefined when the signal aborted before that came. */
  async inTurn<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    const turn = this.begin().then(() => true);
    const came = await (this.signal ? unlessAborted(this.signal, turn) : turn);
    if (!came) return undefined;
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  private next(): void {
    if (this.working >= this.atOnce || this.resting || this.signal?.aborted) return;
    const start = this.waiting.shift();
    if (!start) return;
    this.working++;
    this.resting = this.apartMs > 0;
    if (this.resting) setTimeout(() => this.wake(), this.apartMs);
    start();
    this.next();
  }

  private wake(): void {
    this.resting = false;
    this.next();
  }
}
