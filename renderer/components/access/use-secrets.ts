import { useState } from 'react';
import type { Failure } from '../../../main/outcome';
import { useClient } from '../../state/session-context';
import { type StoredSecrets, useStoredSecrets } from './use-stored-secrets';

export interface Secrets {
  readonly stored: StoredSecrets;
  /** What was typed for it here; it goes out and never comes back. */
  readonly typedFor: (name: string) => string;
  readonly type: (name: string, value: string) => void;
  readonly hasTyped: boolean;
  /** Sends what was typed for these to main, which alone keeps it; true when there was nothing or it was stored. */
  readonly store: (names: readonly string[]) => Promise<boolean>;
  /** Gives up what was typed. */
  readonly forget: () => void;
  /** Why the last one was not stored. */
  readonly failure: Failure | undefined;
}

export function useSecrets(): Secrets {
  const client = useClient();
  const stored = useStoredSecrets();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | undefined>();
  return {
    stored,
    typedFor: (name) => typed[name] ?? '',
    type: (name, value) => setTyped((all) => ({ ...all, [name]: value })),
    hasTyped: Object.values(typed).some((value) => value !== ''),
    failure,
    forget: () => setTyped({}),
    async store(names) {
      for (const name of new Set(names)) {
        const value = typed[name] ?? '';
        if (value === '') continue;
        const outcome = await client.call('secrets.set', { name, value });
        setFailure(outcome.ok ? undefined : outcome.error);
        if (!outcome.ok) return false;
        stored.add(name);
      }
      return true;
    },
  };
}
