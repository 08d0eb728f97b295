import { Button } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { FormFailure } from '../../components/form-failure';
import { Page } from '../../components/page';
import { useToast } from '../../components/toasts';
import { type SettingsForm, useSettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { AboutPanel, FilePanel } from './file-panels';
import { IdentityPanel, RhythmPanel, ServerPanel } from './settings-fields';
import { type SettingsDraft, settingsPlan } from './settings-plan';
import './settings.css';

export function SettingsPage() {
  const { pages, settings, labels } = useTexts();
  const plan = useMemo(() => settingsPlan(labels.usedTwice), [labels]);
  const form = useSettingsForm(plan);
  const toast = useToast();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await form.save()) toast({ state: 'ok', text: settings.saved });
  }

  return (
    <Page title={pages.settings} intro={settings.intro}>
      <form ref={form.formRef} className="settings-form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        <div className="settings-columns">
          <div className="settings-column">
            <RhythmPanel form={form} />
            <ServerPanel form={form} />
          </div>
          <div className="settings-column">
            <IdentityPanel form={form} />
            <FilePanel />
            <AboutPanel />
          </div>
        </div>
        <SaveBar form={form} />
      </form>
    </Page>
  );
}

function SaveBar({ form }: { form: SettingsForm<SettingsDraft> }) {
  const { actions, settings } = useTexts();
  return (
    <div className="save-bar" data-changed={form.changed}>
      <p className="muted" aria-live="polite">
        {form.changed ? settings.unsaved : settings.unchanged}
      </p>
      <Button variant="default" disabled={!form.changed} onClick={form.discard}>
        {actions.discard}
      </Button>
      <Button type="submit" disabled={!form.changed} loading={form.saving}>
        {actions.save}
      </Button>
    </div>
  );
}
