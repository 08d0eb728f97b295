/** From lines of the text exposition format to what is drawn alike. Pure; a line that breaks the rules is drawn as far as it goes. */

export type TokenKind = 'comment' | 'name' | 'label' | 'text' | 'number' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index into the line. */
  readonly at: number;
}

const sample = /^(\s*)([a-zA-Z_:][\w:]*)(\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?(\s+\S+)?(.*)$/s;
const labelParts = /("(?:[^"\\]|\\.)*"|[a-zA-Z_]\w*(?==))/;

/** The tokens of one line, with its newline if it has one: together they are the line again. */
export function tokensOf(line: string): readonly Token[] {
  if (/^\s*#/.test(line)) return placed([['comment', line]]);
  const parts = sample.exec(line);
  if (parts === null) return placed([['plain', line]]);
  const [, blanks = '', name = '', labels = '', value = '', rest = ''] = parts;
  return placed([
    ['plain', blanks],
    ['name', name],
    ...labelTokens(labels),
    ['number', value],
    ['plain', rest],
  ]);
}

function labelTokens(labels: string): (readonly [TokenKind, string])[] {
  return labels.split(labelParts).map((text, index) => {
    if (index % 2 === 0) return ['plain', text];
    return [text.startsWith('"') ? 'text' : 'label', text];
  });
}

function placed(parts: readonly (readonly [TokenKind, string])[]): readonly Token[] {
  let at = 0;
  return parts.flatMap(([kind, text]) => {
    const token = { kind, text, at };
    at += text.length;
    return text === '' ? [] : [token];
  });
}
