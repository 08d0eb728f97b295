import type { PushOutcome } from '../destination';

/** Of several tries, the one that says most: a failure that may pass, any other, none. */
export function worstOf(outcomes: readonly PushOutcome[]): PushOutcome {
  const worst =
    outcomes.find(({ failure }) => failure?.retryable) ??
    outcomes.find(({ failure }) => failure) ??
    (outcomes[0] as PushOutcome);
  return withOthers(
    worst,
    outcomes.filter((outcome) => outcome !== worst),
  );
}

export function withOthers(outcome: PushOutcome, also: readonly PushOutcome[]): PushOutcome {
  return also.length === 0 ? outcome : { ...outcome, also };
}
