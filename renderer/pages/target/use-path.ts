import { useEffect, useState } from 'react';
import type { PathRound } from '../../../main/contract/path';
import type { Failure } from '../../../main/outcome';
import { useShown } from '../../charts/use-seen';
import { useClient } from '../../state/session-context';

export interface PathState {
  /** The last ten minutes' at most, oldest first. */
  readonly rounds: readonly PathRound[];
  readonly failure: Failure | undefined;
  readonly isShown: boolean;
}

const roundEveryMs = 1000;
const againAfterFailureMs = 5000;
const roundsKept = 600;

/** Rounds over the hops towards a host, one a second while it is open and the window not hidden. */
export function usePath(host: string, isOpen: boolean): PathState {
  const client = useClient();
  const isShown = useShown();
  const [rounds, setRounds] = useState<readonly PathRound[]>([]);
  const [failure, setFailure] = useState<Failure | undefined>();
  useEffect(() => {
    if (!isOpen || !isShown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const probe = async () => {
      const startedMs = Date.now();
      const round = await client.call('path.probe', { host });
      if (isOver) return;
      setFailure(round.ok ? undefined : round.error);
      if (round.ok) setRounds((all) => [...all.slice(1 - roundsKept), round.value]);
      const everyMs = round.ok ? roundEveryMs : againAfterFailureMs;
      timer = setTimeout(() => void probe(), Math.max(0, startedMs + everyMs - Date.now()));
    };
    void probe();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, host, isOpen, isShown]);
  return { rounds, failure, isShown };
}
