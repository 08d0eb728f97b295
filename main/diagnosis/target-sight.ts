import type { Evidence, ProbeFailure } from '../contract/verdict';
import type { Condition, TargetMemory } from './condition';
import type { Segment } from './segment';
import { sinceIn } from './shares';
import type { TargetSeen } from './situation';
import { meanBadness, type Sight, upToLastBad } from './watch';

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
  /** When its last cycle ended. */
  readonly atMs: number;
  /** The same, if something answered in it. */
  readonly answeredAtMs?: number;
  /** Of the last cycle that failed. */
  readonly failure?: ProbeFailure;
  readonly evidence: Evidence;
}

export function sightOf(target: TargetSeen, memory: TargetMemory): TargetSight {
  const { name, collector, kind } = target;
  const { atMs, condition, loss, lastAnswerAtMs, failure } = memory;
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
    atMs,
    ...(lastAnswerAtMs === atMs ? { answeredAtMs: lastAnswerAtMs } : {}),
    ...(failure === undefined ? {} : { failure }),
    evidence: evidenceOf(target, memory),
  };
}

function evidenceOf(target: TargetSeen, memory: TargetMemory): Evidence {
  const { name, kind } = target;
  const { condition, loss, failure } = memory;
  const reason = failure === undefined ? {} : { reason: failure };
  switch (condition.kind) {
    case 'down': {
      const silent = upToLastBad(sinceIn(loss.sights, condition.sinceMs));
      return {
        code: 'no_answer',
        values: { target: name, cycles: silent.length, ...reason, ...answersAround(memory, silent) },
      };
    }
    case 'loss': {
      const cycles = sinceIn(loss.sights, condition.sinceMs);
      if (kind === 'ping') {
        const lossRatio = meanBadness(cycles);
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

/** The last answer before the silence, and the first one after it. */
function answersAround(
  { loss, lastAnswerAtMs }: TargetMemory,
  silent: readonly Sight[],
): { readonly lastAnswerAtMs?: number; readonly againAtMs?: number } {
  const lastSilentMs = silent.at(-1)?.atMs ?? 0;
  const again = loss.sights.find(({ atMs }) => atMs > lastSilentMs);
  if (again) return { againAtMs: again.atMs };
  return lastAnswerAtMs === undefined ? {} : { lastAnswerAtMs };
}
