import type { Rest } from '../contract/verdict';
import { named, shares, sinceOf, slownessOf } from './finding-values';
import { restBeside } from './rest';
import { type Rule, type Scene, told } from './scene';
import { evidenceOf } from './shown-evidence';
import { ofKind } from './sights';
import type { TargetSight } from './target-sight';

/** What no fault nearer to this machine explains. */

export const targetsDown: Rule = (scene) => {
  const down = ofKind(scene.left, 'down');
  if (down.length === 0) return undefined;
  const isAll = down.length > 1 && down.length === scene.known.length;
  return told(
    {
      code: 'targets_down',
      level: isAll ? 'failing' : 'trouble',
      sinceMs: sinceOf(down),
      values: { ...named(down, scene.known), others: othersThan(down, scene) },
      evidence: evidenceOf(down),
    },
    down,
  );
};

export const targetsLoss: Rule = (scene) => {
  const lossy = ofKind(scene.left, 'loss');
  if (lossy.length === 0) return undefined;
  const lossRatio = Math.max(...shares(lossy));
  return told(
    {
      code: 'targets_loss',
      level: 'trouble',
      sinceMs: sinceOf(lossy),
      values: {
        ...named(lossy, scene.known),
        lossRatio,
        others: restBeside(lossy, othersThan(lossy, scene)),
      },
      evidence: evidenceOf(lossy),
    },
    lossy,
  );
};

export const targetsSlow: Rule = (scene) => {
  const slow = ofKind(scene.left, 'slow');
  if (slow.length === 0) return undefined;
  return told(
    {
      code: 'targets_slow',
      level: 'trouble',
      sinceMs: sinceOf(slow),
      values: { ...slownessOf(slow, scene.known), others: othersThan(slow, scene) },
      evidence: evidenceOf(slow),
    },
    slow,
  );
};

export const targetsNotProbed: Rule = ({ left, known }) => {
  const stuck = ofKind(left, 'not_probed');
  if (stuck.length === 0) return undefined;
  return told(
    {
      code: 'targets_not_probed',
      level: 'trouble',
      sinceMs: sinceOf(stuck),
      values: named(stuck, known),
      evidence: evidenceOf(stuck),
    },
    stuck,
  );
};

function othersThan(some: readonly TargetSight[], { known }: Scene): Rest {
  const others = known.filter((sight) => !some.includes(sight));
  if (others.length === 0) return 'unknown';
  return others.every(({ condition }) => condition.kind === 'fine') ? 'fine' : 'affected';
}
