import { Button } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { type Secrets, useSecrets } from '../../components/access/use-secrets';
import { BusyButton } from '../../components/busy-button';
import { FormFailure } from '../../components/form-failure';
import { FailureNotice } from '../../components/notice';
import { Page } from '../../components/page';
import { useToast } from '../../components/toasts';
import { type SettingsForm, useSettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { AboutPanel, FilePanel } from './file-panels';
import { ServerPanel } from './server-panel';
import { IdentityPanel, RhythmPanel } from './settings-fields';
import { type SettingsDraft, settingsPlan } from './settings-plan';
import { WindowPanel } from './window-panel';
import './settings.css';

export function SettingsPage() {
  const { pages, settings, access, labels } = useTexts();
  const plan = useMemo(() => settingsPlan(labels.usedTwice), [labels]);
  const form = useSettingsForm(plan);
  const secrets = useSecrets();
  const toast = useToast();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    // A secret goes to main before what needs it.
    if (!form.check() || !(await secrets.store([form.draft.token.trim()]))) return;
    if (!(await form.save())) return;
    secrets.forget();
    toast({ state: 'ok', text: (now) => now.settings.saved });
  }

  return (
    <Page title={pages.settings} intro={settings.intro}>
      <form ref={form.formRef} className="settings-form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        {secrets.failure && <FailureNotice failure={secrets.failure} title={access.secretFailed} />}
        <div className="settings-columns">
          <div className="settings-column">
            <RhythmPanel form={form} />
            <ServerPanel form={form} secrets={secrets} />
          </div>
          <div className="settings-column">
            <IdentityPanel form={form} />
            <WindowPanel form={form} />
            <FilePanel />
            <AboutPanel />
          </div>
        </div>
        <SaveBar form={form} secrets={secrets} />
      </form>
    </Page>
  );
}

interface SaveBarProps {
  readonly form: SettingsForm<SettingsDraft>;
  readonly secrets: Secrets;
}

function SaveBar({ form, secrets }: SaveBarProps) {
  const { actions, settings } = useTexts();
  const isChanged = form.changed || secrets.hasTyped;

  function discard(): void {
    form.discard();
    secrets.forget();
  }

  return (
    <div className="save-bar" data-changed={isChanged}>
      <p className="muted" aria-live="polite">
        {isChanged ? settings.unsaved : settings.unchanged}
      </p>
      <Button variant="default" disabled={!isChanged} onClick={discard}>
        {actions.discard}
      </Button>
      <BusyButton type="submit" disabled={!isChanged} busy={form.saving}>
        {actions.save}
      </BusyButton>
    </div>
  );
}
