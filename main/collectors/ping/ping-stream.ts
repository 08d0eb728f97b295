import { failure, type Outcome } from '../../outcome';
import type { Clock } from '../../platform/clock';
import type { FollowProcess, LineProcess } from '../../platform/line-process';
import type { ProcessFailureCode } from '../../platform/process';
import type { Address } from '../probing/address';
import type { CycleTime } from '../probing/cycles';
import type { Turns } from '../probing/turns';
import { unlessAborted } from '../unless-aborted';
import type { Burst } from './burst';
import { startFailure, withHint } from './burst-pinger';
import { PacketLog } from './packet-log';
import type { Pinged } from './probe';
import type { PacketOptions, PingProgram, PingStreamCommand } from './programs/program';
import { readLine, saysNoRoute, saysWrongOption } from './programs/unix-lines';

/** Some firewalls begin to drop what comes from a ping that runs for long; a new one gets through again. */
const restartAfterLost = 30;

/** So many lines may wait to be read from one cycle to the next; with a longer interval they are read as they come. */
const maxUnread = 100;

/** The two clocks are read one after the other, and one of them in hundredths of a second. */
const sleepMs = 2_000;

/** Of what it printed before its first packet, for the reason it ended. */
const maxWords = 2_000;

export interface StreamParts {
  readonly clock: Clock;
  readonly follow: FollowProcess;
  readonly program: PingProgram;
  /** Whose lines are read now. */
  readonly reading: Turns;
}

/** One ping that goes on, to one address. */
export class PingStream {
  /** The program took its options and sent its first packet. */
  private started = false;
  private words = '';
  private refused = 0;
  private taken = false;
  private readonly unseenAtStartMs: number;
  private ended: Outcome<number | undefined, ProcessFailureCode> | undefined;
  private readonly log: PacketLog;
  private readonly process: LineProcess;
  private wake = () => {};
  private cancelResume = () => {};

  constructor(
    readonly address: Address,
    private readonly parts: StreamParts,
    command: PingStreamCommand,
    private readonly options: PacketOptions,
  ) {
    this.unseenAtStartMs = unseenMs(parts.clock);
    this.log = new PacketLog(command.firstSequence, options.spacingMs);
    this.process = parts.follow(command, {
      onLine: (line, from) => this.onLine(line, from),
      onEnd: (end) => {
        this.ended = end;
        this.wake();
      },
    });
  }

  /** It has nothing more to tell, or had better begin anew. */
  get isOver(): boolean {
    return this.ended !== undefined || this.log.lostInARow >= restartAfterLost || this.slept;
  }

  /** What became of packets of before the machine slept tells nothing of the way as it is now. */
  private get slept(): boolean {
    return unseenMs(this.parts.clock) - this.unseenAtStartMs >= sleepMs;
  }

  /** It ended before its first packet because it does not know an option. */
  get isRefused(): boolean {
    return !this.started && this.ended?.ok === true && saysWrongOption(this.words);
  }

  /** What became of the packets since the last time; waits for one when there is none yet. */
  async take(replyTimeoutMs: number, time: CycleTime): Promise<Pinged> {
    const { clock } = this.parts;
    // Once packets come, the next one is not far.
    const patienceMs = this.taken ? Math.min(time.leftMs(), this.options.spacingMs / 4) : time.leftMs();
    const untilMs = clock.monotonicMs() + patienceMs;
    this.cancelResume();
    await this.parts.reading.inTurn(() => this.process.resume());
    while (this.ended === undefined && !time.signal.aborted) {
      const { ready, atMs } = this.log.next(replyTimeoutMs);
      const waitMs = Math.min(untilMs, atMs) - clock.monotonicMs();
      if (ready || waitMs <= 0) break;
      await this.change(waitMs, time.signal);
    }
    this.pause();
    const burst = this.log.take(clock.monotonicMs(), replyTimeoutMs);
    const refused = this.refused;
    this.refused = 0;
    this.taken ||= burst.sent > 0;
    return burst.sent === 0 ? this.nothing() : this.judge(burst, refused);
  }

  end(): Promise<void> {
    this.cancelResume();
    return this.process.end();
  }

  /** Until the next cycle: being woken up by each line costs more than all else. */
  private pause(): void {
    const { clock } = this.parts;
    this.process.pause();
    this.cancelResume = clock.after(maxUnread * this.options.spacingMs, () => void this.process.resume());
  }

  private onLine(line: string, from: 'stdout' | 'stderr'): void {
    const read = from === 'stdout' ? readLine(line) : undefined;
    if (read) {
      this.started ||= read.kind === 'start';
      this.log.add(read, this.parts.clock.monotonicMs());
    } else if (from === 'stderr' && this.started) {
      this.log.complain(line);
      if (saysNoRoute(line)) this.refused++;
    } else if (this.words.length < maxWords) this.words += `${line}\n`;
    this.wake();
  }

  /** Settles with the next line or end, after `limitMs`, or when the signal aborts. */
  private async change(limitMs: number, signal: AbortSignal): Promise<void> {
    let cancel = () => {};
    const changed = new Promise<void>((resolve) => {
      cancel = this.parts.clock.after(limitMs, resolve);
      this.wake = resolve;
    });
    await unlessAborted(signal, changed);
    cancel();
    this.wake = () => {};
  }

  /** With a route, the kernel refuses only after a few lost packets. */
  private judge(burst: Burst, refused: number): Pinged {
    if (burst.replies.length > 0 || refused < burst.sent) return { ok: true, value: burst };
    return failure('no_route', `There is no route to ${this.address.ip}: ping says "${burst.remark}".`);
  }

  private nothing(): Pinged {
    const { program } = this.parts;
    if (this.ended && !this.ended.ok) return startFailure(this.ended.error, program);
    if (!this.ended || this.started) {
      return failure('begun', 'No time of a packet was over yet.');
    }
    const exit = this.ended.value === undefined ? {} : { exitCode: this.ended.value };
    const run = { ...exit, stdout: '', stderr: this.words, truncated: false, durationMs: 0 };
    const read = program.read(run, this.address);
    return read.ok ? read : withHint(read.error, program);
  }
}

/** Grows with each sleep of the machine. */
function unseenMs(clock: Clock): number {
  return clock.sinceBootMs() - clock.monotonicMs();
}
