import type { Settings } from '../settings/schema/settings';
import { type Format, makeFormat } from '../texts/format';
import { type Language, languageFor, type Texts, textsIn } from '../texts/texts';

/** What tray, boxes and notifications say, and how they write numbers. */
export interface Speech {
  readonly language: Language;
  readonly texts: Texts;
  readonly format: Format;
}

const made = new Map<Language, Speech>();

/** The language that settings name, else one that the desktop is set to; the same object each time. */
export function speechFor(chosen: Settings['language'], desktop: readonly string[]): Speech {
  const language = chosen === 'auto' ? languageFor(desktop) : chosen;
  const speech = made.get(language) ?? speechIn(language);
  made.set(language, speech);
  return speech;
}

function speechIn(language: Language): Speech {
  const texts = textsIn(language);
  return { language, texts, format: makeFormat({ locale: texts.locale, ...texts.time }) };
}
