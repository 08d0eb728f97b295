import { Button, Switch } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { PushSummary } from '../../../main/contract/state';
import { useFailureToast, useQuickSave } from '../../components/quick-save';
import { useToast } from '../../components/toasts';
import { useApp, useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

/** The same three as in the tray's menu. */
export function NowActions() {
  const { now } = useTexts();
  const monitoring = useApp((app) => app.settings.monitoring);
  const pushing = useApp((app) => app.settings.pushing);
  const save = useQuickSave();
  return (
    <>
      <Switch
        label={now.monitoring}
        checked={monitoring}
        onChange={({ currentTarget: { checked } }) =>
          void save((settings) => ({ ...settings, monitoring: checked }))
        }
      />
      <Switch
        label={now.pushing}
        checked={pushing}
        onChange={({ currentTarget: { checked } }) =>
          void save((settings) => ({ ...settings, pushing: checked }))
        }
      />
      <PushNow />
    </>
  );
}

function PushNow() {
  const { now } = useTexts();
  const client = useClient();
  const toast = useToast();
  const sayFailure = useFailureToast();
  const [busy, setBusy] = useState(false);

  async function pushNow(): Promise<void> {
    setBusy(true);
    const pushed = await client.call('push.now', {});
    setBusy(false);
    if (!pushed.ok) return sayFailure(pushed.error);
    const { pushes } = pushed.value;
    toast({ state: pushes.every(({ ok }) => ok) ? 'ok' : 'failing', text: <PushedText pushes={pushes} /> });
  }

  return (
    <Button leftSection={<IconUpload size={15} />} loading={busy} onClick={() => void pushNow()}>
      {now.pushNow}
    </Button>
  );
}

function PushedText({ pushes }: { pushes: readonly PushSummary[] }) {
  const { now } = useTexts();
  if (pushes.length === 0) return now.nothingPushed;
  const failed = pushes.filter(({ ok }) => !ok);
  return (
    <>
      <p>{now.pushed(pushes.length - failed.length, pushes.length)}</p>
      {failed.map(({ id, destination, errorMessage }) => (
        <p key={id}>{now.pushFailed(destination, errorMessage ?? '')}</p>
      ))}
    </>
  );
}
