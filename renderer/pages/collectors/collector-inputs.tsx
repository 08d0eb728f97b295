import { Switch, TextInput } from '@mantine/core';
import type { AuthDraft, TlsDraft } from '../../components/access/access-draft';
import { AuthFields } from '../../components/access/auth-fields';
import { TlsFields } from '../../components/access/tls-fields';
import type { Secrets } from '../../components/access/use-secrets';
import { Choice } from '../../components/choice';
import { LabelsEditor } from '../../components/labels-editor';
import type { LabelRow } from '../../state/label-rows';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { type FieldName, fieldsOf, type NamedField } from './collector-fields';
import type { CollectorDraft, CommandValue, FieldValue, TargetsValue } from './collector-plan';
import { CommandField } from './command-field';
import { TargetsField } from './targets-field';

interface InputsProps {
  readonly form: SettingsForm<CollectorDraft>;
  /** That the collector has, or is to have. */
  readonly id: string;
  readonly secrets: Secrets;
  /** What is taken when the field is left empty. */
  readonly placeholders: Readonly<Partial<Record<FieldName, string>>>;
}

/** The fields of the draft's kind: those in sight, or those that are folded away. */
export function CollectorInputs({ folded, ...props }: InputsProps & { folded: boolean }) {
  const fields = shownFields(props.form.draft).filter(({ spec }) => (spec.folded ?? false) === folded);
  return fields.map((field) => <CollectorInput key={field.name} field={field} {...props} />);
}

export function foldedNames(draft: CollectorDraft): readonly FieldName[] {
  return shownFields(draft)
    .filter(({ spec }) => spec.folded)
    .map(({ name }) => name);
}

/** What says how a metric is exposed has no place without a metric, and a burst none in continuous mode. */
function shownFields({ kind, values }: CollectorDraft): readonly NamedField[] {
  const hidden: readonly FieldName[] =
    kind === 'command' && values.metric === ''
      ? ['type', 'help']
      : values.mode === 'continuous'
        ? ['count']
        : [];
  return fieldsOf(kind).filter(({ name }) => !hidden.includes(name));
}

type InputProps = InputsProps & { readonly field: NamedField };

function CollectorInput(props: InputProps) {
  const { form, field, id, secrets } = props;
  const { name, spec } = field;
  const value = form.draft.values[name];
  const set = setter(props);
  switch (spec.as) {
    case 'command':
      return <CommandField form={form} value={value as CommandValue} onChange={set} />;
    case 'targets':
      return <TargetsField form={form} value={value as TargetsValue} onChange={set} />;
    case 'auth':
      return (
        <AuthFields value={value as AuthDraft} onChange={set} field={form.field} id={id} secrets={secrets} />
      );
    case 'tls':
      return (
        <TlsFields value={value as TlsDraft} onChange={set} field={form.field} fault={form.fault('tls')} />
      );
    default:
      return <PlainInput {...props} />;
  }
}

function setter({ form: { draft, change }, field: { name } }: InputProps): (value: FieldValue) => void {
  return (value) => change({ values: { ...draft.values, [name]: value } });
}

/** All but those whose fields bring their own words. */
type WordedName = Exclude<FieldName, 'auth' | 'tls'>;

/** One that the catalogue has a label and a help for. */
function PlainInput(props: InputProps) {
  const { form, field } = props;
  const { collectors } = useTexts();
  const { name, spec } = field;
  const value = form.draft.values[name];
  const set = setter(props);
  const words = collectors.fields[name as WordedName];
  switch (spec.as) {
    case 'switch':
      return (
        <Switch
          label={words.label}
          description={words.help}
          checked={value === true}
          onChange={({ currentTarget: { checked } }) => set(checked)}
        />
      );
    case 'choice':
      return (
        <Choice
          label={words.label}
          description={words.help}
          options={spec.choices.map((choice) => ({
            value: String(choice),
            label: collectors.choices[String(choice)] ?? String(choice),
          }))}
          value={value === '' ? String(spec.choices[0]) : String(value)}
          onChange={set}
        />
      );
    case 'labels':
      return (
        <LabelsEditor
          label={words.label}
          description={words.help}
          path={name}
          {...(name === 'env' ? { words: collectors.variables } : {})}
          rows={value as readonly LabelRow[]}
          onChange={set}
          fault={form.fault}
          onLeave={form.touch}
        />
      );
    default:
      return <TypedField {...props} />;
  }
}

/** One that is typed: a text, a number, a duration. */
function TypedField(props: InputProps) {
  const { collectors } = useTexts();
  const { form, placeholders } = props;
  const { name, spec } = props.field;
  const words = collectors.fields[name as WordedName];
  const set = setter(props);
  return (
    <TextInput
      {...form.field(name, words.label)}
      description={words.help}
      placeholder={placeholders[name] ?? ''}
      value={String(form.draft.values[name])}
      onChange={({ currentTarget: { value } }) => set(value)}
      className={spec.as === 'text' ? '' : 'field-short'}
      inputMode={spec.as === 'number' ? 'numeric' : 'text'}
    />
  );
}
