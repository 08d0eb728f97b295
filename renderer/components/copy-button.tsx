import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../texts/texts';

interface CopyButtonProps {
  readonly text: string;
  /** Names it for those who do not see what it stands beside. */
  readonly label: string;
  /** What stands on it when it stands beside nothing that says what is copied. */
  readonly word?: string;
}

export function CopyButton({ text, label, word: ownWord }: CopyButtonProps) {
  const { actions } = useTexts();
  const [result, setResult] = useState<'copied' | 'failed' | undefined>();
  useEffect(() => {
    if (result === undefined) return;
    const timer = setTimeout(() => setResult(undefined), 2000);
    return () => clearTimeout(timer);
  }, [result]);
  const word = { copied: actions.copied, failed: actions.copyFailed }[result ?? 'failed'];
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={result === undefined ? label : word}
      leftSection={result === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copyText(text).then((done) => setResult(done ? 'copied' : 'failed'))}
    >
      <span aria-live="polite">{result === undefined ? (ownWord ?? actions.copy) : word}</span>
    </Button>
  );
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Without the clipboard permission, which the desktop window denies to everything: needs only the click. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  const focused = document.activeElement;
  (focused?.parentElement ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
