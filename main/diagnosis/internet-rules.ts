import {
  evidenceOf,
  fineAt,
  meanLoss,
  named,
  restBeside,
  restOf,
  shares,
  sinceOf,
  slowest,
  wayTo,
} from './finding-values';
import { type Rule, type Scene, told } from './scene';
import { at, elsewhere, explainedBy, isMost, losing, ofKind, stuckFor, union, unresolved } from './sights';
import type { TargetSight } from './target-sight';

export const internetDown: Rule = (scene) => {
  const { all, left } = internet(scene);
  const silent = [...ofKind(left, 'down'), ...stuckFor(left, 'no_route')];
  const gone = [...silent, ...unresolved(left)];
  if (silent.length === 0 || gone.length < all.length || !speaksForInternet(all)) return undefined;
  const explains = union(gone, at(scene.left, 'resolver'), unresolved(elsewhere(scene.left)));
  return told(
    {
      code: 'internet_down',
      level: 'failing',
      sinceMs: sinceOf(silent),
      values: { ...named(gone, all), router: wayTo(at(scene.known, 'router')) },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router')],
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
        ...named(lossy, all),
        lossRatio: meanLoss(lossy),
        router: restBeside(lossy, restOf(at(scene.known, 'router'))),
      },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router')],
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
      values: { ...named(slow, all), ...slowest(slow), router: restOf(at(scene.known, 'router')) },
      evidence: [...evidenceOf(explains), ...fineAt(scene, 'router')],
    },
    explains,
  );
};

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
      evidence: [...evidenceOf(union(down, nameless)), ...fineAt(scene, 'internet')],
    },
    union(down, nameless),
  );
};

export const resolverLoss: Rule = (scene) => {
  const { all, left } = resolvers(scene);
  const lossy = losing(left);
  if (shares(lossy).length === 0 || !isMost(lossy, all)) return undefined;
  const values = { ...named(lossy, all), lossRatio: meanLoss(lossy) };
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
  const values = { ...named(slow, all), ...slowest(slow) };
  return told(
    { code: 'resolver_slow', level: 'trouble', sinceMs: sinceOf(slow), values, evidence: evidenceOf(slow) },
    slow,
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

/** Another answer than expected is an answer: the resolver is not what is wrong. */
function resolvers({ known, left }: Scene) {
  const answering = ({ failure }: TargetSight) => failure !== 'answer';
  return { all: at(known, 'resolver'), left: at(left, 'resolver').filter(answering) };
}

/** One host that does not answer may be down itself; two, or one that never is, are the internet. */
function speaksForInternet(all: readonly TargetSight[]): boolean {
  return all.length >= 2 || all.some(({ isWellKnown }) => isWellKnown);
}

/** One name may not exist; that several do not, and none does, is the resolver's doing. */
function isEveryNameUnresolved({ known }: Scene, nameless: readonly TargetSight[]): boolean {
  const names = elsewhere(known).filter(({ hasName }) => hasName);
  return nameless.length >= 2 && nameless.length === names.length;
}
