import { TextInput } from '@mantine/core';
import type { Field } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { TlsDraft } from './access-draft';

interface TlsFieldsProps {
  readonly value: TlsDraft;
  readonly onChange: (value: TlsDraft) => void;
  /** The form's field at a path below `tls`. */
  readonly field: (path: string, label: string) => Field;
  /** What is wrong with the three together. */
  readonly fault: string | undefined;
}

/** Files for https: whom to trust, and what to show. */
export function TlsFields({ value, onChange, field, fault }: TlsFieldsProps) {
  const texts = useTexts();
  const { access } = texts;
  const whole = fault === undefined ? undefined : texts.fault(access.tls, fault);
  return (['caFile', 'certFile', 'keyFile'] as const).map((name) => {
    const { error, ...own } = field(`tls.${name}`, access[name]);
    return (
      <TextInput
        key={name}
        {...own}
        error={error ?? (name === 'keyFile' ? whole : undefined)}
        description={name === 'caFile' ? access.caFileHelp : access.fileHelp}
        value={value[name]}
        onChange={({ currentTarget }) => onChange({ ...value, [name]: currentTarget.value })}
      />
    );
  });
}
