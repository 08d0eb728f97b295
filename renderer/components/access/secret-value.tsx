import { PasswordInput } from '@mantine/core';
import { useTexts } from '../../texts/texts';
import { FailureNotice } from '../notice';
import type { Secrets } from './use-secrets';
import type { StoredSecrets } from './use-stored-secrets';

interface SecretValueProps {
  readonly label: string;
  /** The secret's. */
  readonly name: string;
  readonly secrets: Secrets;
}

/** What a secret is to hold; left empty it stays as it is. */
export function SecretValue({ label, name, secrets }: SecretValueProps) {
  const { access } = useTexts();
  const { names } = secrets.stored;
  const words = names === undefined ? '' : names.includes(name) ? access.secretStored : access.secretMissing;
  return (
    <>
      <PasswordInput
        label={label}
        description={words}
        value={secrets.typedFor(name)}
        onChange={({ currentTarget }) => secrets.type(name, currentTarget.value)}
        autoComplete="new-password"
        visibilityToggleFocusable
        visibilityToggleButtonProps={{ 'aria-label': access.showSecret }}
      />
      <SecretsUnread stored={secrets.stored} />
    </>
  );
}

/** Why nobody can say which secrets are stored; nothing when that is known. */
export function SecretsUnread({ stored: { failure, again } }: { readonly stored: StoredSecrets }) {
  const { access } = useTexts();
  if (failure === undefined) return null;
  return <FailureNotice failure={failure} title={access.secretsUnread} again={again} />;
}
