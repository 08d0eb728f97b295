import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useFailureToast } from '../../components/quick-save';
import { useApp, useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

/** Of the tray app alone, and no part of the settings: nothing where there is no desktop. `isBare` below a heading that says the same. */
export function StartAtLogin({ isBare = false }: { isBare?: boolean }) {
  const { settings } = useTexts();
  const client = useClient();
  const sayFailure = useFailureToast();
  const desktop = useApp((app) => app.desktop);
  const [busy, setBusy] = useState(false);
  if (desktop === undefined) return null;

  async function change(on: boolean): Promise<void> {
    // Not by switching the switch off: it would lose the focus.
    if (busy) return;
    setBusy(true);
    const changed = await client.call('desktop.startAtLogin', { on });
    setBusy(false);
    if (!changed.ok) sayFailure(changed.error);
  }

  return (
    <Switch
      label={<span className={isBare ? 'visually-hidden' : undefined}>{settings.startAtLogin}</span>}
      description={isBare ? undefined : settings.startAtLoginHelp}
      checked={desktop.startsAtLogin}
      onChange={({ currentTarget: { checked } }) => void change(checked)}
    />
  );
}
