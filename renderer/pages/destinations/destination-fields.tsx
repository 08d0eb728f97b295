import { Switch, Textarea, TextInput } from '@mantine/core';
import { Choice } from '../../components/choice';
import { LabelsEditor } from '../../components/labels-editor';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { addressesIn, type DestinationDraft } from './destination-plan';

interface FieldsProps {
  readonly form: SettingsForm<DestinationDraft>;
}

export function PlaceFields({ form, idPlaceholder }: FieldsProps & { idPlaceholder: string }) {
  const { destinations } = useTexts();
  const { draft, change, field } = form;
  return (
    <>
      <AddressFields form={form} />
      <TextInput
        {...field('id', destinations.id)}
        description={destinations.idHelp}
        placeholder={idPlaceholder}
        value={draft.id}
        onChange={({ currentTarget: { value } }) => change({ id: value })}
        autoComplete="off"
        spellCheck={false}
      />
      <Switch
        label={destinations.pushHere}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

function AddressFields({ form }: FieldsProps) {
  const { destinations, fault } = useTexts();
  const { draft, change, touch } = form;
  const addresses = addressesIn(draft.urls);
  const paths = addresses.map((_, index) => `urls.${index}`);
  const message = paths.map((path) => form.fault(path)).find((found) => found !== undefined);
  return (
    <>
      <Textarea
        label={destinations.address}
        description={destinations.addressHelp}
        error={message === undefined ? undefined : fault(destinations.address, message)}
        value={draft.urls}
        onChange={({ currentTarget: { value } }) => change({ urls: value })}
        onBlur={() => paths.forEach(touch)}
        autosize
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {addresses.length < 2 ? null : (
        <Choice
          label={destinations.mode}
          description={destinations.modeHelp}
          options={[
            { value: 'all', label: destinations.modeAll },
            { value: 'failover', label: destinations.modeFailover },
          ]}
          value={draft.mode}
          onChange={(mode) => change({ mode })}
        />
      )}
    </>
  );
}

export function GroupFields({ form }: FieldsProps) {
  const { destinations } = useTexts();
  const { draft, change, field, fault, touch } = form;
  return (
    <fieldset className="field-group">
      <legend>{destinations.group.what}</legend>
      <TextInput
        {...field('job', destinations.job)}
        description={destinations.jobHelp}
        value={draft.job}
        onChange={({ currentTarget: { value } }) => change({ job: value })}
        autoComplete="off"
      />
      <LabelsEditor
        label={destinations.labels}
        description={destinations.labelsHelp}
        rows={draft.labels}
        onChange={(labels) => change({ labels })}
        fault={fault}
        onLeave={touch}
      />
    </fieldset>
  );
}

export function DeliveryFields({ form }: FieldsProps) {
  const { destinations } = useTexts();
  const { draft, change, field } = form;
  return (
    <fieldset className="field-group">
      <legend>{destinations.group.how}</legend>
      <Choice
        label={destinations.method}
        description={destinations.methodHelp}
        options={[
          { value: 'PUT', label: 'PUT' },
          { value: 'POST', label: 'POST' },
        ]}
        value={draft.method}
        onChange={(method) => change({ method })}
      />
      <Choice
        label={destinations.onQuit}
        description={destinations.onQuitHelp}
        options={[
          { value: 'delete', label: destinations.onQuitWords.delete },
          { value: 'keep', label: destinations.onQuitWords.keep },
        ]}
        value={draft.onQuit}
        onChange={(onQuit) => change({ onQuit })}
      />
      <TextInput
        {...field('timeout', destinations.timeout)}
        description={destinations.timeoutHelp}
        value={draft.timeout}
        onChange={({ currentTarget: { value } }) => change({ timeout: value })}
        autoComplete="off"
        className="field-short"
      />
      <Switch
        label={destinations.gzip}
        checked={draft.gzip}
        onChange={({ currentTarget: { checked } }) => change({ gzip: checked })}
      />
    </fieldset>
  );
}
