import { PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Choice } from '../../components/choice';
import { useClient } from '../../state/session-context';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { DestinationDraft } from './destination-plan';

interface AuthFieldsProps {
  readonly form: SettingsForm<DestinationDraft>;
  readonly secretName: string;
  /** What the secret is to hold; it goes out and never comes back. */
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function AuthFields({ form, secretName, value, onValue }: AuthFieldsProps) {
  const { destinations } = useTexts();
  const { draft, change } = form;
  return (
    <fieldset className="field-group">
      <legend>{destinations.group.auth}</legend>
      <Choice
        label={destinations.authKind}
        options={[
          { value: 'none', label: destinations.authNone },
          { value: 'basic', label: destinations.authBasic },
          { value: 'bearer', label: destinations.authBearer },
        ]}
        value={draft.auth}
        onChange={(auth) => change({ auth })}
      />
      {draft.auth === 'none' ? null : (
        <SecretFields form={form} secretName={secretName} value={value} onValue={onValue} />
      )}
    </fieldset>
  );
}

function SecretFields({ form, secretName, value, onValue }: AuthFieldsProps) {
  const { destinations } = useTexts();
  const { draft, change, field } = form;
  const stored = useStoredSecrets();
  const isBasic = draft.auth === 'basic';
  return (
    <>
      {isBasic ? (
        <TextInput
          {...field('auth.basic.username', destinations.username)}
          value={draft.username}
          onChange={({ currentTarget }) => change({ username: currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      <TextInput
        {...field(isBasic ? 'auth.basic.password.secret' : 'auth.bearer.secret', destinations.secret)}
        description={destinations.secretHelp}
        placeholder={secretName}
        value={draft.secret}
        onChange={({ currentTarget }) => change({ secret: currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordInput
        label={isBasic ? destinations.password : destinations.token}
        description={stored.includes(secretName) ? destinations.secretStored : destinations.secretMissing}
        value={value}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': destinations.showSecret }}
      />
    </>
  );
}

function useStoredSecrets(): readonly string[] {
  const client = useClient();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    void client.call('secrets.list', {}).then((listed) => setNames(listed.ok ? listed.value.names : []));
  }, [client]);
  return names;
}
