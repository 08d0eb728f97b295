import { Switch, Textarea, TextInput } from '@mantine/core';
import { TlsFields } from '../../components/access/tls-fields';
import type { Secrets } from '../../components/access/use-secrets';
import { Choice } from '../../components/choice';
import { LabelsEditor } from '../../components/labels-editor';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { addressesIn, type DestinationDraft } from './destination-plan';
import { HeadersEditor } from './headers-editor';

interface FieldsProps {
  readonly form: SettingsForm<DestinationDraft>;
}

export function KindField({ form: { draft, change } }: FieldsProps) {
  const { destinations } = useTexts();
  return (
    <Choice
      label={destinations.kind}
      description={destinations.kindHelp[draft.kind]}
      options={[
        { value: 'pushgateway', label: destinations.kinds.pushgateway },
        { value: 'remote-write', label: destinations.kinds['remote-write'] },
      ]}
      value={draft.kind}
      onChange={(kind) => change({ kind })}
    />
  );
}

export function PlaceFields({ form, idPlaceholder }: FieldsProps & { idPlaceholder: string }) {
  const { destinations } = useTexts();
  const { draft, change } = form;
  return (
    <>
      {draft.kind === 'pushgateway' ? <GatewayFields form={form} /> : <WriteAddress form={form} />}
      <TypedField form={form} name="id" placeholder={idPlaceholder} help={destinations.idHelp} />
      <Switch
        label={destinations.pushHere}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

function GatewayFields({ form }: FieldsProps) {
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

function WriteAddress({ form }: FieldsProps) {
  const { destinations } = useTexts();
  const { draft, change, field } = form;
  return (
    <TextInput
      {...field('url', destinations.writeAddress)}
      description={destinations.writeAddressHelp}
      value={draft.url}
      onChange={({ currentTarget: { value } }) => change({ url: value })}
      inputMode="url"
      data-autofocus
    />
  );
}

export function GroupFields({ form }: FieldsProps) {
  const { destinations } = useTexts();
  const { draft, change, fault, touch } = form;
  const isGroup = draft.kind === 'pushgateway';
  return (
    <fieldset className="field-group">
      <legend>{isGroup ? destinations.group.what : destinations.group.labels}</legend>
      <TypedField form={form} name="job" help={destinations.jobHelp} />
      <LabelsEditor
        label={destinations.labels}
        description={isGroup ? destinations.labelsHelp : destinations.writeLabelsHelp}
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
  const { draft, change } = form;
  const isGroup = draft.kind === 'pushgateway';
  const { farewellWords } = destinations;
  const farewells = [
    { value: 'end' as const, label: isGroup ? farewellWords.delete : farewellWords.stale },
    { value: 'keep' as const, label: farewellWords.keep },
  ];
  return (
    <fieldset className="field-group">
      <legend>{destinations.group.how}</legend>
      {isGroup ? (
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
      ) : null}
      <Choice
        label={destinations.onQuit}
        description={isGroup ? destinations.onQuitHelp : destinations.onQuitWriteHelp}
        options={farewells}
        value={draft.onQuit}
        onChange={(onQuit) => change({ onQuit })}
      />
      <Choice
        label={destinations.onRemove}
        description={destinations.onRemoveHelp}
        options={farewells}
        value={draft.onRemove}
        onChange={(onRemove) => change({ onRemove })}
      />
      <Switch
        label={destinations.forward}
        description={destinations.forwardHelp}
        checked={draft.forward}
        onChange={({ currentTarget: { checked } }) => change({ forward: checked })}
      />
      <TypedField form={form} name="prometheusUrl" help={destinations.prometheusUrlHelp} />
    </fieldset>
  );
}

/** Paths of what `MoreFields` shows. */
export const moreFields = ['timeout', 'maxAge', 'maxBacklogMegabytes', 'headers', 'tls'] as const;

/** What few destinations need. */
export function MoreFields({ form, secrets }: FieldsProps & { secrets: Secrets }) {
  const { destinations } = useTexts();
  const { draft, change, field, fault } = form;
  return (
    <>
      <TypedField form={form} name="timeout" help={destinations.timeoutHelp} isShort />
      {draft.kind === 'pushgateway' ? (
        <Switch
          label={destinations.gzip}
          checked={draft.gzip}
          onChange={({ currentTarget: { checked } }) => change({ gzip: checked })}
        />
      ) : (
        <>
          <TypedField form={form} name="maxAge" help={destinations.maxAgeHelp} isShort />
          <TypedField form={form} name="maxBacklogMegabytes" help={destinations.maxBacklogHelp} isShort />
        </>
      )}
      <HeadersEditor form={form} secrets={secrets} />
      <TlsFields value={draft.tls} onChange={(tls) => change({ tls })} field={field} fault={fault('tls')} />
      <p className="muted">{destinations.proxy}</p>
    </>
  );
}

interface TypedFieldProps extends FieldsProps {
  readonly name: 'id' | 'job' | 'timeout' | 'maxAge' | 'maxBacklogMegabytes' | 'prometheusUrl';
  readonly help: string;
  readonly placeholder?: string;
  readonly isShort?: boolean;
}

function TypedField({ form, name, help, placeholder = '', isShort }: TypedFieldProps) {
  const { destinations } = useTexts();
  const label = name === 'maxBacklogMegabytes' ? destinations.maxBacklog : destinations[name];
  return (
    <TextInput
      {...form.field(name, label)}
      description={help}
      placeholder={placeholder}
      value={form.draft[name]}
      onChange={({ currentTarget: { value } }) => form.change({ [name]: value })}
      className={isShort ? 'field-short' : ''}
    />
  );
}
