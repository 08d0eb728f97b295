import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { Choice } from '../../components/choice';
import { collectorsOfKind, type ProbingKind, probingKinds } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { recordTypes, suggestedName, type TargetField } from './target-draft';
import type { TargetFormDraft } from './target-plan';

interface FieldsProps {
  readonly form: SettingsForm<TargetFormDraft>;
}

/** How and by which collector a new target is probed. */
export function KindFields({ form: { draft, change } }: FieldsProps) {
  const { targets } = useTexts();
  const settings = useApp((app) => app.settings);
  const collectors = collectorsOfKind(settings, draft.kind);
  const choose = (kind: ProbingKind) =>
    change({ kind, collector: collectorsOfKind(settings, kind)[0]?.id ?? '' });
  return (
    <>
      <Choice
        label={targets.kind}
        description={targets.kindHelp[draft.kind]}
        options={probingKinds.map((kind) => ({ value: kind, label: targets.kinds[kind] }))}
        value={draft.kind}
        onChange={choose}
      />
      {collectors.length > 1 ? (
        <NativeSelect
          label={targets.collector}
          data={collectors.map(({ id }) => id)}
          value={draft.collector}
          onChange={({ currentTarget: { value } }) => change({ collector: value })}
        />
      ) : null}
    </>
  );
}

/** What is probed, by the kind. */
export function TargetFields({ form }: FieldsProps) {
  const { targets } = useTexts();
  const { draft, change } = form;
  return (
    <>
      <PlaceFields form={form} />
      <TypedField form={form} name="name" placeholder={suggestedName(draft.kind, draft)} />
      <Switch
        label={targets.probeIt}
        checked={draft.enabled}
        onChange={({ currentTarget: { checked } }) => change({ enabled: checked })}
      />
    </>
  );
}

function PlaceFields({ form }: FieldsProps) {
  switch (form.draft.kind) {
    case 'ping':
      return <TypedField form={form} name="host" isFirst />;
    case 'tcp-connect':
      return (
        <>
          <TypedField form={form} name="host" isFirst />
          <TypedField form={form} name="port" isNumber />
        </>
      );
    case 'http':
      return <TypedField form={form} name="url" isFirst />;
    case 'dns':
      return <DnsFields form={form} />;
  }
}

function DnsFields({ form }: FieldsProps) {
  const { targets } = useTexts();
  const { draft, change } = form;
  return (
    <>
      <TypedField form={form} name="host" words="domain" isFirst />
      <NativeSelect
        label={targets.fields.type.label}
        className="field-short"
        data={[...recordTypes]}
        value={draft.type}
        onChange={({ currentTarget: { value } }) => change({ type: value })}
      />
      <TypedField form={form} name="expect" />
      <TypedField form={form} name="server" />
      {draft.server.trim() === '' ? null : <TypedField form={form} name="serverPort" isNumber />}
    </>
  );
}

interface TypedFieldProps extends FieldsProps {
  readonly name: Exclude<TargetField, 'enabled' | 'type'>;
  /** Whose label and help it has, where they are not its own. */
  readonly words?: 'domain';
  readonly placeholder?: string;
  readonly isFirst?: boolean;
  readonly isNumber?: boolean;
}

function TypedField({ form, name, words, placeholder = '', isFirst, isNumber }: TypedFieldProps) {
  const { targets } = useTexts();
  const { label, help } = targets.fields[words ?? name];
  return (
    <TextInput
      {...form.field(name, label)}
      description={help}
      placeholder={placeholder}
      value={form.draft[name]}
      onChange={({ currentTarget: { value } }) => form.change({ [name]: value })}
      className={isNumber ? 'field-short' : ''}
      inputMode={isNumber ? 'numeric' : 'text'}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}
