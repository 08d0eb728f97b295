import type { Clock } from '../platform/clock';

/** Long work as a generator that yields after each slice. */
export type Work = Generator<void, void>;

interface Started {
  readonly work: Work;
  readonly whenOver: (thrown?: unknown) => void;
}

/** Runs long work a slice at a time; between two slices everything else has its turn. */
export class SlicedWork {
  /** Only the last has its turns; those before it go on when it is over. */
  private readonly started: Started[] = [];
  private cancelTurn: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  /** Before all that was started earlier. `whenOver` is told what the work threw. */
  start(work: Work, whenOver: (thrown?: unknown) => void): void {
    this.started.push({ work, whenOver });
    this.awaitTurn();
  }

  /** Runs one slice now. */
  slice(): void {
    const current = this.started.at(-1);
    if (!current) return;
    let thrown: unknown;
    try {
      if (!current.work.next().done) return;
    } catch (cause) {
      thrown = cause;
    }
    this.started.pop();
    current.whenOver(thrown);
  }

  /** Drops what is under way; nobody is told. */
  abandon(): void {
    this.started.length = 0;
    this.cancelTurn?.();
    this.cancelTurn = undefined;
  }

  private awaitTurn(): void {
    this.cancelTurn ??= this.clock.after(0, () => {
      this.cancelTurn = undefined;
      this.slice();
      if (this.started.length > 0) this.awaitTurn();
    });
  }
}
