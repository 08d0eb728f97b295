import type { Outcome } from '../../outcome';
import type { Clock } from '../../platform/clock';
import type { FollowProcess, LineProcess } from '../../platform/line-process';
import type { ProcessFailureCode } from '../../platform/process';
import type { Address } from '../probing/address';
import { type HopAnswer, type HopProgram, hopPatienceMs } from './hop-program';

export interface HopParts {
  readonly clock: Clock;
  readonly follow: FollowProcess;
  readonly program: HopProgram;
  readonly address: Address;
  /** The first answer to any of its packets came. */
  readonly onAnswer: () => void;
}

/** What a program may take beyond its options before it is ended. */
const graceMs = 300;

/** One ping with a time to live. */
export class HopProbe {
  /** To any of its packets: they go the same way. */
  first: HopAnswer | undefined;
  /** When the probe has left, in milliseconds of the monotonic clock. */
  readonly leftAtMs: number;
  /** The program ended, by itself or by us. */
  readonly over: Promise<void>;
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  /** How it ended; why it did not start. */
  ended: Outcome<number | undefined, ProcessFailureCode> | undefined;
  private readonly process: LineProcess;
  private wake = () => {};

  constructor(
    readonly ttl: number,
    private readonly parts: HopParts,
  ) {
    const { clock, follow, program, address } = parts;
    this.leftAtMs = clock.monotonicMs() + program.probeAfterMs;
    const { promise, settle } = settled();
    this.over = promise;
    const cancel = clock.after(program.probeAfterMs + hopPatienceMs + graceMs, () => this.end());
    this.process = follow(program.command(address, ttl), {
      onLine: (line, from) => this.onLine(line, from),
      onEnd: (end) => {
        cancel();
        this.ended = end;
        settle();
        this.wake();
      },
    });
  }

  /** To the probe; undefined as long as nothing came. */
  get answer(): HopAnswer | undefined {
    const { program, address } = this.parts;
    return program.read(this.stdout, address).get(program.probe);
  }

  /** Settles with the first answer or the end, after `limitMs` at the latest. */
  async heard(limitMs: number): Promise<void> {
    if (this.first || this.ended) return;
    const { promise, settle } = settled();
    this.wake = settle;
    const cancel = this.parts.clock.after(limitMs, settle);
    await promise;
    cancel();
  }

  end(): void {
    void this.process.end();
  }

  private onLine(line: string, from: 'stdout' | 'stderr'): void {
    this[from].push(line);
    if (from === 'stderr' || this.first) return;
    [this.first] = this.parts.program.read(this.stdout, this.parts.address).values();
    if (!this.first) return;
    this.wake();
    this.parts.onAnswer();
  }
}

function settled(): { readonly promise: Promise<void>; readonly settle: () => void } {
  let settle = () => {};
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
