import type { MetricType } from './model';
import { quote } from './quote';
import { readSample, type SampleLine } from './sample-line';
import {
  characterAt,
  type LineFault,
  metricNameAt,
  skipBlanks,
  unescapeText,
  windowsLineEnding,
} from './scan';

/** One line of exposition text 0.0.4, taken by itself; `at` is where its own content begins. */
export type Line = Nothing | HelpLine | TypeLine | SampleLine | LineFault;

/** A blank line or a comment. */
export interface Nothing {
  readonly kind: 'nothing';
}

export interface HelpLine {
  readonly kind: 'help';
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

export interface TypeLine {
  readonly kind: 'type';
  readonly at: number;
  readonly name: string;
  readonly type: MetricType;
}

const nothing: Nothing = { kind: 'nothing' };

/** Reads a line without its newline. What is taken follows the parser of the Pushgateway (expfmt/text_parse.go). */
export function readLine(line: string): Line {
  const at = skipBlanks(line, 0);
  if (at === line.length) return nothing;
  return line[at] === '#' ? readComment(line, skipBlanks(line, at + 1)) : readSample(line, at);
}

function readComment(line: string, keywordAt: number): Line {
  const [, keyword] = /^(HELP|TYPE)[ \t]/.exec(line.slice(keywordAt, keywordAt + 5)) ?? [];
  if (keyword === undefined) return nothing;

  const of = keyword === 'HELP' ? 'help' : 'type';
  const nameAt = skipBlanks(line, keywordAt + 4);
  const name = metricNameAt(line, nameAt);
  const nameEnd = nameAt + name.length;
  const at = skipBlanks(line, nameEnd);
  if (at === line.length) return nothing;
  if (at === nameEnd) return nameFault(line, at, of);
  return of === 'help' ? readHelp(line, at, name) : readType(line, at, name);
}

function nameFault(line: string, at: number, of: 'help' | 'type'): LineFault {
  const message =
    line[at] === '\r'
      ? windowsLineEnding
      : `${quote(characterAt(line, at))} cannot stand in a metric name: use letters, digits, "_" and ":"`;
  return { kind: 'fault', of, at, message };
}

function readHelp(line: string, at: number, name: string): HelpLine | LineFault {
  const text = unescapeText(line.slice(at), '\\n');
  if (typeof text === 'string') return { kind: 'help', at, name, text };
  const message = 'an escape that HELP does not have: write a backslash as \\\\ and a line break as \\n';
  return { kind: 'fault', of: 'help', at: at + text.badAt, name, message };
}

const types: readonly MetricType[] = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const openMetricsTypes: readonly string[] = ['unknown', 'info', 'stateset', 'gaugehistogram'];

function readType(line: string, at: number, name: string): TypeLine | LineFault {
  const word = line.slice(at);
  const type = types.find((known) => known === word.toLowerCase());
  if (type) return { kind: 'type', at, name, type };
  const end = word.trimEnd().length;
  return end < word.length
    ? { kind: 'fault', of: 'type', at: at + end, name, message: endingFault(word) }
    : { kind: 'fault', of: 'type', at, name, message: wordFault(word) };
}

function endingFault(word: string): string {
  return word.endsWith('\r') ? windowsLineEnding : 'blanks after the type: end the line right after it';
}

function wordFault(word: string): string {
  const choice = 'use counter, gauge, histogram, summary or untyped';
  return openMetricsTypes.includes(word.toLowerCase())
    ? `${quote(word)} is a type of OpenMetrics, which text 0.0.4 does not have: ${choice}`
    : `${quote(word)} is not a metric type: ${choice}`;
}
