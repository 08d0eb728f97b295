import type { Fault } from '../outcome';
import { type Damage, FamilyReader, type ReadingRules } from './family-reader';
import { FaultList } from './fault-list';
import type { MetricFamily } from './model';
import { hasLoneSurrogate } from './quote';
import { finish, type Steps } from './steps';

export interface ParseOptions {
  /**
   * What to do with a sample that has a timestamp: a Pushgateway refuses it, and so does the default. `report` keeps it and has it
   * among the faults as what does not go together, as the Pushgateway sees it.
   */
  readonly timestamps?: ReadingRules['timestamps'];
  /** Whether to take what breaks a rule but harms nobody, as a Pushgateway does: lines of one family that stand apart, counters below 0. */
  readonly lenient?: ReadingRules['lenient'];
  /** Where each sample stands is put here, for whoever finds fault with it later. */
  readonly positions?: ReadingRules['positions'];
}

export interface Parsed {
  /** What stood up to every rule; families without samples are left out. */
  readonly families: MetricFamily[];
  /** The first hundred in the order of the text, and how many more; empty when everything was taken. */
  readonly faults: Fault[];
  /** Every line could be read, but what they say does not go together: a series twice, buckets that do not add up. */
  readonly inconsistent?: true;
}

/**
 * Reads exposition text 0.0.4 and holds it to the rules of `validateFamilies`. Never throws, whatever the bytes are, and
 * takes time in proportion to their number.
 *
 * A fault takes its line away, and with it the whole family when its type is in doubt or when the line was of a
 * histogram or summary. Lines of one family that stand apart are reported, but kept.
 */
export function parseText(input: Uint8Array | string, options: ParseOptions = {}): Parsed {
  return finish(parseSteps(input, options));
}

/** As `parseText`, a line or a sample at a time. */
export function* parseSteps(input: Uint8Array | string, options: ParseOptions = {}): Steps<Parsed> {
  const faults = new FaultList();
  const rules = { timestamps: 'refuse', lenient: false, positions: new Map(), ...options } as const;
  const reader = new FamilyReader(faults, rules);
  const { text, damaged } = withoutByteOrderMark(decode(input), faults);
  for (let start = 0, number = 1; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    reader.take(line, number, (damaged && damageIn(line)) || (newline < 0 && cutOff(line)) || undefined);
    start = end + 1;
    yield;
  }
  const readable = faults.all().length === 0;
  const families = yield* reader.families();
  const found = faults.all();
  return { families, faults: found, ...(readable && found.length > 0 && { inconsistent: true }) };
}

interface Decoded {
  readonly text: string;
  /** Somewhere in the text U+FFFD stands for what was not UTF-8. */
  readonly damaged: boolean;
}

function decode(input: Uint8Array | string): Decoded {
  if (typeof input === 'string') {
    const damaged = hasLoneSurrogate(input);
    return { text: damaged ? input.replace(/\p{Cs}/gu, '\ufffd') : input, damaged };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input), damaged: false };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(input), damaged: true };
  }
}

function withoutByteOrderMark(decoded: Decoded, faults: FaultList): Decoded {
  if (!decoded.text.startsWith('\ufeff')) return decoded;
  faults.add({ line: 1, column: 1 }, 'the text begins with a byte-order mark: save it as UTF-8 without one');
  return { ...decoded, text: decoded.text.slice(1) };
}

/** In a text where bytes were not UTF-8, a replacement character is taken for one of those. */
function damageIn(line: string): Damage | undefined {
  const at = line.indexOf('\ufffd');
  return at < 0 ? undefined : { at, message: 'bytes that are not UTF-8: encode the text as UTF-8' };
}

function cutOff(line: string): Damage | undefined {
  if (/^[ \t]*$/.test(line)) return undefined;
  const message =
    'the last line does not end, so it may be cut off: end it with \\n (curl: --data-binary, not --data)';
  return { at: line.length, message };
}
