import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type Format, makeFormat } from '../../main/texts/format';
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

export function useFormat(): Format {
  const { locale, time } = useTexts();
  return useMemo(() => makeFormat({ locale, ...time }), [locale, time]);
}
