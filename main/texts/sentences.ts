/**
 * What main says in English, with `{}` for what varies, and the same in another language with those in that order, the last of which it
 * may leave out. Logs and answers over HTTP stay English; only window and tray translate.
 */
export type Sentences = Readonly<Record<string, string>>;

interface Template {
  readonly pattern: RegExp;
  readonly words: readonly string[];
  /** Letters that do not vary: of two templates that fit, the one with more of them is meant. */
  readonly letters: number;
}

const compiled = new WeakMap<Sentences, readonly Template[]>();

/** A sentence of main's in the language of these templates, or several of them; undefined where one of them has no template. */
export function translated(text: string, sentences: Sentences): string | undefined {
  // Each by itself first: what varies in one would else take the next for its own.
  const parts = text.split(/(?<=[.!?]) (?=[A-Z"])/);
  const said = parts.map((part) => oneTranslated(part, sentences));
  if (said.every((part) => part !== undefined)) return said.join('');
  return oneTranslated(text, sentences);
}

function oneTranslated(text: string, sentences: Sentences): string | undefined {
  for (const { pattern, words } of templatesOf(sentences)) {
    const found = pattern.exec(text);
    if (!found) continue;
    const values = found.slice(1).map((value) => translated(value, sentences) ?? value);
    return words.reduce((said, word, index) => `${said}${values[index - 1] ?? ''}${word}`);
  }
  return undefined;
}

function templatesOf(sentences: Sentences): readonly Template[] {
  const known = compiled.get(sentences);
  if (known) return known;
  const templates = Object.entries(sentences)
    .map(([english, own]) => templateOf(english, own))
    .sort((a, b) => b.letters - a.letters);
  compiled.set(sentences, templates);
  return templates;
}

function templateOf(english: string, own: string): Template {
  const literals = english.split('{}');
  const pattern = literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)');
  return {
    pattern: new RegExp(`^${pattern}$`, 's'),
    words: own.split('{}'),
    letters: literals.join('').length,
  };
}
