import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../main/outcome';
import { useShown } from '../../charts/use-seen';
import { useApp, useClient, useDisconnected, useSessionState } from '../../state/session-context';
import type { Happening } from './happenings';
import { loadDay } from './load-day';

/** Without anything new the day is read again after so long; what the verdict says anew brings it sooner, but not too soon. */
const againMs = 5 * 60_000;
const soonestMs = 60_000;

export interface Day {
  /** The last that could be read. */
  readonly happenings: readonly Happening[] | undefined;
  /** Why the last try failed. */
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/** What happened in the last 24 hours. Nothing is asked while nobody looks, nor before the last minutes are read. */
export function useDay(): Day {
  const client = useClient();
  const isShown = useShown();
  const isDisconnected = useDisconnected();
  const isOpening = useSessionState(({ past }) => past === 'reading');
  const turn = useSessionState(({ nowMs }) => Math.floor(nowMs / againMs));
  const verdict = useApp(({ verdict: { findings } }) => findings.map(({ code }) => code).join(' '));
  const [happenings, setHappenings] = useState<readonly Happening[]>();
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  const askedMs = useRef(Number.NEGATIVE_INFINITY);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them is a reason to ask again
  useEffect(() => {
    if (!isShown || isDisconnected || isOpening) return;
    const ask = async () => {
      askedMs.current = Date.now();
      const day = await loadDay(client, askedMs.current);
      setFailure(day.ok ? undefined : day.error);
      if (day.ok) setHappenings(day.value);
    };
    const timer = setTimeout(() => void ask(), Math.max(0, askedMs.current + soonestMs - Date.now()));
    return () => clearTimeout(timer);
  }, [client, isShown, isDisconnected, isOpening, turn, verdict, tries]);

  const again = useCallback(() => {
    askedMs.current = Number.NEGATIVE_INFINITY;
    setTries((count) => count + 1);
  }, []);
  return { happenings, failure, again };
}
