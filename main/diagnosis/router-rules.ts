import type { Evidence, Rest } from '../contract/verdict';
import { lastSinceOf, lossOf, named, sinceOf, slownessOf } from './finding-values';
import { restBeside, restOf, wayTo } from './rest';
import { mediumOf, type Rule, type Scene, told } from './scene';
import { evidenceOf, fineAt } from './shown-evidence';
import { at, elsewhere, explainedBy, losing, ofKind, seenSince, stuckFor, union, unresolved } from './sights';
import type { TargetSight } from './target-sight';

const beyondThisMachine = ['router', 'resolver', 'internet', 'local'] as const;

export const noNetwork: Rule = (scene) => {
  const { left, link, noNetworkSinceMs } = scene;
  const routeless = stuckFor(at(left, 'router'), 'no_route');
  if (noNetworkSinceMs === undefined && routeless.length === 0) return undefined;
  const sinceMs = Math.min(sinceOf(routeless), noNetworkSinceMs ?? Number.POSITIVE_INFINITY);
  if (isReachedSince(scene, sinceMs)) return undefined;
  const cause: Evidence =
    link?.route?.up === false
      ? { code: 'device_down', values: { device: link.route.device } }
      : { code: 'no_default_route', values: {} };
  const others = elsewhere(left).filter((sight) => !routeless.some((one) => one === sight));
  const evidence = [cause, ...evidenceOf(others)];
  return told(
    { code: 'no_network', level: 'failing', sinceMs, values: {}, evidence },
    elsewhere(left),
    beyondThisMachine,
  );
};

/** What answers is reached, whatever a device says of itself. A name server may be on this machine. */
function isReachedSince({ known }: Scene, sinceMs: number): boolean {
  return elsewhere(known).some(
    ({ segment, answeredAtMs = 0 }) => segment !== 'resolver' && answeredAtMs > sinceMs,
  );
}

export const routerDown: Rule = (scene) => {
  const down = ofKind(at(scene.left, 'router'), 'down');
  if (down.length === 0) return undefined;
  const beyond = wayTo(seenSince(at(scene.known, 'internet'), lastSinceOf(down)));
  const answeredBefore = down.some((router) => router.answeredBefore);
  // It may be one that takes no pings.
  const isOnlySilent = beyond === 'fine' || (beyond === 'unknown' && !answeredBefore);
  const explains = beyond === 'fine' ? down : union(down, elsewhere(scene.left));
  return told(
    {
      code: 'router_down',
      level: isOnlySilent ? 'trouble' : 'failing',
      sinceMs: sinceOf(down),
      values: { ...named(down, at(scene.known, 'router')), medium: mediumOf(scene), beyond },
      evidence: [...evidenceOf(explains), ...signal(scene), ...fineAt(scene, 'internet', down)],
    },
    explains,
    isOnlySilent ? [] : beyondThisMachine,
  );
};

export const routerLoss: Rule = (scene) => {
  const lossy = ofKind(at(scene.left, 'router'), 'loss');
  if (lossy.length === 0) return undefined;
  const others = elsewhere(scene.left);
  const suffering = [...explainedBy(lossy, losing(others)), ...ofKind(others, 'slow'), ...unresolved(others)];
  const explains = union(lossy, suffering);
  return told(
    {
      code: 'router_loss',
      level: 'trouble',
      sinceMs: sinceOf(lossy),
      values: {
        ...lossOf(lossy, at(scene.known, 'router')),
        medium: mediumOf(scene),
        beyond: restBeside(lossy, beyondRouter(scene, explains)),
      },
      evidence: [...evidenceOf(explains), ...signal(scene), ...fineAt(scene, 'internet', lossy)],
    },
    explains,
    beyondThisMachine,
  );
};

export const routerSlow: Rule = (scene) => {
  const slow = ofKind(at(scene.left, 'router'), 'slow');
  if (slow.length === 0) return undefined;
  const explains = union(slow, ofKind(elsewhere(scene.left), 'slow'));
  return told(
    {
      code: 'router_slow',
      level: 'trouble',
      sinceMs: sinceOf(slow),
      values: {
        ...slownessOf(slow, at(scene.known, 'router')),
        medium: mediumOf(scene),
        beyond: beyondRouter(scene, explains),
      },
      evidence: [...evidenceOf(explains), ...signal(scene), ...fineAt(scene, 'internet', slow)],
    },
    explains,
  );
};

function beyondRouter({ known }: Scene, explained: readonly TargetSight[]): Rest {
  const beyond = elsewhere(known).filter(({ segment }) => segment !== 'router');
  return beyond.some((sight) => explained.includes(sight)) ? 'affected' : restOf(beyond);
}

function signal({ link }: Scene): readonly Evidence[] {
  const { device, medium, signalDbm } = link?.route ?? {};
  if (medium !== 'wifi' || device === undefined || signalDbm === undefined) return [];
  return [{ code: 'wifi_signal', values: { device, signalDbm } }];
}
