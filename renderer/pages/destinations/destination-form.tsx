import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { type FormEvent, useMemo } from 'react';
import { AuthFields } from '../../components/access/auth-fields';
import { type Secrets, useSecrets } from '../../components/access/use-secrets';
import { BusyButton } from '../../components/busy-button';
import { Fold } from '../../components/fold';
import { FormFailure } from '../../components/form-failure';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useApp } from '../../state/session-context';
import { type SettingsForm, useSettingsForm } from '../../state/settings-form';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import {
  DeliveryFields,
  GroupFields,
  KindField,
  MoreFields,
  moreFields,
  PlaceFields,
} from './destination-fields';
import {
  type DestinationDraft,
  type DestinationStart,
  destinationOf,
  destinationPlan,
  originalOf,
  secretsOf,
} from './destination-plan';
import { PreviewResult } from './preview-result';
import { useReplacedQuestion } from './replaced-question';
import { TestResult } from './test-destination';
import './destinations.css';

interface DestinationFormProps {
  readonly start: DestinationStart;
  readonly onClose: () => void;
}

export function DestinationForm({ start, onClose }: DestinationFormProps) {
  const { destinations, access, labels, actions } = useTexts();
  const settings = useApp((app) => app.settings);
  const plan = useMemo(() => destinationPlan(labels.usedTwice, start), [labels, start]);
  const form = useSettingsForm(plan);
  const secrets = useSecrets();
  const original = originalOf(start);
  const destination = destinationOf(form.draft, settings, original);
  const { id } = destination;
  const replaced = useReplacedQuestion();

  /** Secrets go to main before whatever needs them. */
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!form.check() || !(await secrets.store(secretsOf(form.draft, id)))) return;
    if ((await replaced.agreed(destination)) && (await form.save())) onClose();
  }

  const unchanged = original !== undefined && !form.changed && !secrets.hasTyped;
  return (
    <SidePanel title={useTitle(start)} size={520} onClose={onClose}>
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        {secrets.failure && <FailureNotice failure={secrets.failure} title={access.secretFailed} />}
        {original === undefined ? <KindField form={form} /> : null}
        <PlaceFields form={form} idPlaceholder={id} />
        <GroupFields form={form} />
        <DeliveryFields form={form} />
        <AuthFields
          value={form.draft.auth}
          onChange={(auth) => form.change({ auth })}
          field={form.field}
          id={id}
          secrets={secrets}
        />
        <Fold title={destinations.group.more} isNeeded={form.hasFault(moreFields)}>
          <MoreFields form={form} secrets={secrets} />
        </Fold>
        <Trials form={form} secrets={secrets} original={original} />
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <BusyButton type="submit" busy={form.saving || replaced.busy} disabled={unchanged}>
            {original === undefined ? destinations.add : actions.save}
          </BusyButton>
        </div>
      </form>
      {replaced.question}
    </SidePanel>
  );
}

interface TrialsProps {
  readonly form: SettingsForm<DestinationDraft>;
  readonly secrets: Secrets;
  readonly original: string | undefined;
}

/** What can be tried before it is saved. */
function Trials({ form, secrets, original }: TrialsProps) {
  const { destinations } = useTexts();
  const settings = useApp((app) => app.settings);
  const destination = destinationOf(form.draft, settings, original);
  const secretNames = secretsOf(form.draft, destination.id);
  const test = useCall('destination.test', [form.draft, secretNames.map(secrets.typedFor)]);
  const preview = useCall('destination.preview', form.draft);

  async function runTest(): Promise<void> {
    const isReady = form.check() && (await secrets.store(secretNames));
    if (!isReady) return test.clear();
    await test.run({ destination });
  }

  return (
    <div className="test">
      <BusyButton
        variant="default"
        leftSection={<IconPlugConnected size={15} />}
        busy={test.busy}
        onClick={() => void runTest()}
      >
        {destinations.test}
      </BusyButton>
      <p className="muted">{destinations.testHelp[destination.kind]}</p>
      <TestResult test={test} />
      <BusyButton
        variant="default"
        busy={preview.busy}
        onClick={() => {
          if (form.check()) void preview.run({ destination });
        }}
      >
        {destinations.preview}
      </BusyButton>
      <p className="muted">{destinations.previewHelp}</p>
      <PreviewResult preview={preview} />
    </div>
  );
}

function useTitle(start: DestinationStart): string {
  const { destinations } = useTexts();
  if ('edit' in start) return destinations.editTitle(start.edit);
  return 'like' in start ? destinations.duplicateTitle(start.like) : destinations.addTitle;
}
