import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import type { PushRecord } from '../../../main/contract/state';
import { BusyButton } from '../../components/busy-button';
import { Confirm } from '../../components/confirm';
import { useFailureToast } from '../../components/quick-save';
import { useToast } from '../../components/toasts';
import { goTo, useRoute } from '../../state/route';
import { useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

/** Sends a recorded push once more, after a question, and opens what became of it. */
export function PushAgain({ push }: { push: PushRecord }) {
  const { pushes } = useTexts();
  const [asked, setAsked] = useState(false);
  const { busy, run } = useRepeat(push);
  return (
    <>
      <BusyButton
        size="xs"
        variant="default"
        busy={busy}
        leftSection={<IconRepeat size={14} />}
        onClick={() => setAsked(true)}
      >
        {pushes.again}
      </BusyButton>
      {asked ? (
        <Confirm
          title={pushes.againTitle(push.id)}
          action={pushes.again}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void run();
          }}
        >
          <p>{pushes.againText(push.url)}</p>
        </Confirm>
      ) : null}
    </>
  );
}

function useRepeat({ id, destination }: PushRecord) {
  const { pushes } = useTexts();
  const client = useClient();
  const { query } = useRoute();
  const toast = useToast();
  const sayFailure = useFailureToast();
  const [busy, setBusy] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    const repeated = await client.call('pushes.repeat', { id });
    setBusy(false);
    if (!repeated.ok) return sayFailure(repeated.error);
    const { push } = repeated.value;
    if (push.ok) toast({ state: 'ok', text: pushes.againDone(destination) });
    goTo({ page: 'pushes', item: String(push.id), query });
  }

  return { busy, run };
}
