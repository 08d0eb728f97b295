import { type Memory, targetKey } from './memory';
import type { TargetSeen } from './situation';

export type TargetState = 'waiting' | 'up' | 'loss' | 'down' | 'unknown';

/**
 * How a target does by the same rules as the verdict, so that both say one thing: what the last cycle alone lost makes it neither one that
 * loses packets nor down. `waiting`: nothing can be said yet.
 */
export function targetStateOf(
  { targets }: Pick<Memory, 'targets'>,
  target: Pick<TargetSeen, 'collector' | 'name' | 'outcome'>,
): TargetState {
  const { outcome } = target;
  const known = targets.get(targetKey(target));
  if (outcome === undefined) return 'waiting';
  switch (known?.condition.kind) {
    case 'loss':
    case 'down':
      return known.condition.kind;
    case 'not_probed':
      return 'unknown';
    default:
      if (outcome !== 'reply' && outcome !== 'loss') return 'unknown';
      return outcome === 'reply' || known?.lastAnswerAtMs !== undefined ? 'up' : 'waiting';
  }
}
