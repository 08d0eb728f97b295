import type { Burst, Reply } from './burst';
import type { PingLine } from './programs/unix-lines';

/** What became of a packet is known this long, in packets: for answers that come late or twice. */
const remembered = 256;

/** What a ping that goes on says of its packets, counted by their numbers: two lines may speak of the same one. */
export class PacketLog {
  /** When packets left whose answer is waited for, in milliseconds of a monotonic clock. */
  private readonly waiting = new Map<number, number>();
  /** The last one that is known to have left, and when that was heard. */
  private newest = { sequence: 0, atMs: 0 };
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
    if (line.kind === 'reply') {
      this.heard(line.reply.sequence, nowMs);
      this.answered(line.reply);
    }
    if (line.kind === 'silence') {
      this.left(line.sequence, nowMs - this.spacingMs);
      this.left((line.sequence + 1) & 0xffff, nowMs);
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
    const [oldest] = this.waiting.keys();
    const atMs = oldest === undefined ? Number.POSITIVE_INFINITY : this.leftAtMs(oldest) + replyTimeoutMs;
    return { ready: this.replies.length + this.lost > 0, atMs };
  }

  /** What became of the packets since it was last taken. A packet whose time is not over is left for later. */
  take(nowMs: number, replyTimeoutMs: number): Burst {
    for (const sequence of this.waiting.keys()) {
      if (this.leftAtMs(sequence) + replyTimeoutMs <= nowMs) this.giveUp(sequence);
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
    this.heard(sequence, atMs);
    if (!this.decided.has(sequence) && !this.waiting.has(sequence)) this.waiting.set(sequence, atMs);
  }

  private heard(sequence: number, atMs: number): void {
    if (stepsFrom(this.newest.sequence, sequence) > 0) this.newest = { sequence, atMs };
  }

  /** Lines that waited come all at once: those that left before the newest did so one spacing apart. */
  private leftAtMs(sequence: number): number {
    const { newest, spacingMs } = this;
    const byNewestMs = newest.atMs - stepsFrom(sequence, newest.sequence) * spacingMs;
    return Math.min(this.waiting.get(sequence) ?? byNewestMs, byNewestMs);
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

/** Numbers have 16 bits: behind 65535 comes 0. */
function stepsFrom(earlier: number, later: number): number {
  return ((later - earlier + 0x18000) & 0xffff) - 0x8000;
}
