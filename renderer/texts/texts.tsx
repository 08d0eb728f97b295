import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Format, makeFormat } from '../format/format';
import { en } from './en';

/** What a language's file must hold. */
export type Texts = typeof en;

const TextsContext = createContext<Texts>(en);

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}

export function useTexts(): Texts {
  return useContext(TextsContext);
}

export function useFormat(): Format {
  const { locale, time } = useTexts();
  return useMemo(() => makeFormat({ locale, ...time }), [locale, time]);
}
