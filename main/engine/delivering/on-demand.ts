import type { PushRecord } from '../../history/history';
import { failure, type Outcome, success } from '../../outcome';
import type { DeliveryEntry } from './destination-health';
import { isAddressOf } from './destination-settings';

/** Pushes by each of these that may be pushed to, whatever the grid says. */
export async function pushNow(entries: readonly DeliveryEntry[]): Promise<Outcome<PushRecord[]>> {
  const deliveries = entries.flatMap(({ delivery }) => delivery ?? []);
  const [held] = entries.flatMap(({ plan }) => plan.held ?? []);
  if (deliveries.length === 0 && held) return { ok: false, error: held };
  const pushes = await Promise.all(deliveries.map((delivery) => delivery.pushNow()));
  const made = pushes.flatMap((push) => push ?? []);
  if (made.length > 0) return success(made);
  if (deliveries.length === 0) return noDestination();
  return failure('not_pushing', 'Nothing has been measured yet.', { hint: 'Try again in a few seconds.' });
}

/** Sends a recorded push once more, by the one of these that pushes there now. */
export async function repeatPush(
  entries: readonly DeliveryEntry[],
  recorded: PushRecord,
): Promise<Outcome<PushRecord>> {
  const entry = entries.find(({ plan }) => isAddressOf(plan.settings, recorded.url)) ?? entries[0];
  if (entry?.delivery) return entry.delivery.repeat(recorded, entry.plan.identity);
  return entry?.plan.held ? { ok: false, error: entry.plan.held } : noDestination();
}

function noDestination() {
  return failure('not_pushing', 'There is no destination to push to.', {
    hint: 'Add one, or switch one on.',
  });
}
