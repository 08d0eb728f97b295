import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en } from '../../main/texts/en';
import { type Format, makeFormat } from '../../main/texts/format';
import type { Texts } from '../../main/texts/texts';

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
