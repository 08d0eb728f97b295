import { TextInput } from '@mantine/core';
import type { Field } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { Choice } from '../choice';
import { type AuthDraft, noAuth, secretNameOf } from './access-draft';
import { SecretValue } from './secret-value';
import type { Secrets } from './use-secrets';

interface AuthFieldsProps {
  readonly value: AuthDraft;
  readonly onChange: (value: AuthDraft) => void;
  /** The form's field at a path below `auth`. */
  readonly field: (path: string, label: string) => Field;
  /** Names what is signed in from, also when it is only suggested. */
  readonly id: string;
  readonly secrets: Secrets;
}

/** How a server is signed in to; passwords and tokens are never part of the form. */
export function AuthFields(props: AuthFieldsProps) {
  const { access } = useTexts();
  const { value, onChange } = props;
  return (
    <fieldset className="field-group">
      <legend>{access.title}</legend>
      <Choice
        label={access.authKind}
        options={[
          { value: 'none', label: access.authNone },
          { value: 'basic', label: access.authBasic },
          { value: 'bearer', label: access.authBearer },
        ]}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      {value.kind === 'none' ? null : <SecretFields {...props} />}
    </fieldset>
  );
}

function SecretFields({ value, onChange, field, id, secrets }: AuthFieldsProps) {
  const { access } = useTexts();
  const isBasic = value.kind === 'basic';
  return (
    <>
      {isBasic ? (
        <TextInput
          {...field('auth.basic.username', access.username)}
          value={value.username}
          onChange={({ currentTarget }) => onChange({ ...value, username: currentTarget.value })}
        />
      ) : null}
      <TextInput
        {...field(isBasic ? 'auth.basic.password.secret' : 'auth.bearer.secret', access.secret)}
        description={access.secretHelp}
        placeholder={secretNameOf(noAuth, id)}
        value={value.secret}
        onChange={({ currentTarget }) => onChange({ ...value, secret: currentTarget.value })}
      />
      <SecretValue
        label={isBasic ? access.password : access.token}
        name={secretNameOf(value, id)}
        secrets={secrets}
      />
    </>
  );
}
