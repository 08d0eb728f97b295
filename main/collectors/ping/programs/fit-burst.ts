import { type BurstOptions, minReplyTimeoutMs } from './program';

export interface FittedBurst {
  readonly count: number;
  readonly replyTimeoutMs: number;
  /** From the program's start until the last packet's time is over. */
  readonly lastsMs: number;
  /** How many packets' time is over so long after the program's start. */
  overAfter(elapsedMs: number): number;
}

/** A program's start, and its packets that leave a little late on a busy machine. */
const startMs = 50;
const lateness = 1.05;

/** For a ping that sends at its pace and then waits: as much of the burst as `roomMs` holds, if it holds any. */
export function fitBurst(options: BurstOptions, roomMs: number): FittedBurst | undefined {
  const sendingMs = (count: number) => startMs + (count - 1) * options.spacingMs * lateness;
  const patienceMs = Math.min(options.replyTimeoutMs, minReplyTimeoutMs);
  let { count } = options;
  while (count > 0 && sendingMs(count) + patienceMs > roomMs) count--;
  if (count === 0) return undefined;
  const replyTimeoutMs = Math.min(options.replyTimeoutMs, Math.floor(roomMs - sendingMs(count)));
  const isOver = (index: number, elapsedMs: number) => sendingMs(index + 1) + replyTimeoutMs <= elapsedMs;
  return {
    count,
    replyTimeoutMs,
    lastsMs: Math.ceil(sendingMs(count) + replyTimeoutMs),
    overAfter: (elapsedMs) =>
      Array.from({ length: count }).filter((_, index) => isOver(index, elapsedMs)).length,
  };
}
