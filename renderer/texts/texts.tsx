import { createContext, type ReactNode, useCallback, useContext, useEffect } from 'react';
import { type Format, makeFormat } from '../../main/texts/format';
import { translated } from '../../main/texts/sentences';
import { type Language, type Texts, textsIn } from '../../main/texts/texts';

const LanguageContext = createContext<Language>('en');

/** Everything below is written in this language, and the document says so to those who read it out. */
export function TextsProvider({ language, children }: { language: Language; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useTexts(): Texts {
  return textsIn(useLanguage());
}

/** For what main says in English: the same in the person's language, as it is where that has no words for it. */
export function useSentence(): (sentence: string) => string {
  const { sentences } = useTexts();
  return useCallback((sentence) => translated(sentence, sentences) ?? sentence, [sentences]);
}

export function useFormat(): Format {
  return formatIn(useLanguage());
}

const formats = new Map<string, Format>();

/** One for each language and time zone, to which a window that stays open may travel: what makes numbers and times is slow to make. */
function formatIn(language: Language): Format {
  const { locale, time } = textsIn(language);
  const place = `${language} ${new Date().getTimezoneOffset()}`;
  const format = formats.get(place) ?? makeFormat({ locale, ...time });
  formats.set(place, format);
  return format;
}
