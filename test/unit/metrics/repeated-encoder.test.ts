import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../main/metrics/encode';
import { gauge, type MetricFamily } from '../../../main/metrics/model';
import { RepeatedEncoder } from '../../../main/metrics/repeated-encoder';
import { validFamilies } from '../../support/arbitrary-families';

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const encoded = (families: readonly MetricFamily[]) => textOf(new RepeatedEncoder().encode(families));
const one = (value: number) => [gauge('a', '', [[{}, value]])];

interface Change {
  readonly value: number;
  readonly help: string | null;
  readonly label: string | null;
  /** The place in each family of a series that is gone. */
  readonly without: number;
  readonly reversed: boolean;
}

/** What a later cycle may make of the families of an earlier one. */
const changes: fc.Arbitrary<Change> = fc.record({
  value: fc.double(),
  help: fc.option(fc.string()),
  label: fc.option(fc.string()),
  without: fc.nat(5),
  reversed: fc.boolean(),
});

function changed(families: readonly MetricFamily[], change: Change): MetricFamily[] {
  const later = families.map((family) => ({
    ...family,
    help: change.help ?? family.help,
    samples: family.samples
      .filter((_, index) => index !== change.without)
      .map((sample) => ({
        ...sample,
        value: sample.value + change.value,
        labels: { ...sample.labels, ...(change.label !== null && { extra: change.label }) },
      })),
  }));
  return change.reversed ? later.reverse() : later;
}

describe('RepeatedEncoder', () => {
  it('says what encodeText says, whatever was there the time before', () => {
    fc.assert(
      fc.property(validFamilies, fc.array(changes, { maxLength: 5 }), (families, later) => {
        const encoder = new RepeatedEncoder();
        for (const now of [families, ...later.map((change) => changed(families, change)), families]) {
          expect(textOf(encoder.encode(now))).toBe(encodeText(now));
        }
      }),
    );
  });

  it('leaves what it gave before as it is', () => {
    const encoder = new RepeatedEncoder();
    const first = encoder.encode(one(1));
    encoder.encode(one(2));
    expect(textOf(first)).toBe(encodeText(one(1)));
  });

  it('takes labels for others when their names, values or order differ', () => {
    const encoder = new RepeatedEncoder();
    for (const labels of [{ a: 'x', b: 'y' }, { b: 'y', a: 'x' }, { a: 'x' }, { a: 'y' }, { c: 'y' }, {}]) {
      const families = [gauge('m', '', [[labels, 1]])];
      expect(textOf(encoder.encode(families))).toBe(encodeText(families));
    }
  });

  it('writes timestamps, and texts beyond ASCII, in lines that it knows too', () => {
    const encoder = new RepeatedEncoder();
    for (const timestampMs of [1_700_000_000_000, 0]) {
      const samples = [{ name: 'größe', labels: { 名: 'é😀"\n' }, value: 0.5, timestampMs }];
      const families: MetricFamily[] = [{ name: 'größe', type: 'gauge', help: 'wie groß', samples }];
      expect(textOf(encoder.encode(families))).toBe(encodeText(families));
    }
  });

  it('gives nothing for no families', () => {
    expect(encoded([])).toBe('');
  });
});

describe('values of a RepeatedEncoder', () => {
  const written = (value: number) => encoded(one(value)).split(' ').at(-1);
  const expected = (value: number) => encodeText(one(value)).split(' ').at(-1);

  it('are those of encodeText, any double', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(written(value)).toBe(expected(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are those of encodeText, decimals of all lengths and the doubles beside them', () => {
    const decimal = fc.tuple(fc.maxSafeNat(), fc.nat(15), fc.integer({ min: -1, max: 1 }));
    fc.assert(
      fc.property(decimal, ([digits, decimals, beside]) => {
        const exact = digits / 10 ** decimals;
        const value = exact * (1 + beside * Number.EPSILON);
        expect(written(value)).toBe(expected(value));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    0,
    -0,
    -1,
    1e-6,
    1.5e-6,
    9e-7,
    0.1 + 0.2,
    0.999999,
    1e6,
    999_999.999999,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    4_294_967_295.999999,
    1_700_000_000.123,
    1e21,
    5e-324,
  ])('are those of encodeText at the borders of what is written digit by digit: %d', (value) => {
    expect(written(value)).toBe(expected(value));
  });
});
