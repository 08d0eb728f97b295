import type { Evidence, ProbeFailure, ProbeObstacle } from '../contract/verdict';
import { type Place, placeOf, type Segment } from './segment';
import type { TargetSeen } from './situation';
import { learn, type Usual, usualValue } from './usual';
import { freshWatch, look, meanBadness, sightsOfFault, upToLastBad, type Watch } from './watch';

/** What is remembered of one target. */
export interface TargetMemory {
  /** Of the last reading. */
  readonly atMs: number;
  readonly loss: Watch;
  readonly slowness: Watch;
  readonly obstacles: Watch;
  readonly usualRtt?: Usual;
  /** The last that was slow. */
  readonly slowRttSeconds?: number;
  readonly lastAnswerAtMs?: number;
  readonly place: Place;
}

/** How one target does, over its last cycles. */
export interface TargetSight {
  readonly name: string;
  readonly collector: string;
  readonly segment: Segment;
  /** Packets are counted; otherwise it is one probe a cycle. */
  readonly isPing: boolean;
  readonly hasName: boolean;
  readonly isWellKnown: boolean;
  readonly condition: Condition;
  readonly answeredBefore: boolean;
  /** Of the last cycle. */
  readonly failure?: ProbeFailure;
  readonly evidence: Evidence;
}

export type Condition =
  | { readonly kind: 'unknown' | 'fine' }
  | { readonly kind: 'loss' | 'down'; readonly sinceMs: number; readonly lossRatio: number }
  | {
      readonly kind: 'slow';
      readonly sinceMs: number;
      readonly rttSeconds: number;
      readonly usualSeconds?: number;
    }
  | { readonly kind: 'not_probed'; readonly sinceMs: number; readonly obstacle: ProbeObstacle };

/** Answers that take longer than this are slow for DNS whatever is usual: every page that is opened waits for some of them. */
const slowLookupSeconds = 0.5;
/** Four times the usual is felt, but only if it is by enough to be noticed: a busy machine takes some tens of milliseconds itself. */
const slowFactor = 4;
const noticedSeconds = 0.1;

/** The same with what the target shows now; `undefined`: nothing is known of it any more. */
export function watchTarget(
  before: TargetMemory | undefined,
  target: TargetSeen,
  { isRunning, gatewayIp }: { readonly isRunning: boolean; readonly gatewayIp: string | undefined },
): TargetMemory | undefined {
  const { outcome, atMs } = target;
  if (!target.enabled || !isRunning) return undefined;
  if (outcome === undefined || atMs === undefined || outcome === 'skipped') return before;
  if (before?.atMs === atMs) return before;
  const memory = startingPoint(before, placeOf(before?.place, target, gatewayIp));
  if (outcome !== 'reply' && outcome !== 'loss') {
    return { ...memory, atMs, obstacles: look(memory.obstacles, { atMs, badness: 1 }) };
  }
  const lossRatio = target.lossRatio ?? (outcome === 'reply' ? 0 : 1);
  return {
    ...memory,
    ...rttSeen(memory, target, atMs),
    atMs,
    obstacles: look(memory.obstacles, { atMs, badness: 0 }),
    loss: look(memory.loss, { atMs, badness: lossRatio }),
    ...(lossRatio < 1 ? { lastAnswerAtMs: atMs } : {}),
  };
}

/** Another router is another network, with another past. */
function startingPoint(before: TargetMemory | undefined, place: Place): TargetMemory {
  const isOther =
    place.segment === 'router' && before?.place.ip !== undefined && before.place.ip !== place.ip;
  if (before && !isOther) return before.place === place ? before : { ...before, place };
  return { atMs: 0, loss: freshWatch, slowness: freshWatch, obstacles: freshWatch, place };
}

function rttSeen(
  { slowness, usualRtt }: TargetMemory,
  { rttSeconds, kind }: TargetSeen,
  atMs: number,
): Partial<TargetMemory> {
  if (rttSeconds === undefined) return {};
  const isSlow = rttSeconds >= slowFrom(kind, usualValue(usualRtt));
  return {
    slowness: look(slowness, { atMs, badness: isSlow ? 1 : 0 }),
    usualRtt: learn(usualRtt, rttSeconds, isSlow),
    ...(isSlow ? { slowRttSeconds: rttSeconds } : {}),
  };
}

function slowFrom(kind: string, usualSeconds = Number.POSITIVE_INFINITY): number {
  const always = kind === 'dns' ? slowLookupSeconds : Number.POSITIVE_INFINITY;
  return Math.min(always, Math.max(usualSeconds * slowFactor, usualSeconds + noticedSeconds));
}

export function sightOf(target: TargetSeen, memory: TargetMemory): TargetSight {
  const { name, collector, kind, failure } = target;
  const condition = conditionOf(memory, target.outcome);
  const { segment, hasName, isWellKnown } = memory.place;
  return {
    name,
    collector,
    segment,
    isPing: kind === 'ping',
    hasName: hasName && kind !== 'dns',
    isWellKnown,
    condition,
    answeredBefore: memory.lastAnswerAtMs !== undefined,
    ...(failure === undefined ? {} : { failure }),
    evidence: evidenceOf(target, memory, condition),
  };
}

function conditionOf(memory: TargetMemory, outcome: TargetSeen['outcome']): Condition {
  const { loss, slowness, obstacles, slowRttSeconds } = memory;
  const obstacle = obstacleOf(outcome);
  if (obstacles.sinceMs !== undefined && obstacle !== undefined) {
    return { kind: 'not_probed', sinceMs: obstacles.sinceMs, obstacle };
  }
  if (loss.sinceMs !== undefined) {
    const lossRatio = meanBadness(sightsOfFault(loss));
    return { kind: isDown(loss) ? 'down' : 'loss', sinceMs: loss.sinceMs, lossRatio };
  }
  if (slowness.sinceMs !== undefined && slowRttSeconds !== undefined) {
    const usualSeconds = usualValue(memory.usualRtt);
    const usual = usualSeconds === undefined ? {} : { usualSeconds };
    return { kind: 'slow', sinceMs: slowness.sinceMs, rttSeconds: slowRttSeconds, ...usual };
  }
  return { kind: loss.sights.length === 0 ? 'unknown' : 'fine' };
}

function obstacleOf(outcome: TargetSeen['outcome']): ProbeObstacle | undefined {
  const isMeasured =
    outcome === undefined || outcome === 'reply' || outcome === 'loss' || outcome === 'skipped';
  return isMeasured ? undefined : outcome;
}

/** Nothing came back in the last two cycles that were not good: one good cycle does not make it a loss. */
function isDown({ sights }: Watch): boolean {
  const last = upToLastBad(sights).slice(-2);
  return last.length === 2 && last.every(({ badness }) => badness === 1);
}

function evidenceOf(target: TargetSeen, memory: TargetMemory, condition: Condition): Evidence {
  const { name, kind, failure } = target;
  const reason = failure === undefined ? {} : { reason: failure };
  const cycles = sightsOfFault(memory.loss);
  switch (condition.kind) {
    case 'down': {
      const { lastAnswerAtMs } = memory;
      const lastAnswer = lastAnswerAtMs === undefined ? {} : { lastAnswerAtMs };
      return { code: 'no_answer', values: { target: name, cycles: cycles.length, ...reason, ...lastAnswer } };
    }
    case 'loss': {
      if (kind === 'ping') {
        const { lossRatio } = condition;
        return { code: 'packets_lost', values: { target: name, lossRatio, cycles: cycles.length } };
      }
      const failed = cycles.filter(({ badness }) => badness > 0).length;
      return { code: 'probes_failed', values: { target: name, failed, cycles: cycles.length, ...reason } };
    }
    case 'slow': {
      const { kind: _kind, sinceMs: _sinceMs, ...values } = condition;
      return { code: 'slow_answers', values: { target: name, ...values } };
    }
    case 'not_probed':
      return { code: 'not_probed', values: { target: name, obstacle: condition.obstacle } };
    default: {
      const rtt = target.rttSeconds === undefined ? {} : { rttSeconds: target.rttSeconds };
      return { code: 'answers_well', values: { target: name, ...rtt } };
    }
  }
}
