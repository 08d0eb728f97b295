import { en } from './en';
import { zhCn } from './zh-cn';

/** What a language's file must hold. */
export type Texts = typeof en;

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

const catalogues: Readonly<Record<Language, Texts>> = { en, 'zh-CN': zhCn };

export function textsIn(language: Language): Texts {
  return catalogues[language];
}

/** The first of these that there is a file for, `zh-Hans-CN` and `zh` being Chinese too; English when there is none. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
