import {
  internetDown,
  internetLoss,
  internetSlow,
  resolverDown,
  resolverLoss,
  resolverSlow,
} from './internet-rules';
import { noNetwork, routerDown, routerLoss, routerSlow } from './router-rules';
import type { Rule, Scene, Told } from './scene';
import { isBad } from './sights';
import { targetsDown, targetsLoss, targetsNotProbed, targetsSlow } from './target-rules';
import type { TargetSight } from './target-sight';

/** Link, router, internet and resolver, targets: what is nearer explains what lies beyond it. */
const rules: readonly Rule[] = [
  ...[noNetwork, routerDown, routerLoss, routerSlow],
  ...[internetDown, internetLoss, resolverDown, resolverLoss, internetSlow, resolverSlow],
  ...[targetsDown, targetsLoss, targetsSlow, targetsNotProbed],
];

export function pathFindings(scene: Omit<Scene, 'left'>): readonly Told[] {
  const findings: Told[] = [];
  let left: readonly TargetSight[] = scene.known.filter(isBad);
  for (const rule of rules) {
    const next = rule({ ...scene, left });
    if (!next) continue;
    findings.push(next);
    left = left.filter((sight) => !next.explains.includes(sight));
  }
  return findings;
}
