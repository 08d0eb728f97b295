/** What a line of exposition text was to be, and why it is not. */
export interface LineFault {
  readonly kind: 'fault';
  readonly of: 'help' | 'type' | 'sample';
  /** Index into the line. */
  readonly at: number;
  readonly message: string;
  /** The metric's name, as far as it could be read. */
  readonly name?: string;
}

export const windowsLineEnding =
  'the line ends with a carriage return (Windows line ending): end lines with a single \\n';

export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (isBlank(line.charCodeAt(at))) at += 1;
  return at;
}

/** Up to the next blank or the end. */
export function wordAt(line: string, from: number): string {
  let at = from;
  while (at < line.length && !isBlank(line.charCodeAt(at))) at += 1;
  return line.slice(from, at);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

const metricName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelName = /[a-zA-Z_][a-zA-Z0-9_]*/y;

/** The name that begins there; empty when none does. */
export function metricNameAt(line: string, at: number): string {
  return matchAt(metricName, line, at);
}

export function labelNameAt(line: string, at: number): string {
  return matchAt(labelName, line, at);
}

function matchAt(sticky: RegExp, line: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(line)?.[0] ?? '';
}

/** The whole character that stands there. */
export function characterAt(line: string, at: number): string {
  return String.fromCodePoint(line.codePointAt(at) ?? 0);
}

/** Index of the `"` that ends what begins there; -1 when the line ends first. */
export function closingQuoteAt(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at += 1;
  }
  return -1;
}

const meaning: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', '"': '"' };

/** Undoes `\\`, `\n` and whatever else `known` lists; `badAt` is where an escape stands that has no meaning. */
export function unescapeText(text: string, known: string): string | { badAt: number } {
  if (!text.includes('\\')) return text;
  let badAt = -1;
  const plain = text.replace(/\\(.?)/gs, (all, character: string, at: number) => {
    if (character !== '' && known.includes(character)) return meaning[character] ?? '';
    if (badAt < 0) badAt = at;
    return all;
  });
  return badAt < 0 ? plain : { badAt };
}
