import { Button } from '@mantine/core';
import type { SettingsForm } from '../state/settings-form';
import { useTexts } from '../texts/texts';
import { FailureNotice } from './notice';

/** Why a form was not saved, where no field shows it; after a change by somebody else, the way on. */
export function FormFailure<Draft extends object>({ form }: { form: SettingsForm<Draft> }) {
  const { actions, settings } = useTexts();
  if (form.failure === undefined) return null;
  if (form.failure.code !== 'settings_changed') return <FailureNotice failure={form.failure} />;
  return (
    <FailureNotice failure={form.failure} title={settings.conflict}>
      <div className="notice-actions">
        <Button size="xs" variant="default" onClick={() => void form.rebase()}>
          {actions.takeNewSettings}
        </Button>
      </div>
    </FailureNotice>
  );
}
