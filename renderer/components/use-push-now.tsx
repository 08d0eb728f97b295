import { useState } from 'react';
import type { PushSummary } from '../../main/contract/state';
import { useClient } from '../state/session-context';
import { useSentence, useTexts } from '../texts/texts';
import { useFailureToast } from './quick-save';
import { useToast } from './toasts';

export interface PushNow {
  readonly busy: boolean;
  readonly run: () => Promise<void>;
}

/** Pushes to every destination at once and says in passing what came of it. */
export function usePushNow(): PushNow {
  const client = useClient();
  const toast = useToast();
  const sayFailure = useFailureToast();
  const [busy, setBusy] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    const pushed = await client.call('push.now', {});
    setBusy(false);
    if (!pushed.ok) return sayFailure(pushed.error);
    const { pushes } = pushed.value;
    toast({ state: pushes.every(({ ok }) => ok) ? 'ok' : 'failing', text: <PushedText pushes={pushes} /> });
  }

  return { busy, run };
}

function PushedText({ pushes }: { pushes: readonly PushSummary[] }) {
  const { now } = useTexts();
  const inWords = useSentence();
  if (pushes.length === 0) return now.nothingPushed;
  const failed = pushes.filter(({ ok }) => !ok);
  return (
    <>
      <p>{now.pushed(pushes.length - failed.length, pushes.length)}</p>
      {failed.map(({ id, destination, errorMessage }) => (
        <p key={id}>{now.pushFailed(destination, inWords(errorMessage ?? ''))}</p>
      ))}
    </>
  );
}
