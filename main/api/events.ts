import type { AppState } from '../contract/state';
import { coalesced } from '../platform/coalesced';
import type { Door, EventListener } from './dispatch';
import type { ApiParts } from './parts';
import { pushSummaryOf } from './push-calls';

/** The window is not told of changes more often than this. */
const stateIntervalMs = 1000;

/**
 * What main says unasked. Pushes go out at once; the state goes out when something in it changed, coalesced: the first change at
 * once, those of the next second together. Nobody listening costs nothing.
 */
export function eventSource(parts: ApiParts, stateNow: () => AppState): Door['subscribe'] {
  const listeners = new Set<EventListener>();
  const emit: EventListener = (name, body) => {
    for (const listener of listeners) listener(name, body);
  };
  const announceState = coalesced(parts.clock, stateIntervalMs, () => {
    if (listeners.size > 0) emit('state', stateNow());
  });
  parts.engine.subscribe((event) => {
    if (event.kind === 'push') emit('push', pushSummaryOf(event.push));
    announceState();
  });
  parts.settings.subscribe(announceState);
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
