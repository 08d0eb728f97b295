import { translated } from '../../main/texts/sentences';
import { useLanguage, useTexts } from '../texts/texts';

/** A sentence of main's in the person's language; where that has no words for it, as the English that it is. */
export function Said({ text }: { readonly text: string }) {
  const { sentences } = useTexts();
  const language = useLanguage();
  const own = translated(text, sentences);
  if (own !== undefined || language === 'en') return own ?? text;
  return <span lang="en">{text}</span>;
}
