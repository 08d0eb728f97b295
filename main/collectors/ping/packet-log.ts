import type { Burst, Reply } from './burst';
import type { PingLine } from './programs/unix-lines';

/** What became of a packet is known this long, in packets: for answers that come late or twice. */
const remembered = 256;

/** What a ping that goes on says of its packets, counted by their numbers: two lines may speak of the same one. */
export class PacketLog {
  /** When packets left whose answer is waited for, in milliseconds of a monotonic clock. */
  private readonly waiting = new Map<number, number>();
  private readonly decided = new Map<number, 'answered' | 'lost'>();
  private replies: Reply[] = [];
  private lost = 0;
  private duplicates = 0;
  private before: Reply | undefined;
  private remark: string | undefined;
  /** Packets that were lost since the last answer. */
  lostInARow = 0;

  constructor(
    private readonly firstSequence: number,
    private readonly spacingMs: number,
  ) {}

  add(line: PingLine, nowMs: number): void {
    if (line.kind === 'start') this.left(this.firstSequence, nowMs);
    if (line.kind === 'reply') this.answered(line.reply);
    if (line.kind === 'silence') {
      this.left(line.sequence, nowMs - this.spacingMs);
      this.left(line.sequence + 1, nowMs);
    }
    if (line.kind === 'remark') {
      this.remark = line.text;
      if (line.sequence !== undefined) this.giveUp(line.sequence);
    }
  }

  /** What this machine said of a packet that could not leave. */
  complain(text: string): void {
    this.remark = text;
  }

  /** Whether there is anything to take; until when there may be nothing, in milliseconds of the clock. */
  next(replyTimeoutMs: number): { readonly ready: boolean; readonly atMs: number } {
    const [leftAtMs = Number.POSITIVE_INFINITY] = this.waiting.values();
    return { ready: this.replies.length + this.lost > 0, atMs: leftAtMs + replyTimeoutMs };
  }

  /** What became of the packets since it was last taken. A packet whose time is not over is left for later. */
  take(nowMs: number, replyTimeoutMs: number): Burst {
    for (const [sequence, leftAtMs] of this.waiting) {
      if (leftAtMs + replyTimeoutMs <= nowMs) this.giveUp(sequence);
    }
    const replies = this.replies.sort((a, b) => a.sequence - b.sequence);
    const burst = {
      sent: replies.length + this.lost,
      replies,
      duplicates: this.duplicates,
      ...(this.before ? { before: this.before } : {}),
      ...(this.remark === undefined ? {} : { remark: this.remark }),
    };
    this.before = replies.at(-1) ?? this.before;
    this.replies = [];
    this.lost = 0;
    this.duplicates = 0;
    this.remark = undefined;
    return burst;
  }

  private left(sequence: number, atMs: number): void {
    if (!this.decided.has(sequence) && !this.waiting.has(sequence)) this.waiting.set(sequence, atMs);
  }

  private answered(reply: Reply): void {
    const earlier = this.decided.get(reply.sequence);
    if (earlier === 'answered') this.duplicates++;
    if (earlier !== undefined) return;
    this.replies.push(reply);
    this.lostInARow = 0;
    this.decide(reply.sequence, 'answered');
  }

  private giveUp(sequence: number): void {
    if (this.decided.has(sequence)) return;
    this.lost++;
    this.lostInARow++;
    this.decide(sequence, 'lost');
  }

  private decide(sequence: number, as: 'answered' | 'lost'): void {
    this.waiting.delete(sequence);
    this.decided.set(sequence, as);
    const [oldest] = this.decided.keys();
    if (this.decided.size > remembered && oldest !== undefined) this.decided.delete(oldest);
  }
}
