import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type FormEvent, useMemo } from 'react';
import { FormFailure } from '../../components/form-failure';
import { SidePanel } from '../../components/side-panel';
import { pingCollectors, type TargetPlace } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { type SettingsForm, useSettingsForm } from '../../state/settings-form';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { collectorToTry, type TargetDraft, targetOf, targetPlan } from './target-plan';
import { TrialResult } from './try-target';

interface TargetFormProps {
  /** Absent: a new one is added. */
  readonly place?: TargetPlace;
  readonly onClose: () => void;
}

export function TargetForm({ place, onClose }: TargetFormProps) {
  const { targets, actions } = useTexts();
  const plan = useMemo(() => targetPlan(place), [place]);
  const form = useSettingsForm(plan);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await form.save()) onClose();
  }

  return (
    <SidePanel title={place ? targets.editTitle(place.name) : targets.addTitle} onClose={onClose}>
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        <TargetFields form={form} isNew={place === undefined} />
        <TryIt draft={form.draft} check={() => form.check()} />
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button type="submit" loading={form.saving} disabled={place !== undefined && !form.changed}>
            {place ? actions.save : targets.add}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}

function TargetFields({ form, isNew }: { form: SettingsForm<TargetDraft>; isNew: boolean }) {
  const { targets } = useTexts();
  const { draft, change, field } = form;
  const collectors = pingCollectors(useApp((app) => app.settings));
  return (
    <>
      <TextInput
        {...field('host', targets.host)}
        description={targets.hostHelp}
        value={draft.host}
        onChange={({ currentTarget: { value } }) => change({ host: value })}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <TextInput
        {...field('name', targets.name)}
        description={targets.nameHelp}
        placeholder={draft.host}
        value={draft.name}
        onChange={({ currentTarget: { value } }) => change({ name: value })}
        autoComplete="off"
      />
      {isNew && collectors.length > 1 ? (
        <NativeSelect
          label={targets.collector}
          data={collectors.map(({ id }) => id)}
          value={draft.collector}
          onChange={({ currentTarget: { value } }) => change({ collector: value })}
        />
      ) : null}
      <Switch
        label={targets.pingIt}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

function TryIt({ draft, check }: { draft: TargetDraft; check: () => boolean }) {
  const { targets } = useTexts();
  const settings = useApp((app) => app.settings);
  const trial = useCall('collector.try');
  return (
    <div className="try-it">
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={14} />}
        loading={trial.busy}
        onClick={() => {
          if (check())
            void trial.run({ collector: collectorToTry(settings, draft.collector, targetOf(draft)) });
        }}
      >
        {targets.tryIt}
      </Button>
      <TrialResult trial={trial} />
    </div>
  );
}
