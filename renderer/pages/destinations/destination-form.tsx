import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { type FormEvent, useMemo, useState } from 'react';
import type { Failure } from '../../../main/outcome';
import { FormFailure } from '../../components/form-failure';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useApp, useClient } from '../../state/session-context';
import { useSettingsForm } from '../../state/settings-form';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { AuthFields } from './auth-fields';
import { DeliveryFields, GroupFields, PlaceFields } from './destination-fields';
import { destinationOf, destinationPlan, suggestedSecret } from './destination-plan';
import { TestResult } from './test-destination';

interface DestinationFormProps {
  /** The id of the one to edit; absent: a new one is added. */
  readonly original?: string;
  readonly onClose: () => void;
}

export function DestinationForm({ original, onClose }: DestinationFormProps) {
  const { destinations, labels, actions } = useTexts();
  const client = useClient();
  const settings = useApp((app) => app.settings);
  const plan = useMemo(() => destinationPlan(labels.usedTwice, original), [labels, original]);
  const form = useSettingsForm(plan);
  const test = useCall('destination.test');
  const [secretValue, setSecretValue] = useState('');
  const [secretFailure, setSecretFailure] = useState<Failure | undefined>();
  const destination = destinationOf(form.draft, settings, original);
  const secretName = form.draft.secret.trim() || suggestedSecret(destination.id);

  /** The value goes to main alone, before whatever needs it; true when there is none or it was stored. */
  async function storeSecret(): Promise<boolean> {
    if (form.draft.auth === 'none' || secretValue === '') return true;
    const stored = await client.call('secrets.set', { name: secretName, value: secretValue });
    setSecretFailure(stored.ok ? undefined : stored.error);
    return stored.ok;
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (form.check() && (await storeSecret()) && (await form.save())) onClose();
  }

  async function runTest(): Promise<void> {
    if (form.check() && (await storeSecret())) await test.run({ destination });
  }

  const unchanged = original !== undefined && !form.changed && secretValue === '';
  return (
    <SidePanel
      title={original === undefined ? destinations.addTitle : destinations.editTitle(original)}
      size={520}
      onClose={onClose}
    >
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        {secretFailure && <FailureNotice failure={secretFailure} title={destinations.secretFailed} />}
        <PlaceFields form={form} idPlaceholder={destination.id} />
        <GroupFields form={form} />
        <DeliveryFields form={form} />
        <AuthFields form={form} secretName={secretName} value={secretValue} onValue={setSecretValue} />
        <div className="test">
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={15} />}
            loading={test.busy}
            onClick={() => void runTest()}
          >
            {destinations.test}
          </Button>
          <p className="muted">{destinations.testHelp}</p>
          <TestResult test={test} />
        </div>
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button type="submit" loading={form.saving} disabled={unchanged}>
            {original === undefined ? destinations.add : actions.save}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
