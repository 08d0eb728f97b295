import type { Labels } from './model';
import { labelNameFault } from './names';
import { quote } from './quote';
import {
  characterAt,
  closingQuoteAt,
  type LineFault,
  labelNameAt,
  metricNameAt,
  skipBlanks,
  unescapeText,
  windowsLineEnding,
  wordAt,
} from './scan';
import { parseValue, valueFault } from './value';

export interface SampleLine {
  readonly kind: 'sample';
  /** Index of the name in the line. */
  readonly at: number;
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMs?: number;
  /** Index of the timestamp in the line, if there is one. */
  readonly timestampAt?: number;
}

export function readSample(line: string, at: number): SampleLine | LineFault {
  const reader = new SampleReader(line, at);
  return reader.read() ?? reader.fault();
}

/** Goes through one line from left to right; every step answers `undefined` once something is wrong. */
class SampleReader {
  private readonly start: number;
  private name = '';
  private message = '';

  constructor(
    private readonly line: string,
    private at: number,
  ) {
    this.start = at;
  }

  fault(): LineFault {
    return { kind: 'fault', of: 'sample', at: this.at, name: this.name, message: this.message };
  }

  read(): SampleLine | undefined {
    this.name = metricNameAt(this.line, this.at);
    if (this.line.endsWith('\r')) return this.refuse(windowsLineEnding, this.line.length - 1);
    if (!this.passName()) return undefined;
    const labels = this.readLabels();
    if (!labels) return undefined;
    const value = this.readValue();
    if (value === undefined) return undefined;
    const sample = { kind: 'sample', at: this.start, name: this.name, labels, value } as const;
    return this.at === this.line.length ? sample : this.readTimestamp(sample);
  }

  private passName(): true | undefined {
    if (this.name === '') {
      return this.refuse(
        `a metric name must begin here, but ${this.here()} cannot begin one: use a letter, "_" or ":"`,
      );
    }
    this.at += this.name.length;
    if (this.at === this.line.length) {
      return this.refuse('the value is missing: write a number after the name');
    }
    if (/[ \t{]/.test(this.line.charAt(this.at))) return true;
    return this.refuse(`${this.here()} cannot stand in a metric name: use letters, digits, "_" and ":"`);
  }

  private readLabels(): Labels | undefined {
    const labels: Record<string, string> = {};
    this.at = skipBlanks(this.line, this.at);
    if (this.line[this.at] !== '{') return labels;
    for (;;) {
      this.at = skipBlanks(this.line, this.at + 1);
      if (this.line[this.at] !== '}' && !this.readLabel(labels)) return undefined;
      const next = this.line[this.at];
      if (next === '}') break;
      if (next !== ',') return this.refuse('a "," or "}" must follow a label value');
    }
    this.at += 1;
    return labels;
  }

  private readLabel(labels: Record<string, string>): true | undefined {
    const name = labelNameAt(this.line, this.at);
    const fault = this.labelNameFault(name, labels);
    if (fault !== undefined) return this.refuse(fault);
    this.at = skipBlanks(this.line, this.at + name.length);
    if (this.line[this.at] !== '=') return this.refuse(`a "=" must follow the label name ${quote(name)}`);
    this.at = skipBlanks(this.line, this.at + 1);
    const value = this.readLabelValue();
    if (value === undefined) return undefined;
    labels[name] = value;
    this.at = skipBlanks(this.line, this.at);
    return true;
  }

  private labelNameFault(name: string, labels: Labels): string | undefined {
    if (name === '') return this.noLabelName();
    if (name === '__name__') {
      return 'the label __name__ is the metric name itself: write that before the "{" only';
    }
    const fault = labelNameFault(name);
    if (fault !== undefined) return `the label name ${quote(name)} ${fault}`;
    return Object.hasOwn(labels, name) ? `the label ${quote(name)} is given twice: leave one out` : undefined;
  }

  private noLabelName(): string {
    if (this.at === this.line.length) return 'the label set does not end: a closing "}" is missing';
    if (this.line[this.at] === '"') {
      return 'names in quotes are not of this format: write label names without quotes';
    }
    return `a label name must begin here, but ${this.here()} cannot begin one: use a letter or "_"`;
  }

  private readLabelValue(): string | undefined {
    if (this.line[this.at] !== '"') return this.refuse('a label value must stand in double quotes');
    const begin = this.at + 1;
    const end = closingQuoteAt(this.line, begin);
    if (end < 0) {
      const cure = 'close it with ", and write a line break in it as \\n';
      return this.refuse(`the label value does not end in this line: ${cure}`);
    }
    const value = unescapeText(this.line.slice(begin, end), '\\n"');
    if (typeof value !== 'string') {
      const message =
        'an escape that label values do not have: write a backslash as \\\\, a quote as \\" and a line break as \\n';
      return this.refuse(message, begin + value.badAt);
    }
    this.at = end + 1;
    return value;
  }

  private readValue(): number | undefined {
    this.at = skipBlanks(this.line, this.at);
    const word = wordAt(this.line, this.at);
    if (word === '') return this.refuse('the value is missing: write a number after the name and its labels');
    const value = parseValue(word);
    if (value === undefined) return this.refuse(`the value ${quote(word)} ${valueFault(word)}`);
    this.at += word.length;
    return value;
  }

  private readTimestamp(sample: SampleLine): SampleLine | undefined {
    const timestampAt = skipBlanks(this.line, this.at);
    const word = wordAt(this.line, timestampAt);
    if (!/^[+-]?\d+$/.test(word)) return this.refuseRest('value', word);
    const timestampMs = Number(word);
    if (!Number.isSafeInteger(timestampMs))
      return this.refuse('a timestamp that is too large: leave it out', timestampAt);
    this.at = timestampAt + word.length;
    if (this.at < this.line.length) return this.refuseRest('timestamp', '');
    // Not -0, which no clock shows.
    return { ...sample, timestampMs: timestampMs + 0, timestampAt };
  }

  /** What stands after the last number that belongs there. */
  private refuseRest(after: 'value' | 'timestamp', word: string): undefined {
    const restAt = skipBlanks(this.line, this.at);
    if (restAt === this.line.length) {
      return this.refuse(`blanks after the ${after}: end the line right after it`);
    }
    if (this.line[restAt] === '#') {
      return this.refuse(
        'an exemplar or a comment after the number, which text 0.0.4 does not have: leave it out',
        restAt,
      );
    }
    if (parseValue(word) !== undefined) {
      return this.refuse(
        'a timestamp that is not in whole milliseconds (OpenMetrics has seconds): leave it out',
        restAt,
      );
    }
    return this.refuse(`text after the ${after}: end the line right after the number`, restAt);
  }

  private refuse(message: string, at: number = this.at): undefined {
    this.message = message;
    this.at = at;
    return undefined;
  }

  /** The character that stands here, for a message. */
  private here(): string {
    return quote(characterAt(this.line, this.at));
  }
}
