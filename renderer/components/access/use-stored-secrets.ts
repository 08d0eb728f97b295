import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../main/outcome';
import { useClient } from '../../state/session-context';

export interface StoredSecrets {
  /** Absent while nobody knows: they are being asked for, or could not be read. */
  readonly names: readonly string[] | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
  /** One more was stored. */
  readonly add: (name: string) => void;
}

/** Names of the secrets that main keeps. */
export function useStoredSecrets(): StoredSecrets {
  const client = useClient();
  const [names, setNames] = useState<readonly string[] | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();
  const again = useCallback(async () => {
    const listed = await client.call('secrets.list', {});
    setFailure(listed.ok ? undefined : listed.error);
    if (listed.ok) setNames(listed.value.names);
  }, [client]);
  useEffect(() => void again(), [again]);
  return {
    names,
    failure,
    again: () => void again(),
    add: (name) => setNames((all) => all && [...all, name]),
  };
}
