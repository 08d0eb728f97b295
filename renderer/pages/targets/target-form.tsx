import { Button } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { BusyButton } from '../../components/busy-button';
import { FormFailure } from '../../components/form-failure';
import { SidePanel } from '../../components/side-panel';
import { useApp } from '../../state/session-context';
import { useSettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { TryCollector } from '../collectors/try-collector';
import { targetOf } from './target-draft';
import { KindFields, TargetFields } from './target-fields';
import { collectorToTry, type TargetStart, targetPlan } from './target-plan';

interface TargetFormProps {
  readonly start: TargetStart;
  readonly onClose: () => void;
}

export function TargetForm({ start, onClose }: TargetFormProps) {
  const { targets, actions } = useTexts();
  const settings = useApp((app) => app.settings);
  const plan = useMemo(() => targetPlan(start), [start]);
  const form = useSettingsForm(plan);
  const { draft } = form;
  const isEdit = start !== 'new' && 'edit' in start;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await form.save()) onClose();
  }

  return (
    <SidePanel title={useTitle(start)} onClose={onClose}>
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        {isEdit ? null : <KindFields form={form} />}
        <TargetFields form={form} />
        <TryCollector
          kind={draft.kind}
          from={draft}
          wanted={() =>
            form.check() ? collectorToTry(settings, draft, targetOf(draft.kind, draft)) : undefined
          }
        />
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <BusyButton type="submit" busy={form.saving} disabled={isEdit && !form.changed}>
            {isEdit ? actions.save : targets.add}
          </BusyButton>
        </div>
      </form>
    </SidePanel>
  );
}

function useTitle(start: TargetStart): string {
  const { targets } = useTexts();
  if (start === 'new') return targets.addTitle;
  return 'edit' in start ? targets.editTitle(start.edit.name) : targets.duplicateTitle(start.like.name);
}
