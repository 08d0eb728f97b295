import type { Evidence, ProbeFailure } from '../contract/verdict';
import type { Condition, TargetMemory } from './condition';
import type { Segment } from './segment';
import { sinceIn } from './shares';
import type { TargetSeen } from './situation';
import type { Sight } from './watch';

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
  /** What the last cycles lost. */
  readonly recent: readonly Sight[];
  readonly answeredBefore: boolean;
  /** When its last cycle ended, if something answered in it. */
  readonly answeredAtMs?: number;
  /** Of the last cycle. */
  readonly failure?: ProbeFailure;
  readonly evidence: Evidence;
}

export function sightOf(target: TargetSeen, memory: TargetMemory): TargetSight {
  const { name, collector, kind, failure } = target;
  const { condition, loss, lastAnswerAtMs } = memory;
  const { segment, hasName, isWellKnown } = memory.place;
  return {
    name,
    collector,
    segment,
    isPing: kind === 'ping',
    hasName: hasName && kind !== 'dns',
    isWellKnown,
    condition,
    recent: loss.sights,
    answeredBefore: lastAnswerAtMs !== undefined,
    ...(lastAnswerAtMs === memory.atMs ? { answeredAtMs: lastAnswerAtMs } : {}),
    ...(failure === undefined ? {} : { failure }),
    evidence: evidenceOf(target, memory),
  };
}

function evidenceOf(target: TargetSeen, { condition, loss, lastAnswerAtMs }: TargetMemory): Evidence {
  const { name, kind, failure } = target;
  const reason = failure === undefined ? {} : { reason: failure };
  switch (condition.kind) {
    case 'down': {
      const cycles = sinceIn(loss.sights, condition.sinceMs).length;
      const lastAnswer = lastAnswerAtMs === undefined ? {} : { lastAnswerAtMs };
      return { code: 'no_answer', values: { target: name, cycles, ...reason, ...lastAnswer } };
    }
    case 'loss': {
      const cycles = sinceIn(loss.sights, condition.sinceMs);
      if (kind === 'ping') {
        const { lossRatio } = condition;
        return { code: 'packets_lost', values: { target: name, lossRatio, cycles: cycles.length } };
      }
      const failed = cycles.filter(({ badness }) => badness > 0).length;
      return { code: 'probes_failed', values: { target: name, failed, cycles: cycles.length, ...reason } };
    }
    case 'slow':
    case 'resent': {
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
