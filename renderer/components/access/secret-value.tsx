import { PasswordInput } from '@mantine/core';
import { useTexts } from '../../texts/texts';
import type { Secrets } from './use-secrets';

interface SecretValueProps {
  readonly label: string;
  /** The secret's. */
  readonly name: string;
  readonly secrets: Secrets;
}

/** What a secret is to hold; left empty it stays as it is. */
export function SecretValue({ label, name, secrets }: SecretValueProps) {
  const { access } = useTexts();
  return (
    <PasswordInput
      label={label}
      description={secrets.isStored(name) ? access.secretStored : access.secretMissing}
      value={secrets.typedFor(name)}
      onChange={({ currentTarget }) => secrets.type(name, currentTarget.value)}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': access.showSecret }}
    />
  );
}
