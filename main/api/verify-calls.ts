import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

/** Longer than most scrape intervals; a person waits for the answer. */
const arrivesWithinMs = 90_000;

export function verifyCalls({
  engine,
  settings,
  arrival,
  clock,
}: ApiParts): Pick<Handlers, 'destination.verify'> {
  return {
    async 'destination.verify'({ destination: id }) {
      const current = settings.current();
      const destination = current.destinations.find((one) => one.id === id);
      if (!destination) return failure('not_found', `There is no destination "${id}".`);
      const measuredSinceMs = clock.nowMs();
      const pushed = await engine.pushNow(id);
      if (!pushed.ok) return pushed;
      if (!pushed.value.some(({ ok }) => ok)) {
        return failure('not_delivered', pushed.value[0]?.errorMessage ?? 'Nothing was delivered.');
      }
      const arrived = await arrival(destination, {
        settings: current,
        measuredSinceMs,
        delivered: () => engine.deliveredTimes(id),
        withinMs: arrivesWithinMs,
      });
      return arrived.ok ? success({ ...arrived.value }) : arrived;
    },
  };
}
