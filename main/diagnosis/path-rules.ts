import { internetDown, internetLoss, internetSlow } from './internet-rules';
import { resolverDown, resolverLoss, resolverSlow } from './resolver-rules';
import { noNetwork, routerDown, routerLoss, routerSlow } from './router-rules';
import type { Rule, Scene, Told } from './scene';
import { answersWrongly, isBad } from './sights';
import { targetsDown, targetsLoss, targetsNotProbed, targetsSlow } from './target-rules';
import type { TargetSight } from './target-sight';

/** Link, router, internet and resolver, targets: what is nearer explains what lies beyond it. */
const wayRules: readonly Rule[] = [
  ...[noNetwork, routerDown, routerLoss, routerSlow],
  ...[internetDown, internetLoss, resolverDown, resolverLoss, internetSlow, resolverSlow],
];
const targetRules: readonly Rule[] = [targetsDown, targetsLoss, targetsSlow, targetsNotProbed];

export function pathFindings(scene: Omit<Scene, 'left'>): readonly Told[] {
  const bad = scene.known.filter(isBad);
  const way = foundBy(wayRules, {
    ...scene,
    known: scene.known.map(asOfTheWay),
    left: bad.filter((sight) => !answersWrongly(sight)),
  });
  const explained = new Set(way.flatMap(({ explains }) => explains));
  return [...way, ...foundBy(targetRules, { ...scene, left: bad.filter((sight) => !explained.has(sight)) })];
}

/** A refusal or a wrong status came back over the whole way; but it is nothing to call fine. */
function asOfTheWay(sight: TargetSight): TargetSight {
  return answersWrongly(sight) ? { ...sight, condition: { kind: 'unclean' } } : sight;
}

function foundBy(rules: readonly Rule[], scene: Scene): readonly Told[] {
  const findings: Told[] = [];
  let { left } = scene;
  for (const rule of rules) {
    const next = rule({ ...scene, left });
    if (!next) continue;
    findings.push(next);
    left = left.filter((sight) => !next.explains.includes(sight));
  }
  return findings;
}
