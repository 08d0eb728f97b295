import type { Settings } from '../../settings/schema/settings';
import type { DestinationHealth } from '../status';
import type { ForwardState, PushedInHead } from './pushed-in';

/** How a group stands at every destination that takes history and, with it, what others push here. */
export function statesInHistory(
  head: PushedInHead,
  settings: Settings,
  destinations: readonly DestinationHealth[],
): ForwardState[] {
  const forwarding = settings.destinations.filter(({ forward }) => forward).map(({ id }) => id);
  return destinations
    .filter(({ id, backlog }) => backlog !== undefined && forwarding.includes(id))
    .map((health) => stateInHistory(health, head));
}

/** All groups go together, with each snapshot of this machine's own. */
export function stateInHistory(health: DestinationHealth, { pushedAtMs }: PushedInHead): ForwardState {
  const { id: destination, url, lastSuccessAtMs = 0, failingSinceMs, problem } = health;
  const at = { destination, url, ...(lastSuccessAtMs >= pushedAtMs && { atMs: lastSuccessAtMs }) };
  const why = problem === undefined ? {} : { problem };
  if (lastSuccessAtMs < pushedAtMs) return { ...at, state: failingSinceMs ? 'failing' : 'waiting', ...why };
  // It has this machine's own, and yet there is something that it did not take.
  const isRefused = failingSinceMs === undefined && problem !== undefined;
  return isRefused ? { ...at, state: 'refused', ...why } : { ...at, state: 'delivered' };
}
