import { wholeNanoseconds } from '../../metrics/value';

/** What became of some packets: `replies` holds each one that was answered, once, in the order of sending. */
export interface Burst {
  readonly sent: number;
  readonly replies: readonly Reply[];
  /** Answers that came once more. */
  readonly duplicates: number;
  /** Where packets go on from cycle to cycle: the reply before these. */
  readonly before?: Reply;
  /** What a router or this machine said of a packet that was not answered, as ping prints it. */
  readonly remark?: string;
}

export interface Reply {
  /** As ping numbers its packets: from 0 or 1. */
  readonly sequence: number;
  readonly rttSeconds: number;
  /** Time to live, or hop limit, that was left of it; absent where ping does not say. */
  readonly ttl?: number;
}

export interface RttSummary {
  readonly best: number;
  readonly worst: number;
  readonly mean: number;
  /** The middle one; of an even number of replies the mean of the two in the middle. */
  readonly median: number;
  /** Of all replies, not of a sample of them: what iputils calls mdev. */
  readonly deviation: number;
  /**
   * Mean difference between one reply and the next, without its sign, as mtr has it; absent when there is only one. RFC 3550 smooths
   * these differences over some sixteen packets, which a burst does not have: most of its number would be of earlier cycles.
   */
  readonly jitter?: number;
}

/** In seconds; undefined when nothing came back, as a lost packet has no round-trip time. */
export function summarizeRtt({ replies, before }: Burst): RttSummary | undefined {
  if (replies.length === 0) return undefined;
  const rtts = replies.map(({ rttSeconds }) => rttSeconds);
  const mean = average(rtts);
  const steps = differences(before ? [before.rttSeconds, ...rtts] : rtts);
  return {
    best: Math.min(...rtts),
    worst: Math.max(...rtts),
    mean: wholeNanoseconds(mean),
    median: wholeNanoseconds(middle(rtts)),
    deviation: wholeNanoseconds(Math.sqrt(average(rtts.map((rtt) => (rtt - mean) ** 2)))),
    ...(steps.length > 0 ? { jitter: wholeNanoseconds(average(steps)) } : {}),
  };
}

/** 0 to 1. */
export function lossRatio({ sent, replies }: Burst): number {
  return (sent - replies.length) / sent;
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return average(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
