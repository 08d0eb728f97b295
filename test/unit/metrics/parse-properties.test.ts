import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../main/metrics/encode';
import type { MetricFamily } from '../../../main/metrics/model';
import { type Parsed, parseText } from '../../../main/metrics/parse';
import { validateFamilies } from '../../../main/metrics/validate';
import { validFamilies } from '../../support/arbitrary-families';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Pieces that get far into the parser when thrown together. */
const piece = fc.constantFrom(
  ...['# HELP ', '# TYPE ', '#', ' ', '\t', '\n', '\r\n', 'a', 'a_bucket', 'a_sum', 'a_count', 'b', '{', '}'],
  ...[
    'le',
    'quantile',
    '__proto__',
    '__name__',
    '=',
    '"',
    '\\',
    '\\n',
    ',',
    '1',
    '0.5',
    '-1',
    '1e400',
    'NaN',
    '+Inf',
  ],
  ...[
    'histogram',
    'summary',
    'counter',
    'gauge',
    'info',
    '\ufeff',
    '\ufffd',
    'é',
    '😀',
    ' 1\n',
    '{le="1"} 1\n',
  ],
);

/** What must hold for whatever comes out, and so for whatever went in. */
function expectSound(parsed: Parsed, lines: number): void {
  expect(validateFamilies(parsed.families).faults).toEqual([]);
  expect(parseText(encodeText(parsed.families))).toEqual({ families: parsed.families, faults: [] });
  expect(parsed.faults.length).toBeLessThanOrEqual(101);
  for (const { line, column, message } of parsed.faults) {
    expect(message.length).toBeLessThan(500);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
  }
}

const newlines = (bytes: Uint8Array) => bytes.reduce((count, byte) => count + Number(byte === 0x0a), 0);

describe('parse(encode(families))', () => {
  it('is the same families, as bytes and as a string', () => {
    fc.assert(
      fc.property(validFamilies, (families: MetricFamily[]) => {
        const text = encodeText(families);
        expect(parseText(text)).toEqual({ families, faults: [] });
        expect(parseText(bytesOf(text))).toEqual({ families, faults: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same timestamps where they are kept', () => {
    const timestamp = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(
      fc.property(validFamilies, timestamp, (families, timestampMs) => {
        const stamped = families.map((family) => ({
          ...family,
          samples: family.samples.map((sample) => ({ ...sample, timestampMs })),
        }));
        expect(parseText(encodeText(stamped), { timestamps: 'keep' })).toEqual({
          families: stamped,
          faults: [],
        });
      }),
    );
  });
});

describe('parseText makes sound families and faults within the text', () => {
  it('of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) =>
        expectSound(parseText(bytes), newlines(bytes) + 1),
      ),
    );
  });

  it('of any string, half surrogate pairs among it', () => {
    const anyString = fc
      .array(fc.nat(0xffff), { maxLength: 100 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(anyString, (text) => expectSound(parseText(text), text.split('\n').length)));
  });

  it('of pieces of the format in any order', () => {
    const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(soup, fc.constantFrom('keep' as const, 'refuse' as const), (text, timestamps) => {
        const { families, faults } = parseText(text, { timestamps });
        const { families: again, faults: noFaults } = parseText(encodeText(families), { timestamps });
        expect({ families: again, faults: noFaults }).toEqual({ families, faults: [] });
        for (const { line } of faults) expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }),
      { numRuns: 1000 },
    );
  });

  it('of valid text with some bytes changed, or cut off', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(validFamilies, edits, fc.nat(), (families, changes, cut) => {
        const bytes = bytesOf(encodeText(families));
        if (bytes.length === 0) return;
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        expectSound(parseText(bytes), newlines(bytes) + 1);
        const part = bytes.subarray(0, cut % bytes.length);
        expectSound(parseText(part), newlines(part) + 1);
      }),
    );
  });
});

describe('parseText of hostile text', () => {
  const hostile: readonly (readonly [what: string, make: (length: number) => string])[] = [
    ['one line of digits', (length) => `a ${'1'.repeat(length)}x\n`],
    ['one number of many digits', (length) => `a ${'1'.repeat(length)}\n`],
    ['one label value that does not end', (length) => `a{b="${'\\"'.repeat(length / 2)}`],
    [
      'one label set of many labels',
      (length) => `a{${Array.from({ length: length / 12 }, (_, n) => `l${n}="x",`).join('')}} 1\n`,
    ],
    ['one label given again and again', (length) => `a{${'b="",'.repeat(length / 6)}} 1\n`],
    ['blanks', (length) => `a${' '.repeat(length)}!\n`],
    ['blanks within a type', (length) => `# TYPE a b${' '.repeat(length)}c\n`],
    ['empty lines', (length) => '\n'.repeat(length)],
    ['a fault in every line', (length) => '!\n'.repeat(length / 2)],
    ['a line that is not UTF-8, again and again', (length) => '\udfff\n'.repeat(length / 2)],
    ['families that stand apart', (length) => 'a 1\nb 1\n'.repeat(length / 8)],
    ['many families', (length) => Array.from({ length: length / 16 }, (_, n) => `family_${n} 1\n`).join('')],
    [
      'one histogram of many buckets',
      (length) => `# TYPE h histogram\n${'h_bucket{le="1"} 1\n'.repeat(length / 19)}`,
    ],
    [
      'one histogram of many label sets',
      (length) =>
        `# TYPE h histogram\n${Array.from({ length: length / 24 }, (_, n) => `h_bucket{l="${n}",le="1"} 1\n`).join('')}`,
    ],
    ['one name of underscores', (length) => `# TYPE a info\n${'_sum'.repeat(length / 4)} 1\n`],
    ['one HELP of backslashes', (length) => `# HELP a ${'\\'.repeat(length)}\n`],
  ];

  it.each(hostile)(
    'takes time in proportion to its length: %s',
    (_, make) => {
      const millisecondsFor = (length: number) => {
        const bytes = bytesOf(make(length));
        const startedMs = performance.now();
        parseText(bytes);
        return performance.now() - startedMs;
      };
      millisecondsFor(10_000);
      const shortMs = Math.max(2, millisecondsFor(80_000));
      // Sixteen times the length; were it quadratic, it would take 256 times as long.
      expect(millisecondsFor(1_280_000) / shortMs).toBeLessThan(100);
    },
    60_000,
  );

  it('comes to an end when it is 5 MB of all that', () => {
    const text = hostile.map(([, make]) => make(5_000_000 / hostile.length)).join('\n');
    const { faults } = parseText(bytesOf(text));
    expect(faults).toHaveLength(101);
    for (const { message } of faults) expect(message.length).toBeLessThan(500);
  }, 60_000);
});
