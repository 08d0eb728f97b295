import { useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../main/contract/contract';
import type { Failure, Outcome } from '../../main/outcome';
import { useClient } from './session-context';

export interface CallState<N extends CallName> {
  readonly busy: boolean;
  /** Of the last call, while no later one failed and what it was made from is as it was. */
  readonly answer: CallOutput<N> | undefined;
  readonly failure: Failure | undefined;
  readonly run: (input: CallInput<N>) => Promise<void>;
  /** Of a press that came to no call: what came of an earlier one is over. */
  readonly clear: () => void;
}

/**
 * A call that somebody makes by a button, and what came of it the last time. `from` is what the input is made from, as
 * plain data: what came of a call is not shown beside anything else.
 */
export function useCall<N extends CallName>(name: N, from?: unknown): CallState<N> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ from: string; outcome: Outcome<CallOutput<N>> } | undefined>();
  const key = JSON.stringify([from]);
  const outcome = made?.from === key ? made.outcome : undefined;

  async function run(input: CallInput<N>): Promise<void> {
    setBusy(true);
    const answered = await client.call(name, input);
    setBusy(false);
    setMade({ from: key, outcome: answered });
  }

  return {
    busy,
    answer: outcome?.ok ? outcome.value : undefined,
    failure: outcome?.ok === false ? outcome.error : undefined,
    run,
    clear: () => setMade(undefined),
  };
}
