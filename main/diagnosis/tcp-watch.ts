import type { TcpState } from '../metrics/tcp-states';
import type { TcpSeen } from './situation';
import { learn, type Usual, usualValue } from './usual';
import { freshWatch, keptCycles, look, type Watch } from './watch';

/** What is remembered of this machine's TCP. */
export interface TcpMemory {
  readonly seen: TcpSeen;
  readonly states: Readonly<Partial<Record<TcpState, StateMemory>>>;
  /** What happened between one cycle and the next, for the last cycles. */
  readonly steps: readonly Step[];
  readonly resending: Watch;
  readonly drops: Watch;
}

export interface StateMemory {
  readonly pileup: Watch;
  readonly usual: Usual;
}

export interface Step {
  readonly fromMs: number;
  readonly atMs: number;
  /** Those sent again included. */
  readonly sent: number;
  readonly resent: number;
  readonly dropped: number;
}

/**
 * From how many on a state may be a pile, if it is also many more than usual; and from how many it is one whatever is usual. States
 * that pass within moments stand lower than TIME_WAIT, which every closed connection spends a minute in. Linux has 28,232
 * ports for outgoing connections to one place. Connections that work or listen are no pile, however many.
 */
const pileLimits: Readonly<Partial<Record<TcpState, readonly [unusual: number, always: number]>>> = {
  syn_sent: [100, 1_000],
  syn_recv: [200, 2_000],
  fin_wait1: [100, 2_000],
  fin_wait2: [200, 5_000],
  close_wait: [100, 1_000],
  last_ack: [100, 2_000],
  closing: [100, 1_000],
  time_wait: [5_000, 20_000],
};

/** Many more than usual. */
const pileFactor = 4;
/** Once there, it has to fall to half of what made it one. */
const stillPile = 0.5;
/** A share of segments that every transfer feels; a tenth of it is common on the way through the internet. */
const harmfulResentRatio = 0.05;
/** Of fewer segments a share says nothing. */
const leastResent = 5;

export function watchTcp(before: TcpMemory | undefined, seen: TcpSeen): TcpMemory {
  if (before?.seen.atMs === seen.atMs) return before;
  const step = before && stepBetween(before.seen, seen);
  const steps = [...(before?.steps ?? []), ...(step ? [step] : [])].slice(-keptCycles);
  const { resending = freshWatch, drops = freshWatch } = before ?? {};
  return {
    seen,
    steps,
    states: statesOf(before?.states ?? {}, seen),
    resending: step
      ? look(resending, { atMs: seen.atMs, badness: resendingBadness(resending, step) })
      : resending,
    drops: step ? look(drops, { atMs: seen.atMs, badness: step.dropped > 0 ? 1 : 0 }) : drops,
  };
}

function statesOf(before: TcpMemory['states'], { states, atMs }: TcpSeen): TcpMemory['states'] {
  const watched = Object.keys(pileLimits) as TcpState[];
  return Object.fromEntries(
    watched.flatMap((state) => {
      const count = states[state];
      return count === undefined ? [] : [[state, stateSeen(before[state], { state, count, atMs })]];
    }),
  );
}

function stateSeen(
  before: StateMemory | undefined,
  { state, count, atMs }: { state: TcpState; count: number; atMs: number },
): StateMemory {
  const { pileup = freshWatch, usual } = before ?? {};
  const limit = pileFrom(state, usualValue(usual)) * (pileup.sinceMs === undefined ? 1 : stillPile);
  const isPile = count >= limit;
  return {
    pileup: look(pileup, { atMs, badness: isPile ? 1 : 0 }),
    usual: learn(usual, count, isPile),
  };
}

function pileFrom(state: TcpState, usual = Number.POSITIVE_INFINITY): number {
  const [unusual, always] = pileLimits[state] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  return Math.min(always, Math.max(unusual, usual * pileFactor));
}

/** Counters that went back were set anew: that says nothing. */
function stepBetween(before: TcpSeen, now: TcpSeen): Step | undefined {
  if (!before.counters || !now.counters) return undefined;
  const fresh = now.counters.sentSegments - before.counters.sentSegments;
  const resent = now.counters.resentSegments - before.counters.resentSegments;
  const dropped = now.counters.listenDrops - before.counters.listenDrops;
  if (Math.min(fresh, resent, dropped) < 0) return undefined;
  // The kernel's OutSegs leaves out what is only sent again (RFC 4022, tcpOutSegs).
  return { fromMs: before.atMs, atMs: now.atMs, sent: fresh + resent, resent, dropped };
}

function resendingBadness({ sinceMs }: Watch, { sent, resent }: Step): number {
  const from = harmfulResentRatio * (sinceMs === undefined ? 1 : stillPile);
  return resent >= leastResent && resent >= sent * from ? 1 : 0;
}
