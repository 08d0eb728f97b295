import { Switch } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { BusyButton } from '../../components/busy-button';
import { useQuickSave } from '../../components/quick-save';
import { usePushNow } from '../../components/use-push-now';
import { useApp } from '../../state/session-context';
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
  const { busy, run } = usePushNow();
  return (
    <BusyButton leftSection={<IconUpload size={15} />} busy={busy} onClick={() => void run()}>
      {now.pushNow}
    </BusyButton>
  );
}
