/** What one run of ping found: `replies` holds each packet that was answered, once. */
export interface Burst {
  readonly sent: number;
  readonly replies: readonly Reply[];
  /** What a router or this machine said of a packet that was not answered, as ping prints it. */
  readonly remark?: string;
}

export interface Reply {
  /** As ping numbers its packets: from 0 or 1. */
  readonly sequence: number;
  readonly rttSeconds: number;
}

export interface RttSummary {
  readonly best: number;
  readonly worst: number;
  readonly mean: number;
  /** Of all replies, not of a sample of them: what iputils calls mdev. */
  readonly deviation: number;
}

/** In seconds; undefined when nothing came back, as a lost packet has no round-trip time. */
export function summarizeRtt(replies: readonly Reply[]): RttSummary | undefined {
  if (replies.length === 0) return undefined;
  const rtts = replies.map(({ rttSeconds }) => rttSeconds);
  const mean = average(rtts);
  return {
    best: Math.min(...rtts),
    worst: Math.max(...rtts),
    mean,
    deviation: Math.sqrt(average(rtts.map((rtt) => (rtt - mean) ** 2))),
  };
}

/** 0 to 1. */
export function lossRatio({ sent, replies }: Burst): number {
  return (sent - replies.length) / sent;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
