/** Lets a few at a time work, in the order they asked, and spreads their starts. */
export class Turns {
  private working = 0;
  private resting = false;
  /** Told `false` when no turn comes any more. */
  private readonly waiting: ((came: boolean) => void)[] = [];

  constructor(
    private readonly atOnce: number,
    /** From one start to the next. */
    private readonly apartMs = 0,
    /** Once aborted, nobody gets a turn any more. */
    private readonly signal?: AbortSignal,
  ) {
    // One listener for all that wait: adding each takes a look at all before it.
    signal?.addEventListener('abort', () => this.endWaiting(), { once: true });
  }

  /** Resolves when it is the caller's turn, which lasts until it calls `end`. */
  async begin(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push((came) => came && resolve());
      this.next();
    });
  }

  end(): void {
    this.working--;
    this.next();
  }

  /** What `work` gives, done in a turn; undefined when the signal aborted before that came. */
  async inTurn<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    if (this.signal?.aborted) return undefined;
    const came = await new Promise<boolean>((resolve) => {
      this.waiting.push(resolve);
      this.next();
    });
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
    start(true);
    this.next();
  }

  private endWaiting(): void {
    for (const tell of this.waiting.splice(0)) tell(false);
  }

  private wake(): void {
    this.resting = false;
    this.next();
  }
}
