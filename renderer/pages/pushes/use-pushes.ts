import { useCallback, useEffect, useState } from 'react';
import type { PushSummary } from '../../../main/contract/state';
import type { Failure } from '../../../main/outcome';
import { useClient, useDisconnected, useOnPush } from '../../state/session-context';

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
    (beforeId?: number) =>
      client.call('pushes.list', {
        limit: pageSize,
        ...(beforeId === undefined ? {} : { beforeId }),
        ...(destination === '' ? {} : { destination }),
        ...(outcome === '' ? {} : { ok: outcome === 'delivered' }),
      }),
    [client, destination, outcome],
  );

  const reload = useCallback(async () => {
    const found = await query();
    setLoaded(
      found.ok
        ? { list: found.value.pushes, state: 'ready', more: found.value.pushes.length === pageSize }
        : { ...nothing, state: 'failed', failure: found.error },
    );
  }, [query]);

  useEffect(() => {
    if (disconnected) return;
    setLoaded((before) => (before.state === 'failed' ? nothing : before));
    void reload();
  }, [reload, disconnected]);

  useOnPush(
    useCallback(
      (push) => {
        const fits =
          (destination === '' || push.destination === destination) &&
          (outcome === '' || push.ok === (outcome === 'delivered'));
        if (fits) setLoaded((before) => withNew(before, push));
      },
      [destination, outcome],
    ),
  );

  async function loadOlder(): Promise<void> {
    const found = await query(loaded.list.at(-1)?.id);
    if (!found.ok) return setLoaded((before) => ({ ...before, failure: found.error }));
    const { pushes } = found.value;
    setLoaded(({ list }) => ({
      list: [...list, ...pushes],
      state: 'ready',
      more: pushes.length === pageSize,
    }));
  }

  return { ...loaded, loadOlder, reload };
}

function withNew(loaded: Loaded, push: PushSummary): Loaded {
  const isKnown = loaded.list.some(({ id }) => id === push.id);
  return isKnown || loaded.state !== 'ready' ? loaded : { ...loaded, list: [push, ...loaded.list] };
}
