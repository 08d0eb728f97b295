import { lastSinceOf, lossOf, named, shares, sinceOf, slownessOf } from './finding-values';
import { restOf, routerBefore, wayTo } from './rest';
import { type Rule, type Scene, told } from './scene';
import { evidenceOf, fineAt } from './shown-evidence';
import {
  at,
  elsewhere,
  explainedBy,
  isMost,
  losing,
  ofKind,
  seenSince,
  stuckFor,
  union,
  unresolved,
} from './sights';
import type { TargetSight } from './target-sight';

export const internetDown: Rule = (scene) => {
  const { all, left } = internet(scene);
  const silent = [...ofKind(left, 'down'), ...stuckFor(left, 'no_route')];
  const gone = [...silent, ...unresolved(left)];
  const sinceMs = lastSinceOf(silent);
  const seen = seenSince(all, sinceMs);
  if (silent.length === 0 || gone.length < seen.length || !speaksForInternet(seen)) return undefined;
  // Few that are probed often do not speak for many of which nothing is known since.
  if (!isMost(gone, all) && !gone.some(({ isWellKnown }) => isWellKnown)) return undefined;
  const explains = union(gone, at(scene.left, 'resolver'), unresolved(elsewhere(scene.left)));
  return told(
    {
      code: 'internet_down',
      level: 'failing',
      sinceMs: sinceOf(silent),
      values: { ...named(gone, all), router: wayTo(seenSince(at(scene.known, 'router'), sinceMs)) },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router', silent)],
    },
    explains,
    ['internet'],
  );
};

export const internetLoss: Rule = (scene) => {
  const { all, left } = internet(scene);
  const lossy = losing(left);
  if (shares(lossy).length === 0 || !isMost(lossy, witnesses(all, lossy)) || !speaksForInternet(all))
    return undefined;
  const resolvers = at(scene.left, 'resolver');
  const suffering = [...explainedBy(lossy, losing(resolvers)), ...ofKind([...resolvers, ...left], 'slow')];
  const explains = union(lossy, suffering);
  return told(
    {
      code: 'internet_loss',
      level: 'trouble',
      sinceMs: sinceOf(lossy),
      values: {
        ...lossOf(lossy, all),
        router: routerBefore(lossy, at(scene.known, 'router')),
      },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router', lossy)],
    },
    explains,
    ['internet'],
  );
};

export const internetSlow: Rule = (scene) => {
  const { all, left } = internet(scene);
  const slow = ofKind(left, 'slow');
  if (!isMost(slow, all) || !speaksForInternet(all)) return undefined;
  const explains = union(slow, ofKind(at(scene.left, 'resolver'), 'slow'));
  return told(
    {
      code: 'internet_slow',
      level: 'trouble',
      sinceMs: sinceOf(slow),
      values: { ...slownessOf(slow, all), router: restOf(at(scene.known, 'router')) },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router', slow)],
    },
    explains,
  );
};

function internet({ known, left }: Scene) {
  return { all: at(known, 'internet'), left: at(left, 'internet') };
}

/** Where several are pinged, of the others only those that lose something: one probe a cycle seldom shows a light loss. */
function witnesses(all: readonly TargetSight[], lossy: readonly TargetSight[]): readonly TargetSight[] {
  const arePinged = all.filter(({ isPing }) => isPing).length >= 2;
  return arePinged ? all.filter((sight) => sight.isPing || lossy.includes(sight)) : all;
}

/** One host that does not answer may be down itself; two, or one that never is, are the internet. */
function speaksForInternet(all: readonly TargetSight[]): boolean {
  return all.length >= 2 || all.some(({ isWellKnown }) => isWellKnown);
}
