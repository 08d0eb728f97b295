import type {
  ForwardJournal,
  GroupForwarding,
  PushFailure,
  PushOutcome,
} from '../../destinations/destination';
import {
  addressesOf,
  type DestinationSettings,
  type Farewell,
  farewellOf,
} from '../../settings/schema/destinations';

/** Of one receiver, so that many groups are gone in the time there is. */
const deletesAtOnce = 8;

export interface Withdrawal {
  readonly to: GroupForwarding;
  /** Tells what stands where. */
  readonly journal: ForwardJournal;
  readonly record: (outcome: PushOutcome) => void;
  readonly signal: AbortSignal;
}

/** Deletes, as settings say for the occasion, what was forwarded to each address, until a deletion fails there: then why it did. */
export async function withdrawGroups(
  settings: DestinationSettings,
  occasion: Farewell,
  withdrawal: Withdrawal,
): Promise<PushFailure | undefined> {
  if (farewellOf(settings, occasion) === 'keep') return undefined;
  const all = addressesOf(settings).map((address) => withdrawFrom(address, withdrawal));
  return (await Promise.all(all)).find((failure) => failure);
}

async function withdrawFrom(
  address: string,
  { journal, record, signal, to }: Withdrawal,
): Promise<PushFailure | undefined> {
  const keys = journal.at(address).map(({ groupingKey }) => groupingKey);
  let failure: PushFailure | undefined;
  const deleteNext = async (): Promise<void> => {
    for (let groupingKey = keys.pop(); groupingKey && !signal.aborted; groupingKey = keys.pop()) {
      const outcome = await to.delete({ address, groupingKey }, signal);
      record(outcome);
      failure ??= outcome.failure;
      if (outcome.failure) keys.length = 0;
    }
  };
  await Promise.all(Array.from({ length: deletesAtOnce }, deleteNext));
  return failure;
}
