import type { Rest } from '../contract/verdict';
import { hasLost, sinceIn, wouldShow } from './shares';
import type { Bad } from './sights';
import type { TargetSight } from './target-sight';

/** What can be said of what lies before or behind a fault. */

/** `fine` as soon as one of them answers, whatever gets lost: then the way there is. */
export function wayTo(sights: readonly TargetSight[]): Rest {
  if (sights.length === 0) return 'unknown';
  return sights.some(({ condition: { kind } }) => kind === 'fine' || kind === 'unclean')
    ? 'fine'
    : 'affected';
}

/** The same, but nothing is called fine where something was lost lately. */
export function restOf(sights: readonly TargetSight[]): Rest {
  const way = wayTo(sights);
  return way === 'fine' && sights.some(lostSome) ? 'unknown' : way;
}

/** Beside a loss, nothing is called fine before that had time to show there too. */
export function restBeside(lossy: readonly Bad[], rest: Rest): Rest {
  return rest === 'fine' && !hadTimeToShow(lossy) ? 'unknown' : rest;
}

/** The router before a loss beyond it: `unknown` as long as the loss may be its own, `affected` if it lost some too, but not those. */
export function routerBefore(lossy: readonly Bad[], routers: readonly TargetSight[]): Rest {
  if (routers.length === 0 || !hadTimeToShow(lossy)) return 'unknown';
  return restOf(routers) === 'fine' ? 'fine' : 'affected';
}

function hadTimeToShow(lossy: readonly Bad[]): boolean {
  return lossy.some(({ recent, condition }) => wouldShow(sinceIn(recent, condition.sinceMs)));
}

function lostSome({ condition: { kind }, recent }: TargetSight): boolean {
  return kind === 'resent' || (kind !== 'down' && hasLost(recent));
}
