import { lossOf, named, shares, sinceOf, slownessOf } from './finding-values';
import { type Rule, type Scene, told } from './scene';
import { evidenceOf, fineAt } from './shown-evidence';
import { at, elsewhere, isMost, losing, ofKind, union, unresolved } from './sights';
import type { TargetSight } from './target-sight';

export const resolverDown: Rule = (scene) => {
  const { all, left } = resolvers(scene);
  const down = ofKind(left, 'down');
  const nameless = unresolved(elsewhere(scene.left));
  const isDown = all.length > 0 ? down.length === all.length : isEveryNameUnresolved(scene, nameless);
  if (!isDown) return undefined;
  const silent = down.length > 0 ? down : nameless;
  return told(
    {
      code: 'resolver_down',
      level: 'failing',
      sinceMs: sinceOf(silent),
      values: named(silent, silent),
      evidence: [...evidenceOf(union(down, nameless)), ...fineAt(scene, 'internet', silent)],
    },
    union(down, nameless),
  );
};

export const resolverLoss: Rule = (scene) => {
  const { all, left } = resolvers(scene);
  const lossy = losing(left);
  if (shares(lossy).length === 0 || !isMost(lossy, all)) return undefined;
  const values = lossOf(lossy, all);
  const sinceMs = sinceOf(lossy);
  return told(
    { code: 'resolver_loss', level: 'trouble', sinceMs, values, evidence: evidenceOf(lossy) },
    lossy,
  );
};

export const resolverSlow: Rule = (scene) => {
  const { all, left } = resolvers(scene);
  const slow = ofKind(left, 'slow');
  if (!isMost(slow, all)) return undefined;
  const values = slownessOf(slow, all);
  return told(
    { code: 'resolver_slow', level: 'trouble', sinceMs: sinceOf(slow), values, evidence: evidenceOf(slow) },
    slow,
  );
};

function resolvers({ known, left }: Scene) {
  return { all: at(known, 'resolver'), left: at(left, 'resolver') };
}

/** One name may not exist; that several do not, and none does, is the resolver's doing. */
function isEveryNameUnresolved({ known }: Scene, nameless: readonly TargetSight[]): boolean {
  const names = elsewhere(known).filter(({ hasName }) => hasName);
  return nameless.length >= 2 && nameless.length === names.length;
}
