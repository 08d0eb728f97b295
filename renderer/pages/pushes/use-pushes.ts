import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '../../../main/contract/contract';
import type { PushSummary } from '../../../main/contract/state';
import type { Failure } from '../../../main/outcome';
import { useClient, useDisconnected, useOnPush } from '../../state/session-context';
import { makeTurns } from '../../state/turns';

export interface PushFilter {
  /** Empty: every destination. */
  readonly destination: string;
  readonly outcome: '' | 'delivered' | 'failed';
}

export interface Pushes {
  /** Newest first. */
  readonly list: readonly PushSummary[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly failure?: Failure;
  /** Whether there may be older ones. */
  readonly more: boolean;
  readonly loadOlder: () => Promise<void>;
  readonly reload: () => Promise<void>;
}

type Loaded = Pick<Pushes, 'list' | 'state' | 'failure' | 'more'>;

const pageSize = 50;
const nothing: Loaded = { list: [], state: 'loading', more: false };

/** The pushes that fit a filter: a page of them, older pages when asked for, new ones as soon as they are over. */
export function usePushes({ destination, outcome }: PushFilter): Pushes {
  const client = useClient();
  const disconnected = useDisconnected();
  const [loaded, setLoaded] = useState(nothing);

  const query = useCallback(
    (beforeId?: number) => client.call('pushes.list', asked({ destination, outcome }, beforeId)),
    [client, destination, outcome],
  );

  // An answer may be overtaken by that to another filter, and by a push that is over meanwhile.
  const takeTurn = useMemo(makeTurns, []);
  const meanwhile = useRef<PushSummary[] | undefined>(undefined);

  const reload = useCallback(async () => {
    const isLast = takeTurn();
    const heard: PushSummary[] = [];
    meanwhile.current = heard;
    const found = await query();
    if (!isLast()) return;
    meanwhile.current = undefined;
    setLoaded(
      found.ok
        ? heard.reduce(withNew, page(found.value))
        : { ...nothing, state: 'failed', failure: found.error },
    );
  }, [query, takeTurn]);

  useEffect(() => {
    if (disconnected) return;
    setLoaded((before) => (before.state === 'failed' ? nothing : before));
    void reload();
  }, [reload, disconnected]);

  useOnPush(
    useCallback(
      (push) => {
        if (!fits({ destination, outcome }, push)) return;
        meanwhile.current?.push(push);
        setLoaded((before) => withNew(before, push));
      },
      [destination, outcome],
    ),
  );

  async function loadOlder(): Promise<void> {
    const last = loaded.list.at(-1);
    const found = await query(last?.id);
    setLoaded((before) => {
      // Another list has taken its place meanwhile.
      if (before.list.at(-1) !== last) return before;
      if (!found.ok) return { ...before, failure: found.error };
      const older = page(found.value);
      return { ...older, list: [...before.list, ...older.list] };
    });
  }

  return { ...loaded, loadOlder, reload };
}

function asked({ destination, outcome }: PushFilter, beforeId?: number): CallInput<'pushes.list'> {
  return {
    limit: pageSize,
    ...(beforeId === undefined ? {} : { beforeId }),
    ...(destination === '' ? {} : { destination }),
    ...(outcome === '' ? {} : { ok: outcome === 'delivered' }),
  };
}

function fits({ destination, outcome }: PushFilter, push: PushSummary): boolean {
  return (
    (destination === '' || push.destination === destination) &&
    (outcome === '' || push.ok === (outcome === 'delivered'))
  );
}

function page({ pushes }: CallOutput<'pushes.list'>): Loaded {
  return { list: pushes, state: 'ready', more: pushes.length === pageSize };
}

/** A window that stays open for days keeps no more than this, or what somebody has asked for: *Older* brings the rest. */
const mostKept = 200;

function withNew(loaded: Loaded, push: PushSummary): Loaded {
  const { list, state, more } = loaded;
  if (state !== 'ready' || list.some(({ id }) => id === push.id)) return loaded;
  const others = list.slice(0, Math.max(mostKept, list.length) - 1);
  return { ...loaded, list: [push, ...others], more: more || others.length < list.length };
}
