import { useCallback, useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../main/contract/contract';
import type { Outcome } from '../../main/outcome';
import { useClient } from './session-context';

export interface Answered<N extends CallName> {
  /** Undefined while it is asked for. */
  readonly outcome: Outcome<CallOutput<N>> | undefined;
  readonly again: () => void;
}

/** What a page asks for by itself: anew when the input is another, and when `since` is, the last answer staying meanwhile. */
export function useAnswer<N extends CallName>(name: N, input: CallInput<N>, since?: number): Answered<N> {
  const client = useClient();
  const [heard, setHeard] = useState<{ of: string; outcome: Outcome<CallOutput<N>> } | undefined>();
  const [tries, setTries] = useState(0);
  const again = useCallback(() => {
    setHeard(undefined);
    setTries((count) => count + 1);
  }, []);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input, which is another object each time
  useEffect(() => {
    let isWanted = true;
    void client.call(name, input).then((outcome) => {
      if (isWanted) setHeard({ of: key, outcome });
    });
    return () => {
      isWanted = false;
    };
  }, [client, name, key, since, tries]);
  return { outcome: heard?.of === key ? heard.outcome : undefined, again };
}
