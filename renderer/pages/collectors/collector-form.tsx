import { Button } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { useSecrets } from '../../components/access/use-secrets';
import { BusyButton } from '../../components/busy-button';
import { Fold } from '../../components/fold';
import { FormFailure } from '../../components/form-failure';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useApp } from '../../state/session-context';
import { useSettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { FieldName } from './collector-fields';
import { CollectorInputs, foldedNames } from './collector-inputs';
import { type CollectorStart, collectorOf, collectorPlan, secretsOf, suggestedId } from './collector-plan';
import { TryCollector } from './try-collector';

interface CollectorFormProps {
  readonly start: CollectorStart;
  /** Of a new one: to choose another kind. */
  readonly onBack?: () => void;
  readonly onClose: () => void;
}

export function CollectorForm({ start, onBack, onClose }: CollectorFormProps) {
  const { collectors, access, labels, targets, actions } = useTexts();
  const settings = useApp((app) => app.settings);
  const plan = useMemo(
    () => collectorPlan(start, { usedTwice: labels.usedTwice, targetsAtFault: targets.linesAtFault }),
    [start, labels, targets],
  );
  const form = useSettingsForm(plan);
  const { draft } = form;
  const original = 'edit' in start ? start.edit : undefined;
  const secrets = useSecrets();
  const { id } = collectorOf(draft, settings, original);
  const placeholders: Partial<Record<FieldName, string>> = {
    id: suggestedId(draft.kind, settings, original),
    interval: settings.interval,
  };
  const inputs = { form, id, secrets, placeholders };
  const folded = foldedNames(draft);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (form.check() && (await secrets.store(secretsOf(draft, id))) && (await form.save())) onClose();
  }

  return (
    <SidePanel title={useTitle(start)} size={520} onClose={onClose}>
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        {secrets.failure && <FailureNotice failure={secrets.failure} title={access.secretFailed} />}
        <p className="muted">{collectors.kinds[draft.kind].text}</p>
        <CollectorInputs {...inputs} folded={false} />
        <Fold title={collectors.more} isNeeded={form.hasFault(folded)}>
          <CollectorInputs {...inputs} folded />
        </Fold>
        <TryCollector
          kind={draft.kind}
          from={[draft, secretsOf(draft, id).map(secrets.typedFor)]}
          wanted={async () => {
            const isReady = form.check() && (await secrets.store(secretsOf(draft, id)));
            return isReady ? collectorOf(draft, settings, original) : undefined;
          }}
        >
          {draft.kind === 'command' ? <p className="muted">{collectors.tryConsent}</p> : null}
        </TryCollector>
        <div className="form-actions">
          {onBack === undefined ? null : (
            <Button variant="default" className="form-back" onClick={onBack}>
              {collectors.otherKind}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <BusyButton
            type="submit"
            busy={form.saving}
            disabled={original !== undefined && !form.changed && !secrets.hasTyped}
          >
            {original === undefined ? collectors.add : actions.save}
          </BusyButton>
        </div>
      </form>
    </SidePanel>
  );
}

function useTitle(start: CollectorStart): string {
  const { collectors } = useTexts();
  if ('edit' in start) return collectors.editTitle(start.edit);
  if ('like' in start) return collectors.duplicateTitle(start.like);
  return collectors.addKindTitle(collectors.kinds[start.kind].name);
}
