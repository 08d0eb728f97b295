import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const renderer = join(__dirname, '../../../renderer');
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

/** Attributes whose text a person reads or hears. */
const readAttributes = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'title'],
  ...['label', 'description', 'placeholder', 'error', 'text', 'intro'],
]);

/** What stands on keys is the same everywhere. */
const keys = new Set(['Ctrl K']);

const hasWord = (text: string) => /\p{L}{2,}/u.test(text.replace(/&\w+;/g, '')) && !keys.has(text.trim());

/** Words that stand in what is drawn itself: `FILE:LINE: words`. */
function wordsIn(file: string, source: string): readonly string[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const keep = (node: ts.Node, text: string) => {
    const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
    if (hasWord(text)) found.push(`${file}:${line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) keep(node, node.text);
    if (ts.isStringLiteralLike(node) && isRead(node)) keep(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** Whether a text is a child of an element or one of those attributes, also as one side of a condition. */
function isRead(text: ts.Node): boolean {
  const { parent } = text;
  if (ts.isConditionalExpression(parent)) return parent.condition !== text && isRead(parent);
  if (ts.isParenthesizedExpression(parent)) return isRead(parent);
  if (ts.isJsxAttribute(parent)) return readAttributes.has(parent.name.getText());
  if (!ts.isJsxExpression(parent)) return false;
  return ts.isJsxAttribute(parent.parent) ? readAttributes.has(parent.parent.name.getText()) : true;
}

describe('the window', () => {
  it('has all its words from the catalogue', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => wordsIn(file, readFileSync(join(renderer, file), 'utf8')))).toEqual([]);
  });

  it('is looked at so that words of its own are found', () => {
    const source =
      '<p title={a ? "Wide open" : b} className="row">Hello {c ? "there" : null}<b id="x">{d}</b></p>';
    expect(wordsIn('x.tsx', source)).toEqual(['x.tsx:1: Wide open', 'x.tsx:1: Hello', 'x.tsx:1: there']);
  });
});
