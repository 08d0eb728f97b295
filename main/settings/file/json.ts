import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Failure, type Fault, failure, type Outcome, success } from '../../outcome';

export interface Json {
  readonly value: unknown;
  /** The same, knowing where each value stands. */
  readonly tree: Node;
}

/** Strict JSON. Of what is wrong with it the first fault alone, as those after it mostly follow from that. */
export function parseJson(text: string): Outcome<Json, 'invalid_json'> {
  try {
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    const [first] = errors;
    if (tree && !first) return success({ value: getNodeValue(tree), tree });
    return notJson(text, first && text.trim() !== '' ? syntaxFault(text, first) : nothing);
  } catch {
    // The parser calls itself for each level, and the stack has an end.
    return notJson(text, { offset: 0, message: 'is nested too deeply' });
  }
}

interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

function notJson(
  text: string,
  { offset, message }: SyntaxFault,
): { ok: false; error: Failure<'invalid_json'> } {
  const faults: readonly Fault[] = [{ ...positionAt(text, offset), message }];
  return failure('invalid_json', 'The text is not JSON.', { faults });
}

const nothing: SyntaxFault = {
  offset: 0,
  message: 'there is nothing here: write at least { "version": 1 }',
};

/** Counted from 1; the column in UTF-16 units, as editors count. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'comments are not allowed: settings are plain JSON',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing between key and value',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing "}" is missing',
  CloseBracketExpected: 'a closing "]" is missing',
  EndOfFileExpected: 'the settings are over already: nothing may follow',
  UnexpectedEndOfString: 'the closing quote of this text is missing on its line',
  UnexpectedEndOfNumber: 'this number is not complete',
  InvalidEscapeCharacter: 'this text holds an escape that JSON does not know; a backslash is written \\\\',
  InvalidUnicode: 'this text holds a \\u that four hexadecimal digits do not follow',
  InvalidCharacter: 'this text holds a control character: write a tab as \\t',
};

function syntaxFault(text: string, { error, offset, length }: ParseError): SyntaxFault {
  const name = printParseErrorCode(error);
  if (name === 'PropertyNameExpected' || name === 'ValueExpected') {
    const comma = text.slice(0, offset).trimEnd().length - 1;
    const next = text[offset] ?? '';
    if (text[comma] === ',' && (next === '}' || next === ']')) {
      return { offset: comma, message: `a comma too many: none may stand before "${next}"` };
    }
  }
  if (name === 'InvalidSymbol') {
    const symbol = text.slice(offset, offset + Math.min(length, 30));
    return { offset, message: `${symbol} is not JSON: keys and texts stand in double quotes` };
  }
  return { offset, message: syntaxWords[name] ?? 'this is not JSON' };
}

export interface BadKey {
  readonly node: Node;
  readonly message: string;
}

/** Keys that stand twice in one object, where the last would silently win, and `__proto__`, which JavaScript takes for its own. */
export function badKeys(tree: Node): BadKey[] {
  const found: BadKey[] = [];
  const waiting = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const children = node.children ?? [];
    waiting.push(...children);
    if (node.type === 'object') found.push(...badAmong(children.flatMap(keyOf)));
  }
  return found;
}

function keyOf(property: Node): Node[] {
  return property.children?.slice(0, 1) ?? [];
}

function badAmong(keys: readonly Node[]): BadKey[] {
  const seen = new Set<unknown>();
  return keys.flatMap((node) => {
    const message = seen.has(node.value) ? 'is written twice' : 'is not a setting';
    const bad = seen.has(node.value) || node.value === '__proto__';
    seen.add(node.value);
    return bad ? [{ node, message }] : [];
  });
}
