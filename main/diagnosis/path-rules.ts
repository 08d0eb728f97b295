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
import { targetsDown, targetsLoss, targetsNotProbed, targetsSlow } from './target-rules';

/** Link, router, internet and resolver, targets: what is nearer explains what lies beyond it. */
const rules: readonly Rule[] = [
  ...[noNetwork, routerDown, routerLoss, routerSlow],
  ...[internetDown, resolverDown, internetLoss, resolverLoss, internetSlow, resolverSlow],
  ...[targetsDown, targetsLoss, targetsSlow, targetsNotProbed],
];

export function pathFindings(scene: Omit<Scene, 'left'>): readonly Told[] {
  const findings: Told[] = [];
  let left = scene.known.filter(({ condition }) => condition.kind !== 'fine');
  for (const rule of rules) {
    const next = rule({ ...scene, left });
    if (!next) continue;
    findings.push(next);
    left = left.filter((sight) => !next.explains.includes(sight));
  }
  return findings;
}
