import { useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../main/contract/contract';
import type { Failure } from '../../main/outcome';
import { useClient } from './session-context';

export interface CallState<N extends CallName> {
  readonly busy: boolean;
  /** Of the last call, while no later one failed. */
  readonly answer: CallOutput<N> | undefined;
  readonly failure: Failure | undefined;
  readonly run: (input: CallInput<N>) => Promise<void>;
}

/** A call that somebody makes by a button, and what came of it the last time. */
export function useCall<N extends CallName>(name: N): CallState<N> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<CallOutput<N> | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();

  async function run(input: CallInput<N>): Promise<void> {
    setBusy(true);
    const outcome = await client.call(name, input);
    setBusy(false);
    setAnswer(outcome.ok ? outcome.value : undefined);
    setFailure(outcome.ok ? undefined : outcome.error);
  }

  return { busy, answer, failure, run };
}
